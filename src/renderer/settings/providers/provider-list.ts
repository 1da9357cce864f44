import type { ProviderInfo } from '../../../shared/providers'
import type { Translate } from '../../words'

const rank = { settings: 0, local: 1, environment: 2, 'built-in': 3 } as const

/** The order of the page: what the user added, this computer's, the environment's, and the guide last. */
export function arrangeProviders(providers: readonly ProviderInfo[]): readonly ProviderInfo[] {
  return providers.toSorted((one, other) => rank[one.origin] - rank[other.origin])
}

/** A provider's name as people read it; those that nobody named have one in the user's language. */
export function providerName({ origin, name }: ProviderInfo, t: Translate): string {
  if (origin === 'built-in') return t('settings.providers.guide')
  return origin === 'environment' ? t('settings.providers.fromEnvironment') : name
}

/** The few words at the end of a provider's row. */
export function providerSummary({ origin, needsKey, key, models }: ProviderInfo, t: Translate): string {
  if (origin === 'built-in') return t('settings.providers.guideNote')
  if (origin === 'environment') return t('settings.providers.environmentNote')
  if (origin === 'local') return t('settings.providers.onThisComputer', { count: models.length })
  if (needsKey && !key) return t('settings.providers.noKey')
  return t('settings.providers.modelsCount', { count: models.length })
}

/** True when a key that was given for `baseUrl` would not be sent to what is typed now: it is another server. */
export function isOtherServer(baseUrl: string, typed: string): boolean {
  return URL.canParse(typed) && URL.canParse(baseUrl) && new URL(typed).origin !== new URL(baseUrl).origin
}
