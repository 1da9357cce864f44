import { expect, test } from 'vitest'
import { MessageUsage } from '../../../../../src/main/providers/anthropic/message-usage'
import type { ProviderEvent } from '../../../../../src/shared/reply'

function fold(start: unknown, deltas: readonly unknown[], finished = true): readonly ProviderEvent[] {
  const usage = new MessageUsage()
  const events: ProviderEvent[] = []
  usage.start(start)
  for (const delta of deltas) {
    usage.add(delta)
    usage.give(events)
  }
  usage.end(finished, events)
  return events
}

const given = (...list: readonly object[]) => list.map((usage) => ({ type: 'usage', usage }))

test('totals replace each other, and the same total is given once', () => {
  const deltas = [{ output_tokens: 5 }, { output_tokens: 9 }, { output_tokens: 9 }]
  expect(fold({ input_tokens: 3, output_tokens: 1 }, deltas)).toEqual(
    given({ inputTokens: 3, outputTokens: 5 }, { inputTokens: 3, outputTokens: 9 }),
  )
})

test('a gateway that knows the question’s length only at the end', () => {
  expect(fold({ input_tokens: 0 }, [{ input_tokens: 40, output_tokens: 2 }])).toEqual(
    given({ inputTokens: 40, outputTokens: 2 }),
  )
  expect(fold({ input_tokens: 40 }, [{ input_tokens: 0, output_tokens: 2 }])).toEqual(
    given({ inputTokens: 40, outputTokens: 2 }),
  )
})

test('what came from the cache, and what went into it, was read too', () => {
  const start = { input_tokens: 1, cache_read_input_tokens: 20, cache_creation_input_tokens: 300 }
  expect(fold(start, [])).toEqual(given({ inputTokens: 321, cachedTokens: 20 }))
})

test('the first guess of what was written counts only where a finished message has no other', () => {
  expect(fold({ input_tokens: 3, output_tokens: 7 }, [])).toEqual(given({ inputTokens: 3, outputTokens: 7 }))
  expect(fold({ input_tokens: 3, output_tokens: 7 }, [], false)).toEqual(given({ inputTokens: 3 }))
})

test('what is no count is absent', () => {
  expect(fold({ input_tokens: null, output_tokens: '3', cache_read_input_tokens: -1 }, [null, 7])).toEqual([])
})
