import type { Usage } from './reply'
import type { Price } from './settings'

/** Prices by model name, each for a million tokens. */
export type Prices = Readonly<Record<string, Price>>

// Providers change their lists without notice, and a wrong price is worse than none: Runnel ships with none, and says "unknown".
const listPrices: Prices = {}

// Releases of one model cost the same: gpt-4-0613, claude-sonnet-4-5-20250929, gemini-2.5-pro-001. One or two digits are a version.
const release = /^[-@]\d{3,}[\d-]*$/

/** What a model costs: the user's price before the shipped one, its exact name before that of which it is a dated release. */
export function priceOf(model: string, own: Prices): Price | null {
  for (const prices of [own, listPrices]) {
    const price = prices[nameIn(prices, model) ?? '']
    if (price) return price
  }
  return null
}

function nameIn(prices: Prices, model: string): string | null {
  if (Object.hasOwn(prices, model)) return model
  return Object.keys(prices).find((name) => model.startsWith(name) && release.test(model.slice(name.length))) ?? null
}

/** What a reply cost, in the currency of its price; null while the price or a count is unknown. */
export function costOf({ inputTokens, outputTokens, cachedTokens = 0 }: Usage, price: Price | null): number | null {
  if (!price || inputTokens === undefined || outputTokens === undefined) return null
  // Cached tokens are among those that went in.
  const cached = Math.min(cachedTokens, inputTokens)
  const input = (inputTokens - cached) * price.input + cached * (price.cachedInput ?? price.input)
  return (input + outputTokens * price.output) / 1_000_000
}
