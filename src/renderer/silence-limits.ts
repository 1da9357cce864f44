import { normalizeBaseUrl } from '../shared/base-url'
import type { ProviderInfo } from '../shared/providers'

/** After how many milliseconds of silence a stream is given up. */
export interface SilenceLimits {
  readonly firstTokenMs: number
  readonly betweenMs: number
}

// The same values as in main, which keeps to them; here they are only named.
const cloud: SilenceLimits = { firstTokenMs: 120_000, betweenMs: 60_000 }
const thisNetwork: SilenceLimits = { firstTokenMs: 600_000, betweenMs: 300_000 }

/** The patience that suits a provider when none is set for it: a model in the house may have to be loaded first. */
export function usualLimitsOf({ baseUrl, origin }: Pick<ProviderInfo, 'baseUrl' | 'origin'>): SilenceLimits {
  return origin === 'local' || isOnThisNetwork(baseUrl) ? thisNetwork : cloud
}

/** The patience that main has with a provider: what was set for it, else what suits it. */
export function silenceLimitsOf(provider: ProviderInfo): SilenceLimits {
  const { connection } = provider
  const usual = usualLimitsOf(provider)
  return {
    firstTokenMs: connection?.firstTokenLimitMs ?? usual.firstTokenMs,
    betweenMs: connection?.silenceLimitMs ?? usual.betweenMs,
  }
}

function isOnThisNetwork(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && normalizeBaseUrl(new URL(baseUrl).host).startsWith('http:')
}
