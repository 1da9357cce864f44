import { costOf, priceOf, type Prices } from '../../../../shared/prices'
import type { Reply } from '../../../../shared/reply'
import { formatCost, formatCount, formatDuration } from '../../../ui/format'
import type { Translate } from '../../../words'

/** What is said of a reply that has ended; each has a name in the words of `figures`. */
export interface Fact {
  readonly name: 'answeredBy' | 'firstToken' | 'total' | 'longestGap' | 'tokensIn' | 'tokensOut' | 'cost' | 'end'
  readonly value: string
}

/** What the facts are told with. */
export interface FactsContext {
  readonly provider: string
  readonly prices: Prices
  readonly t: Translate
  readonly language: string
}

/** All that is known of how a reply went, in the order in which it is read. What a provider did not say is "unknown". */
export function factsOf(reply: Reply, context: FactsContext): readonly Fact[] {
  if (reply.providerId === 'guide') return [...timeFacts(reply, context), endFact(reply, context)]
  const { t, provider } = context
  return [
    { name: 'answeredBy', value: t('figures.model', { model: reply.model, provider }) },
    ...timeFacts(reply, context),
    ...tokenFacts(reply, context),
    { name: 'cost', value: costWords(reply, context) ?? t('figures.unknown') },
    endFact(reply, context),
  ]
}

/** What a reply cost, in words; null when its price or its tokens are not known. */
export function costWords({ model, usage }: Reply, { prices, t, language }: FactsContext): string | null {
  const cost = costOf(usage ?? {}, priceOf(model, prices))
  return cost === null ? null : t('figures.costValue', { value: formatCost(cost, language) })
}

function timeFacts({ timing, firstTokenMs }: Reply, { t }: FactsContext): readonly Fact[] {
  const times = [
    ['firstToken', timing?.firstTokenMs ?? firstTokenMs],
    ['total', timing?.totalMs],
    ['longestGap', timing?.longestGapMs],
  ] as const
  return times.flatMap(([name, ms]) => (ms === undefined ? [] : [{ name, value: formatDuration(ms, t) }]))
}

function tokenFacts({ usage = {} }: Reply, { t, language }: FactsContext): readonly Fact[] {
  const count = (tokens: number | undefined): string =>
    tokens === undefined ? t('figures.unknown') : formatCount(tokens, language)
  const value = count(usage.inputTokens)
  const out = count(usage.outputTokens)
  const { cachedTokens, reasoningTokens } = usage
  return [
    { name: 'tokensIn', value: cachedTokens ? t('figures.cached', { value, cached: count(cachedTokens) }) : value },
    {
      name: 'tokensOut',
      value: reasoningTokens ? t('figures.reasoning', { value: out, reasoning: count(reasoningTokens) }) : out,
    },
  ]
}

function endFact({ finish }: Reply, { t }: FactsContext): Fact {
  const { unified = 'other', raw = null } = finish ?? {}
  const reason = unified === 'other' ? t('figures.unknown') : t(`meter.finish.${unified}`, { raw: '' })
  return { name: 'end', value: raw === null ? reason : t('figures.endValue', { reason, raw }) }
}
