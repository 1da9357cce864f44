import { describe, expect, test } from 'vitest'
import { ResponsesMapper } from '../../../../../src/main/providers/responses/response-events'
import { foldEvents } from '../../../../support/read-reply'

function mapAll(events: readonly unknown[], mapper = new ResponsesMapper()) {
  const mapped = events.flatMap((event) => mapper.map(event, ''))
  return { ...foldEvents([...mapped, ...mapper.end()]), mapper }
}

const event = (type: string, fields: object = {}) => ({ type: `response.${type}`, ...fields })
const delta = (text: string, index = 0, part = 0) =>
  event('output_text.delta', { output_index: index, content_index: part, delta: text })
const done = (text: string, index = 0, part = 0) =>
  event('output_text.done', { output_index: index, content_index: part, text })
const message = (...texts: readonly string[]) => ({
  type: 'message',
  content: texts.map((text) => ({ type: 'output_text', text })),
})
const completed = (...output: readonly object[]) => event('completed', { response: { status: 'completed', output } })
const call = (fields: object) => ({ type: 'function_call', ...fields })

describe('text that comes twice is given once, text that comes once is given', () => {
  test.each([
    ['deltas alone', [delta('a'), delta('b')], 'ab'],
    ['deltas and every copy', [delta('a'), delta('b'), done('ab'), completed(message('ab'))], 'ab'],
    ['a copy with more than the deltas', [delta('a'), done('abc')], 'abc'],
    ['only the last copy has the rest', [delta('a'), completed(message('abc'))], 'abc'],
    ['a copy that is another text', [delta('a b'), done('a-b'), completed(message('A B'))], 'a b'],
    ['only in output_text.done', [done('a'), completed()], 'a'],
    ['only at the end', [completed(message('a', 'b'), message('c'))], 'ab\n\nc'],
    ['two parts', [delta('a'), delta('b', 0, 1), done('a'), done('b', 0, 1), completed(message('a', 'b'))], 'ab'],
    ['two parts of the same words', [done('ha'), done('ha', 0, 1), completed(message('ha', 'ha'))], 'haha'],
    ['two messages', [delta('a'), done('a'), delta('b', 2), completed(message('a'), message('b'))], 'a\n\nb'],
    [
      'the copy under another index',
      [delta('long text'), done('long text', 3), completed(message('long text'))],
      'long text',
    ],
    ['empty deltas and copies', [delta(''), done(''), delta('a'), completed(message(''), message('a'))], 'a'],
    [
      'no delta at all in a delta',
      [event('output_text.delta'), event('output_text.delta', { delta: null }), delta('a')],
      'a',
    ],
    ['a character cut in two', [delta('\ud83e'), delta('\udd8a'), done('🦊')], '🦊'],
    ['half a character', [delta('a\ud83e')], 'a\ufffd'],
    ['no objects', [null, 7, 'x', [delta('a'), delta('b')]], 'ab'],
    ['events that nobody knows', [event('new.thing', { delta: 'x' }), { type: 'ping', message: 'm' }, delta('a')], 'a'],
    [
      'shapes that nobody expects',
      [event('output_item.done', { item: 7 }), event('completed', { response: 'x' }), delta('a')],
      'a',
    ],
  ])('%s', (_, events, text) => {
    const { reply, mapper } = mapAll(events)
    expect(reply.text).toBe(text)
    expect(mapper.failure).toBeUndefined()
  })
})

describe('reasoning', () => {
  const summary = (text: string, index: number) =>
    event('reasoning_summary_text.delta', { output_index: 0, summary_index: index, delta: text })
  const thought = { type: 'reasoning', summary: [{ text: 'One' }, { text: 'Two' }], content: [] }

  test.each([
    ['parts stand a blank line apart', [summary('O', 0), summary('ne', 0), summary('Two', 1)], 'One\n\nTwo'],
    [
      'deltas and copies',
      [
        summary('One', 0),
        summary('Two', 1),
        event('output_item.done', { output_index: 0, item: thought }),
        completed(thought),
      ],
      'One\n\nTwo',
    ],
    [
      'only a copy of each part',
      [event('reasoning_summary_part.done', { output_index: 0, summary_index: 0, part: { text: 'One' } })],
      'One',
    ],
    ['only at the end', [completed(thought)], 'One\n\nTwo'],
    [
      'the model’s own',
      [event('reasoning_text.delta', { delta: 'Hm' }), event('reasoning_text.done', { text: 'Hm.' })],
      'Hm.',
    ],
  ])('%s', (_, events, reasoning) => {
    expect(mapAll(events).reply).toMatchObject({ reasoning, text: '' })
  })
})

