import { expect, test } from 'vitest'
import { applyReplyEvent, emptyReply, type ReplyEvent } from '../../../src/shared/reply'

const start: ReplyEvent = { type: 'reply-start', replyId: 'r', providerId: 'p', model: 'm', startedAt: 5 }
const fold = (...events: ReplyEvent[]) => events.reduce(applyReplyEvent, emptyReply)

test('a reply starts empty, whatever stood there before', () => {
  const before = fold(
    start,
    { type: 'text-delta', text: 'old' },
    { type: 'reply-end', finish: { unified: 'stop', raw: null }, timing: { totalMs: 1 } },
  )
  expect(applyReplyEvent(before, start)).toEqual(fold(start))
})

test('a continued reply keeps its text, reasoning and tool calls, and loses its end', () => {
  const cut = fold(
    start,
    { type: 'reasoning-delta', text: 'hm' },
    { type: 'text-delta', text: 'one ' },
    {
      type: 'reply-end',
      finish: { unified: 'error', raw: null },
      timing: { totalMs: 1 },
      error: { code: 'network', detail: '' },
    },
  )
  const on = applyReplyEvent(applyReplyEvent(cut, { ...start, continued: true }), { type: 'text-delta', text: 'two' })
  expect(on).toMatchObject({ text: 'one two', reasoning: 'hm' })
  expect(on.finish).toBeUndefined()
  expect(on.error).toBeUndefined()
})

test('joined deltas count as many chunks as they were made of', () => {
  expect(fold(start, { type: 'text-delta', text: 'ab', chunks: 2 }, { type: 'text-delta', text: 'c' }).chunks).toBe(3)
})

test('usage that comes in parts is put together; what is not told stays unknown', () => {
  const reply = fold(start, { type: 'usage', usage: { inputTokens: 3 } }, { type: 'usage', usage: { outputTokens: 4 } })
  expect(reply.usage).toEqual({ inputTokens: 3, outputTokens: 4 })
})

test('arguments of tool calls go to the call of their index', () => {
  const reply = fold(
    start,
    { type: 'tool-call-start', index: 0, callId: 'a', name: 'f' },
    { type: 'tool-call-start', index: 1, callId: 'b', name: 'g' },
    { type: 'tool-call-delta', index: 1, argumentsText: '{"x":' },
    { type: 'tool-call-delta', index: 0, argumentsText: '{}' },
    { type: 'tool-call-delta', index: 1, argumentsText: '1}' },
  )
  expect(reply.toolCalls.map((call) => call.argumentsText)).toEqual(['{}', '{"x":1}'])
})
