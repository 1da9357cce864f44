import { normalizeBaseUrl } from './base-url'
import type { ProviderConnection } from './settings'

/** Wire protocols that Runnel speaks. `guide` is the built-in help, which speaks to nobody. */
export type ProviderProtocol =
  | 'guide'
  | 'openai-chat'
  | 'openai-responses'
  | 'anthropic-messages'
  | 'gemini'
  | 'azure-openai'

/** Where a provider comes from, which decides what may be changed about it. */
export type ProviderOrigin = 'built-in' | 'environment' | 'local' | 'settings'

/** How a provider's key is kept. */
export type KeyStorage = 'keyring' | 'session' | 'environment'

/** All that a window is told of a key. */
export interface KeyInfo {
  readonly lastFour: string
  readonly storage: KeyStorage
}

/** What is shown of a key: four characters tell keys apart; of a short secret they would tell too much. */
export function lastFourOf(secret: string): string {
  return secret.length >= 12 ? secret.slice(-4) : ''
}

/** One place that answers, as windows see it. Never carries a key. */
export interface ProviderInfo {
  readonly id: string
  readonly name: string
  readonly protocol: ProviderProtocol
  readonly origin: ProviderOrigin
  readonly baseUrl: string
  readonly needsKey: boolean
  /** The preset it was made from, if any. */
  readonly presetId: string | null
  /** How it is reached; header values stay in main and come masked. Null where nothing can be changed. */
  readonly connection: ProviderConnection | null
  readonly key: KeyInfo | null
  /** Models offered in the picker. */
  readonly models: readonly string[]
}

/** A model as a provider lists it. */
export interface Model {
  readonly id: string
  /** On disk, for local models. */
  readonly sizeBytes?: number
}

/** What was found when loopback was asked. `models` is null when nothing answers there. */
export interface LocalServer {
  readonly providerId: string
  readonly name: string
  readonly port: number
  readonly models: readonly Model[] | null
}

/** Who answers: a provider and one of its models. */
export interface ModelChoice {
  readonly providerId: string
  readonly model: string
}

/** The embedded default: help about Runnel, with no AI. */
export const guideChoice: ModelChoice = { providerId: 'guide', model: 'guide' }

/** Servers that are looked for on this computer, each at its usual port. */
export const localServers = [
  { providerId: 'ollama', name: 'Ollama', port: 11434 },
  { providerId: 'lm-studio', name: 'LM Studio', port: 1234 },
  { providerId: 'llama-cpp', name: 'llama.cpp', port: 8080 },
] as const

/** After how many milliseconds of silence a stream is given up: before the first token, and between two. There is no limit on the whole. */
export interface SilenceLimits {
  readonly firstTokenMs: number
  readonly betweenMs: number
}

const usualLimits: SilenceLimits = { firstTokenMs: 120_000, betweenMs: 60_000 }
const thisNetworkLimits: SilenceLimits = { firstTokenMs: 600_000, betweenMs: 300_000 }

/** The patience that suits a provider when none is set for it: a model in the house may have to be loaded first. */
export function usualLimitsOf({ baseUrl, origin }: Pick<ProviderInfo, 'baseUrl' | 'origin'>): SilenceLimits {
  return origin === 'local' || isOnThisNetwork(baseUrl) ? thisNetworkLimits : usualLimits
}

/** The patience with a provider: what was set for it, else what suits it. */
export function silenceLimitsOf(
  provider: Pick<ProviderInfo, 'baseUrl' | 'origin'>,
  connection: ProviderConnection | null,
): SilenceLimits {
  const usual = usualLimitsOf(provider)
  return {
    firstTokenMs: connection?.firstTokenLimitMs ?? usual.firstTokenMs,
    betweenMs: connection?.silenceLimitMs ?? usual.betweenMs,
  }
}

function isOnThisNetwork(baseUrl: string): boolean {
  const [, host] = /^[a-z]+:\/\/([^/]+)/.exec(baseUrl) ?? []
  return host !== undefined && normalizeBaseUrl(host).startsWith('http:')
}