describe('function calls', () => {
  const added = (index: number, fields: object) =>
    event('output_item.added', { output_index: index, item: call({ arguments: '', ...fields }) })
  const ended = (index: number, fields: object) =>
    event('output_item.done', { output_index: index, item: call(fields) })
  const piece = (index: number, text: unknown) =>
    event('function_call_arguments.delta', { output_index: index, delta: text })
  const a = { call_id: 'a', name: 'one' }
  const b = { call_id: 'b', name: 'two' }
  const one = (argumentsText: string) => ({ index: 0, callId: 'a', name: 'one', argumentsText })
  const two = (argumentsText: string) => ({ index: 1, callId: 'b', name: 'two', argumentsText })

  test.each([
    [
      'in deltas, with copies',
      [added(3, a), piece(3, '{"x"'), piece(3, ':1}'), ended(3, { ...a, arguments: '{"x":1}' })],
      [one('{"x":1}')],
    ],
    [
      'arguments null',
      [added(0, { ...a, arguments: null }), piece(0, null), ended(0, { ...a, arguments: null })],
      [one('')],
    ],
    ['arguments as an object', [ended(0, { ...a, arguments: { x: 1 } })], [one('{"x":1}')]],
    [
      'only at the end',
      [completed(call({ ...a, arguments: '{}' }), call({ ...b, arguments: '[]' }))],
      [one('{}'), two('[]')],
    ],
    ['two at once', [added(0, a), added(1, b), piece(1, '2'), piece(0, '1')], [one('1'), two('2')]],
    [
      'one index for two',
      [added(0, a), piece(0, '1'), added(0, b), piece(0, '2'), ended(0, { ...a, arguments: '1' })],
      [one('1'), two('2')],
    ],
    ['begun twice', [added(0, a), added(0, a), piece(0, '1')], [one('1')]],
    [
      'left out of place at the end',
      [added(1, a), piece(1, '1'), completed(call({ ...a, arguments: '1' }))],
      [one('1')],
    ],
    [
      'only its name, after its arguments',
      [piece(0, '1'), ended(0, { ...a, arguments: '1' })],
      [{ ...one('1'), callId: 'call-0' }],
    ],
    ['never named', [piece(0, '1')], [{ index: 0, callId: 'call-0', name: '', argumentsText: '1' }]],
    ['an id of the item alone', [added(0, { id: 'fc', name: 'one' }), piece(0, '1')], [{ ...one('1'), callId: 'fc' }]],
    [
      'a tool of the user’s own kind',
      [
        event('output_item.added', { output_index: 0, item: { type: 'custom_tool_call', ...a, input: '' } }),
        event('custom_tool_call_input.delta', { output_index: 0, delta: 'ls' }),
        event('custom_tool_call_input.done', { output_index: 0, input: 'ls -l' }),
      ],
      [one('ls -l')],
    ],
  ])('%s', (_, events, toolCalls) => {
    expect(mapAll(events).reply.toolCalls).toEqual(toolCalls)
  })

  test.each(
    `web_search_call file_search_call code_interpreter_call image_generation_call computer_call mcp_call mcp_list_tools
    mcp_approval_request local_shell_call shell_call apply_patch_call compaction something_new`.split(/\s+/),
  )('those of the server’s own tools are none: %s', (type) => {
    const item = { type, id: 'x', name: 'n', arguments: '{}', output: [{ type: 'text', text: 'o' }], result: 'r' }
    const events = [
      event('output_item.added', { item }),
      event(`${type}.in_progress`, { item_id: 'x' }),
      event(`${type}.delta`, { item_id: 'x', delta: 'd' }),
      event('output_item.done', { item }),
      completed(item),
    ]
    expect(mapAll(events)).toMatchObject({ reply: { toolCalls: [] }, finish: { unified: 'stop' } })
  })
})

