import { expect, test } from 'vitest'
import { joinDeltas } from '../../../../../src/main/providers/transport/joined-deltas'
import type { ProviderEvent } from '../../../../../src/shared/reply'

const text = (part: string, chunks?: number): ProviderEvent => ({
  type: 'text-delta',
  text: part,
  ...(chunks === undefined ? {} : { chunks }),
})
const reasoning = (part: string): ProviderEvent => ({ type: 'reasoning-delta', text: part })
const usage: ProviderEvent = { type: 'usage', usage: { outputTokens: 3 } }
const finish: ProviderEvent = { type: 'finish', finish: { unified: 'stop', raw: 'stop' } }

test.each<readonly [name: string, given: readonly ProviderEvent[], expected: readonly ProviderEvent[]]>([
  ['nothing', [], []],
  ['one delta stays as it is', [text('a')], [text('a')]],
  ['neighbours are one, and counted', [text('a'), text('b'), text('c')], [text('abc', 3)]],
  ['counts of joined ones add up', [text('ab', 2), text('c'), text('de', 2)], [text('abcde', 5)]],
  [
    'kinds stay apart, in order',
    [reasoning('a'), reasoning('b'), text('c'), reasoning('d')],
    [{ type: 'reasoning-delta', text: 'ab', chunks: 2 }, text('c'), reasoning('d')],
  ],
  [
    'whatever stands between parts them',
    [text('a'), usage, text('b'), text('c'), finish],
    [text('a'), usage, text('bc', 2), finish],
  ],
])('%s', (_, given, expected) => {
  expect(joinDeltas(given)).toEqual(expected)
})
