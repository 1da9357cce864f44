import { describe, expect, test } from 'vitest'
import { MessageMapper } from '../../../../../src/main/providers/anthropic/message-events'
import { foldEvents } from '../../../../support/read-reply'

const start = (index: unknown, block: object) => ({ type: 'content_block_start', index, content_block: block })
const delta = (index: unknown, piece: object) => ({ type: 'content_block_delta', index, delta: piece })
const stop = (index: unknown) => ({ type: 'content_block_stop', index })
const text = (piece: unknown) => delta(0, { type: 'text_delta', text: piece })

function read(...list: readonly unknown[]) {
  const mapper = new MessageMapper()
  const events = list.flatMap((data) => mapper.map(data, ''))
  return { ...foldEvents([...events, ...mapper.end()]), mapper }
}

test.each([
  ['no object', null, 7, 'text', [text('x')]],
  ['empty objects', {}, { type: 'message_start' }, { type: 'content_block_start' }, { type: 'content_block_delta' }],
  [
    'the rest of an event',
    { type: 'content_block_stop' },
    { type: 'message_delta' },
    { type: 'message_delta', delta: {} },
  ],
  [
    'what is unknown',
    { type: 'ping' },
    { type: 'new' },
    start(0, { type: 'new', text: 'x' }),
    delta(0, { type: 'new' }),
  ],
  ['empty text', text(''), text(null), delta(0, { type: 'signature_delta', signature: 'x' })],
  ['redacted thinking', start(0, { type: 'redacted_thinking', data: 'x' }), stop(0)],
  ['arguments of no tool', delta(3, { type: 'input_json_delta', partial_json: '{}' })],
])('%s says nothing', (_, ...list) => {
  const { events, mapper } = read(...list)
  expect(events).toEqual([])
  expect([mapper.failure, mapper.finished, mapper.complete]).toEqual([undefined, false, false])
})

test('an event without a type has the name that stands above it', () => {
  const mapper = new MessageMapper()
  const { type, ...rest } = text('Hello')
  expect(mapper.map(rest, type)).toEqual([{ type: 'text-delta', text: 'Hello' }])
})

test('half a character waits for the other half, in text, thought and arguments', () => {
  const halves = ['a\ud83d', '\ude00']
  const { reply } = read(
    start(0, { type: 'tool_use', id: 't', name: 'n', input: {} }),
    ...halves.flatMap((half) => [
      delta(1, { type: 'thinking_delta', thinking: half }),
      text(half),
      delta(0, { type: 'input_json_delta', partial_json: half }),
    ]),
  )
  expect([reply.text, reply.reasoning, reply.toolCalls[0]?.argumentsText]).toEqual(['a😀', 'a😀', 'a😀'])
})

describe('tools', () => {
  const tool = (id: string, input: unknown = {}) => ({ type: 'tool_use', id, name: `tool-${id}`, input })
  const json = (index: unknown, part: string) => delta(index, { type: 'input_json_delta', partial_json: part })

  test('side by side, each with its own pieces', () => {
    const { reply } = read(start(1, tool('a')), start(2, tool('b')), json(1, '{"a'), json(2, '{"b'), json(1, '":1}'))
    expect(reply.toolCalls.map((call) => [call.callId, call.argumentsText])).toEqual([
      ['a', '{"a":1}'],
      ['b', '{"b'],
    ])
  })

  test('one index for all, even without an end between them, and even with one id', () => {
    const { reply } = read(start(0, tool('a')), json(0, '1'), start(0, tool('a')), json(0, '2'))
    expect(reply.toolCalls.map((call) => [call.index, call.argumentsText])).toEqual([
      [0, '1'],
      [1, '2'],
    ])
  })

  test('a name that is missing is shown as the kind of call', () => {
    expect(read(start(0, { type: 'server_tool_use', id: 's' })).reply.toolCalls[0]?.name).toBe('server_tool_use')
  })

  test('what a server tool found in place of results is nothing', () => {
    const fetched = { type: 'web_fetch_result', url: 'https://a.example/', content: { title: 'A' } }
    const { reply } = read(
      start(0, { type: 'web_fetch_tool_result', content: fetched }),
      start(1, { type: 'web_search_tool_result', content: { error_code: 'unavailable' } }),
      start(2, { type: 'web_search_tool_result', content: [null, { url: 'javascript:alert(1)' }] }),
    )
    expect(reply.sources).toEqual([{ url: 'https://a.example/', title: 'A' }])
  })
})

describe('the end', () => {
  const ended = (reason: unknown) => ({ type: 'message_delta', delta: { stop_reason: reason } })

  test.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool-calls'],
    ['refusal', 'content-filter'],
    ['pause_turn', 'other'],
    ['something_new', 'other'],
  ])('%s is %s', (raw, unified) => {
    expect(read(ended(raw)).finish).toEqual({ unified, raw })
    expect(read({ type: 'message', content: [], stop_reason: raw }).finish).toEqual({ unified, raw })
  })

  test('comes once, and message_stop completes it', () => {
    const { events, mapper } = read(ended(null), ended('end_turn'), ended('end_turn'), { type: 'message_stop' })
    expect(events).toEqual([{ type: 'finish', finish: { unified: 'stop', raw: 'end_turn' } }])
    expect(mapper.complete).toBe(true)
  })
})
