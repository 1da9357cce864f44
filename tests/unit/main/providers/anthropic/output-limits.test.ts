import { expect, test } from 'vitest'
import { outputLimitOf, smallerLimit } from '../../../../../src/main/providers/anthropic/output-limits'

test.each([
  ['claude-3-opus-20240229', 4096],
  ['claude-3-haiku-20240307', 4096],
  ['claude-3-5-sonnet-latest', 8192],
  ['claude-3-7-sonnet-20250219', 64_000],
  ['claude-sonnet-4-20250514', 64_000],
  ['claude-sonnet-4-0', 64_000],
  ['claude-opus-4-20250514', 32_000],
  ['claude-opus-4-0', 32_000],
  ['claude-opus-4-1-20250805', 32_000],
  ['claude-opus-4-5-20251101', 64_000],
  ['claude-haiku-4-5', 64_000],
  ['anthropic/claude-sonnet-4-5', 64_000],
  ['claude-sonnet-4-6', 128_000],
  ['claude-opus-4-8', 128_000],
  ['claude-opus-5-5', 128_000],
  ['claude-mythos-preview', 128_000],
  ['claude-haiku-5-5', 128_000],
  ['claude-2.1', 8192],
  ['deepseek-chat', 8192],
])('%s writes up to %i tokens', (model, limit) => {
  expect(outputLimitOf(model)).toBe(limit)
})

test.each([
  ['max_tokens: 64000 > 8192, which is the maximum allowed number of output tokens for claude-3-5', 64_000, 8192],
  ['input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000, decrease', 64_000, 10_000],
  ['max_tokens must be smaller', 8192, 4096],
  ['max_tokens: 64000 > 64000', 64_000, null],
  ['input length and `max_tokens` exceed context limit: 199999 + 64000 > 200000', 64_000, null],
  ['max_tokens must be smaller', 300, null],
  ['prompt is too long: 210000 tokens > 200000 maximum', 8192, null],
])('%s', (refusal, asked, expected) => {
  expect(smallerLimit(refusal, asked)).toBe(expected)
})
