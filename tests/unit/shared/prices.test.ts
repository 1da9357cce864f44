import { describe, expect, it } from 'vitest'
import { costOf, priceOf } from '../../../src/shared/prices'

const price = { input: 2, output: 8 }

describe('the price of a model', () => {
  const own = { 'gpt-4': price, 'claude-sonnet-4': { input: 3, output: 15 } }

  it('is that of its exact name', () => {
    expect(priceOf('gpt-4', own)).toBe(price)
  })

  it.each(['gpt-4-0613', 'gpt-4-2024-08-06', 'gpt-4@20240806'])(
    'is that of the model of which %s is a release',
    (name) => {
      expect(priceOf(name, own)).toBe(price)
    },
  )

  it.each(['gpt-4-mini', 'gpt-4o', 'gpt-4.1', 'claude-sonnet-4-5', 'constructor', ''])(
    'is not guessed for %s',
    (name) => {
      expect(priceOf(name, own)).toBeNull()
    },
  )
})

describe('the cost of a reply', () => {
  it('is counted per million tokens', () => {
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, price)).toBe(6)
  })

  it('takes cached tokens out of those that went in', () => {
    const usage = { inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 0 }
    expect(costOf(usage, { ...price, cachedInput: 0.5 })).toBeCloseTo(1.4)
    expect(costOf(usage, price)).toBeCloseTo(2)
  })

  it('stays unknown while the price or a count is', () => {
    expect(costOf({ inputTokens: 10, outputTokens: 10 }, null)).toBeNull()
    expect(costOf({ inputTokens: 10 }, price)).toBeNull()
    expect(costOf({}, price)).toBeNull()
  })

  it('of nothing is nothing', () => {
    expect(costOf({ inputTokens: 0, outputTokens: 0 }, price)).toBe(0)
  })
})
