import { describe, expect, test } from 'vitest'
import {
  ChatChunkMapper,
  finishFromReason,
} from '../../../../../src/main/providers/chat-completions/openai-chat-events'
import { chatChunk } from '../../../../support/provider-server'
import { foldEvents } from '../../../../support/read-reply'

function mapAll(chunks: readonly unknown[]) {
  const mapper = new ChatChunkMapper()
  const events = [...chunks.flatMap((chunk) => mapper.map(chunk)), ...mapper.end()]
  return { ...foldEvents(events), mapper }
}

const choice = (value: unknown) => ({ id: 'c', model: 'm', choices: [value] })
const content = (text: unknown) => chatChunk({ content: text })

describe('what stands where content should', () => {
  test.each([
    ['content null', [content(null), content('a')], 'a'],
    ['content absent', [chatChunk({ role: 'assistant' }), content('a')], 'a'],
    ['content as parts', [content([{ type: 'text', text: 'a' }, 'b', { type: 'image_url' }, null])], 'ab'],
    ['content as one part', [content({ type: 'text', text: 'a' })], 'a'],
    ['no choices', [{ choices: [] }, content('a')], 'a'],
    ['choices null', [{ choices: null }, content('a')], 'a'],
    ['a choice without delta', [choice({ index: 0, finish_reason: null }), content('a')], 'a'],
    ['delta null', [choice({ index: 0, delta: null }), content('a')], 'a'],
    ['no index', [choice({ delta: { content: 'a' } })], 'a'],
    [
      'two choices in one chunk, no index',
      [{ choices: [{ delta: { content: 'a' } }, { delta: { content: 'b' } }] }],
      'a',
    ],
    [
      'two choices in one chunk, the other first',
      [
        {
          choices: [
            { index: 1, delta: { content: 'b' } },
            { index: 0, delta: { content: 'a' } },
          ],
        },
      ],
      'a',
    ],
    ['only another choice', [choice({ index: 1, delta: { content: 'b' } }), content('a')], 'a'],
    ['no object at all', [null, 7, 'x', content('a')], 'a'],
    ['a list of chunks', [[content('a'), content('b')]], 'ab'],
    ['content after the stop reason', [content('a'), chatChunk({}, { finish: 'stop' }), content('b')], 'ab'],
    ['a refusal', [chatChunk({ refusal: 'I can’t' }), chatChunk({ refusal: ' help.' })], 'I can’t help.'],
  ])('%s', (_, chunks, text) => {
    const { reply, mapper } = mapAll(chunks)
    expect(reply.text).toBe(text)
    expect(mapper.failure).toBeUndefined()
  })
})

describe('messages', () => {
  const message = (text: string, delta?: string) =>
    choice({
      index: 0,
      message: { role: 'assistant', content: text },
      ...(delta === undefined ? {} : { delta: { content: delta } }),
    })

  test.each([
    ['a whole answer', [message('Hello')], 'Hello'],
    ['growing beside the delta', [message('He', 'He'), message('Hello', 'llo'), message('Hello', '')], 'Hello'],
    ['whole after the deltas', [content('He'), content('llo'), message('Hello')], 'Hello'],
    ['whole after the deltas, trimmed', [content('Hello'), content('\n'), message('Hello')], 'Hello\n'],
    ['whole after deltas that broke off', [content('He'), message('Hello')], 'Hello'],
    ['growing alone', [message('He'), message('Hello'), message('Hello')], 'Hello'],
    ['in pieces, alone', [message('He'), message('llo, world'), message('!')], 'Hello, world!'],
  ])('%s', (_, chunks, text) => {
    expect(mapAll(chunks).reply.text).toBe(text)
  })

  test('a whole answer with everything in it', () => {
    const { reply, finish } = mapAll([
      {
        id: 'chatcmpl-9',
        model: 'm-1',
        choices: [
          {
            index: 0,
            finish_reason: 'tool_calls',
            message: {
              content: '<think>hm</think>Hi',
              reasoning_content: null,
              tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
            },
          },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 2 },
      },
    ])
    expect(reply).toMatchObject({
      responseId: 'chatcmpl-9',
      model: 'm-1',
      text: 'Hi',
      reasoning: 'hm',
      toolCalls: [{ index: 0, callId: 'a', name: 'f', argumentsText: '{}' }],
      usage: { inputTokens: 1, outputTokens: 2 },
    })
    expect(finish).toEqual({ unified: 'tool-calls', raw: 'tool_calls' })
  })
})

describe('reasoning', () => {
  test.each([
    ['reasoning_content', { reasoning_content: 'r' }],
    ['reasoning', { reasoning: 'r' }],
    ['both at once', { reasoning: 'r', reasoning_content: 'r' }],
    [
      'reasoning_details alone',
      {
        reasoning_details: [
          { type: 'reasoning.text', text: 'r' },
          { type: 'reasoning.encrypted', data: 'x' },
        ],
      },
    ],
    ['a thinking part', { content: [{ type: 'thinking', thinking: 'r' }] }],
  ])('%s', (_, delta) => {
    const { reply } = mapAll([chatChunk(delta), content('<think>a')])
    expect(reply).toMatchObject({ reasoning: 'r', text: '<think>a' })
  })
})

