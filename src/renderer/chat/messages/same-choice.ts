import type { ModelChoice, ProviderInfo } from '../../../shared/providers'
import type { Reply } from '../../../shared/reply'

/**
 * Whom to ask for another reply by the same model. A reply carries the name under which its model answered, which may
 * be longer than the one it was asked by (`gpt-4o` answers as `gpt-4o-2024-08-06`): then it is the longest offered name
 * that it begins with, else what is chosen now if that is the same provider, else the name as it is.
 */
export function sameChoice(
  { providerId, model }: Pick<Reply, 'providerId' | 'model'>,
  current: ModelChoice,
  providers: readonly ProviderInfo[],
): ModelChoice {
  const offered = providers.find((provider) => provider.id === providerId)?.models ?? []
  if (offered.includes(model)) return { providerId, model }
  const [longest] = offered.filter((name) => model.startsWith(name)).sort((one, other) => other.length - one.length)
  if (longest !== undefined) return { providerId, model: longest }
  return current.providerId === providerId ? current : { providerId, model }
}