describe('how it ends', () => {
  const ended = (status: string, fields: object = {}) => event(status, { response: { status, output: [], ...fields } })

  test.each([
    [ended('completed'), 'stop', 'completed'],
    [event('done', { response: {} }), 'stop', 'completed'],
    [ended('incomplete', { incomplete_details: { reason: 'max_output_tokens' } }), 'length', 'max_output_tokens'],
    [ended('incomplete', { incomplete_details: { reason: 'content_filter' } }), 'content-filter', 'content_filter'],
    [ended('incomplete', { incomplete_details: { reason: 'steered' } }), 'other', 'steered'],
    [ended('incomplete', { incomplete_details: null }), 'other', 'incomplete'],
    [ended('cancelled'), 'other', 'cancelled'],
    [completed({ type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] }), 'content-filter', 'refusal'],
    [completed(call({ call_id: 'a', name: 'n' })), 'tool-calls', 'completed'],
  ])('%j', (last, unified, raw) => {
    const { finish, mapper } = mapAll([last])
    expect(finish).toEqual({ unified, raw })
    expect(mapper.complete).toBe(true)
  })

  test.each([['created'], ['in_progress'], ['queued']])('not with %s', (status) => {
    const { finish, mapper } = mapAll([ended(status, { id: 'r' })])
    expect(finish).toBeNull()
    expect([mapper.complete, mapper.failure]).toEqual([false, undefined])
  })

  test.each([
    [ended('failed', { error: { code: 'x', message: 'm' } }), { error: { code: 'x', message: 'm' } }],
    [ended('failed'), { error: { code: 'failed', message: 'The response failed.' } }],
    [
      { type: 'error', code: 'x' },
      { type: 'error', code: 'x' },
    ],
    [{ error: 'in words' }, { error: 'in words' }],
    [
      { object: 'error', message: 'm' },
      { object: 'error', message: 'm' },
    ],
    [{ detail: 'Not Found' }, { detail: 'Not Found' }],
  ])('an error: %j', (last, failure) => {
    const { mapper, reply } = mapAll([delta('kept'), last])
    expect(mapper.failure).toEqual(failure)
    expect(reply.text).toBe('kept')
  })

  test('what a failed response has used is told', () => {
    const { reply } = mapAll([ended('failed', { usage: { input_tokens: 5, output_tokens: 1 } })])
    expect(reply.usage).toEqual({ inputTokens: 5, outputTokens: 1 })
  })
})

test('an annotation that comes three times is one source', () => {
  const annotation = { type: 'url_citation', url: 'https://example.org/', title: 'T' }
  const part = { type: 'output_text', text: 'a', annotations: [annotation, { type: 'url_citation' }, null] }
  const { events } = mapAll([
    delta('a'),
    event('output_text.annotation.added', { annotation }),
    event('content_part.done', { output_index: 0, content_index: 0, part }),
    completed({ type: 'message', content: [part] }),
  ])
  expect(events.filter(({ type }) => type === 'source')).toEqual([
    { type: 'source', source: { url: 'https://example.org/', title: 'T' } },
  ])
})

describe('the cursor', () => {
  test('is there once the response has an id and its events have numbers', () => {
    const mapper = new ResponsesMapper()
    mapper.map({ ...delta('ab'), sequence_number: 4 }, '')
    expect(mapper.cursor).toBeNull()
    mapper.map(event('created', { response: { id: 'r' }, sequence_number: 2 }), '')
    expect(mapper.cursor).toEqual({ responseId: 'r', sequence: 4, textLength: 2 })
    const unnumbered = new ResponsesMapper()
    unnumbered.map(event('created', { response: { id: 'r' } }), '')
    expect(unnumbered.cursor).toBeNull()
  })

  test('counts on after a break', () => {
    const mapper = new ResponsesMapper({ responseId: 'r', sequence: 4, textLength: 2 })
    const { reply } = mapAll(
      [{ ...delta('ab'), sequence_number: 4 }, { ...delta('c'), sequence_number: 5 }, done('abc')],
      mapper,
    )
    expect(reply.text).toBe('c')
    expect(mapper.cursor).toEqual({ responseId: 'r', sequence: 5, textLength: 3 })
  })
})
