import { expect, test } from 'vitest'
import { readUsage, UsageCounts } from '../../../../../src/main/providers/chat-completions/usage-counts'

const report = (output: number) => ({ prompt_tokens: 9, completion_tokens: output })

function fold(outputs: readonly number[], total?: number) {
  const counts = new UsageCounts()
  for (const output of outputs) counts.add(report(output), false)
  if (total !== undefined) counts.add(report(total), true)
  return counts.take()
}

test.each([
  ['the total so far in every chunk', [1, 2, 3, 4, 5, 6], undefined, 6],
  ['one by one: what each chunk added', [1, 1, 1, 1, 1, 1], undefined, 6],
  ['small steps: what each chunk added', [1, 2, 1, 1, 2, 1, 1, 1], undefined, 10],
  ['the same total in every chunk', [57, 57, 57, 57], undefined, 57],
  ['a total that is corrected at the end', [10, 20, 30, 28], undefined, 28],
  ['a total alone at the end decides', [1, 1, 1, 1], 5, 5],
  ['once', [3], undefined, 3],
])('%s', (_, outputs, total, expected) => {
  expect(fold(outputs, total)).toEqual({ inputTokens: 9, outputTokens: expected })
})

test('nothing new is nothing', () => {
  const counts = new UsageCounts()
  expect(counts.take()).toBeNull()
  counts.add(report(1), true)
  expect(counts.take()).not.toBeNull()
  counts.add(report(1), true)
  expect(counts.take()).toBeNull()
})

test.each([
  [
    { prompt_tokens: 1, completion_tokens: 2, prompt_cache_hit_tokens: 3 },
    { inputTokens: 1, outputTokens: 2, cachedTokens: 3 },
  ],
  [
    { prompt_tokens: 1, cached_tokens: 3 },
    { inputTokens: 1, cachedTokens: 3 },
  ],
  [
    { input_tokens: 1, output_tokens: 2 },
    { inputTokens: 1, outputTokens: 2 },
  ],
  [
    {
      completion_tokens: 2,
      completion_tokens_details: { reasoning_tokens: 1 },
      prompt_tokens_details: { cached_tokens: 0 },
    },
    { outputTokens: 2, cachedTokens: 0, reasoningTokens: 1 },
  ],
  [{ completion_tokens: 0 }, { outputTokens: 0 }],
  [{ prompt_tokens: null, completion_tokens: '2', total_tokens: -1 }, null],
  [{}, null],
  [null, null],
  ['12', null],
])('%j', (value, expected) => {
  expect(readUsage(value)).toEqual(expected)
})
