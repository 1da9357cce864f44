import type { ProviderInfo } from '../../../../shared/providers'
import type { ProviderConnection } from '../../../../shared/settings'

/** What every part of a provider's advanced settings gets. */
export interface ConnectionProps {
  readonly provider: ProviderInfo
  readonly connection: ProviderConnection
}
