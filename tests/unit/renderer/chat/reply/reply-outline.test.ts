import { expect, test } from 'vitest'
import type { ShownReply } from '../../../../../src/renderer/chat/reply-store'
import { hasSameOutline } from '../../../../../src/renderer/chat/reply/reply-outline'
import { emptyReply, type Reply } from '../../../../../src/shared/reply'

const shown = (reply: Partial<Reply>, thoughtMs: number | null = null): ShownReply => ({
  reply: { ...emptyReply, ...reply },
  thoughtMs,
  changedAt: 0,
  longestGapMs: 0,
})

test('more text is nothing that has to be drawn anew', () => {
  const before = shown({ text: 'Some', reasoning: 'Hm', chunks: 2 })
  const after = shown({ text: 'Some text', reasoning: 'Hm. So', chunks: 4 })
  expect(hasSameOutline(before, { ...after, changedAt: 20, longestGapMs: 9 })).toBe(true)
})

test.each<[string, ShownReply, ShownReply]>([
  ['the first word', shown({}), shown({ text: 'S' })],
  ['the first thought', shown({}), shown({ reasoning: 'H' })],
  ['the end of thinking', shown({}), shown({}, 100)],
  ['the first token', shown({}), shown({ firstTokenMs: 300 })],
  ['a tool call', shown({}), shown({ toolCalls: [{ index: 0, callId: 'c', name: 'n', argumentsText: '' }] })],
  ['a source', shown({}), shown({ sources: [{ url: 'https://example.com', title: '' }] })],
  ['the end', shown({}), shown({ finish: { unified: 'stop', raw: null } })],
])('%s is', (_what, before, after) => {
  expect(hasSameOutline(before, after)).toBe(false)
})
