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