describe('halves of characters', () => {
  test('are joined over deltas, in text and in reasoning', () => {
    const { reply } = mapAll([
      chatChunk({ reasoning_content: 'r\ud83e' }),
      chatChunk({ reasoning_content: '\udd8a' }),
      content('a\ud83d'),
      content('\ude00b'),
    ])
    expect(reply).toMatchObject({ reasoning: 'r🦊', text: 'a😀b' })
  })

  test('never cross into storage alone', () => {
    const { reply, events } = mapAll([content('a\ud83d')])
    expect(reply.text).toBe('a\uFFFD')
    expect(events.every((event) => event.type !== 'text-delta' || event.text.isWellFormed())).toBe(true)
  })
})

describe('stop reasons', () => {
  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['SAFETY', 'content-filter'],
    ['sensitive', 'content-filter'],
    ['something_new', 'other'],
  ])('%s → %s', (raw, unified) => {
    expect(finishFromReason(raw)).toEqual({ unified, raw })
  })

  test.each([
    ['in deltas', [chatChunk({ refusal: 'No.' }), chatChunk({}, { finish: 'stop' })]],
    ['in a part', [chatChunk({ content: [{ type: 'refusal', refusal: 'No.' }] }, { finish: 'stop' })]],
    ['whole', [{ choices: [{ message: { content: null, refusal: 'No.' }, finish_reason: 'stop' }] }]],
  ])('of a refusal %s it is no good end, as with the other protocols', (_, chunks) => {
    expect(mapAll(chunks)).toMatchObject({
      reply: { text: 'No.' },
      finish: { unified: 'content-filter', raw: 'refusal' },
    })
  })

  test('an empty refusal is none', () => {
    const { finish } = mapAll([chatChunk({ content: 'a', refusal: '' }), chatChunk({}, { finish: 'stop' })])
    expect(finish?.unified).toBe('stop')
  })

  test('sent twice, it is one event; changed, the last counts', () => {
    const twice = mapAll([chatChunk({}, { finish: 'stop' }), chatChunk({}, { finish: 'stop' })])
    expect(twice.events.filter((event) => event.type === 'finish')).toHaveLength(1)
    expect(mapAll([chatChunk({}, { finish: 'stop' }), chatChunk({}, { finish: 'length' })]).finish?.raw).toBe('length')
  })

  test('an empty one is none', () => {
    const { finish, mapper } = mapAll([chatChunk({ content: 'a' }, { finish: '' })])
    expect(finish).toBeNull()
    expect(mapper.finished).toBe(false)
  })

  test.each(['error', 'network_error', 'insufficient_system_resource'])('%s is a failure, after its text', (raw) => {
    const { reply, finish, mapper } = mapAll([chatChunk({ content: 'a' }, { finish: raw })])
    expect(reply.text).toBe('a')
    expect(finish).toBeNull()
    expect(mapper.failure).toMatchObject({ error: { code: raw } })
  })
})

describe('errors inside the stream', () => {
  test.each([
    ['without choices', { error: { message: 'no' } }],
    ['with choices', { error: { message: 'no' }, choices: [{ index: 0, delta: { content: '' } }] }],
    ['with empty choices', { error: 'no', choices: [] }],
    ['in the choice', { choices: [{ index: 0, delta: {}, error: { message: 'no' } }] }],
    ['object: error', { object: 'error', message: 'no' }],
    ['a bare message', { code: 20012, message: 'no', data: null }],
    ['a bare detail', { detail: 'no' }],
  ])('%s', (_, chunk) => {
    const { reply, mapper } = mapAll([content('a'), chunk])
    expect(mapper.failure).toBeDefined()
    expect(reply.text).toBe('a')
  })

  test.each([
    ['error null', { ...content('a'), error: null }],
    ['a ping', { type: 'ping' }],
    ['usage alone', { usage: { prompt_tokens: 1 } }],
  ])('%s is no error', (_, chunk) => {
    expect(mapAll([chunk]).mapper.failure).toBeUndefined()
  })
})

describe('who answers', () => {
  test('is told once, from the first id and model that are not empty', () => {
    const { events } = mapAll([
      { id: '', model: '', choices: [] },
      { id: '', model: 'm', choices: [] },
      { id: 'a', model: 'm', choices: [] },
      { id: 'b', model: 'n', choices: [] },
    ])
    expect(events).toEqual([
      { type: 'response', model: 'm' },
      { type: 'response', responseId: 'a' },
    ])
  })
})

test('usage in every chunk is one event, at the end', () => {
  const chunks = ['a', 'b', 'c'].map((text, index) => ({ ...content(text), usage: { completion_tokens: index + 1 } }))
  const { events } = mapAll([...chunks, chatChunk({}, { finish: 'stop', usage: { completion_tokens: 4 } })])
  expect(events.filter((event) => event.type === 'usage')).toEqual([{ type: 'usage', usage: { outputTokens: 4 } }])
})

test('usage is not lost when the stream breaks off', () => {
  expect(mapAll([{ ...content('a'), usage: { completion_tokens: 1 } }]).reply.usage).toEqual({ outputTokens: 1 })
})
