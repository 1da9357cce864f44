import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { continueInstruction } from '../../../src/main/providers/chat-completions/openai-chat'
import type { Provider, StreamEvent } from '../../../src/main/providers/provider'
import { createOpenAiResponses } from '../../../src/main/providers/responses/openai-responses'
import {
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  textAnswer,
  type ProviderServer,
  type Script,
  type Step,
} from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'

const path = '/v1/responses'
const key = 'sk-test-abcdefghijkl1234'
const created = sse({ type: 'response.created', response: { id: 'resp_1', model: 'm' } })
const delta = (text: string) =>
  sse({ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: text })
const completed = sse({ type: 'response.completed', response: { id: 'resp_1', status: 'completed', output: [] } })
const stream = (...texts: readonly string[]) => created + texts.map(delta).join('') + completed
let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createOpenAiResponses({ baseUrl: server.baseUrl, key })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

const ask = (script: Script) => {
  server.script(path, script)
  return readReply(provider)
}
const askSteps = (...steps: readonly Step[]) => ask({ steps })

describe('what is sent', () => {
  beforeEach(() => server.always(path, { steps: [{ send: stream('ok') }] }))

  test('the conversation, to be streamed and not to be kept', async () => {
    const messages = [
      { role: 'user', text: 'Q1' },
      { role: 'assistant', text: 'A1' },
      { role: 'user', text: 'Q2 “你好” 🦊' },
    ] as const
    const { reply } = await readReply(provider, { ...shortQuestion, model: 'm', system: 'Be short.', messages })
    expect(reply.text).toBe('ok')
    expect((await server.nextRequest()).body).toEqual({
      model: 'm',
      stream: true,
      store: false,
      instructions: 'Be short.',
      input: [
        { role: 'user', content: 'Q1' },
        { role: 'assistant', content: 'A1' },
        { role: 'user', content: 'Q2 “你好” 🦊' },
      ],
    })
  })

  test('to go on: the text so far, and to continue from its last words; the stream says so first', async () => {
    const events: StreamEvent[] = []
    const request = { ...shortQuestion, continueText: 'Once upon a' }
    for await (const event of provider.streamReply(request, new AbortController().signal)) events.push(event)
    expect(events[0]).toEqual({ type: 'continues', by: 'instruction' })
    expect((await server.nextRequest()).body).toMatchObject({
      input: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Once upon a' },
        { role: 'user', content: continueInstruction },
      ],
    })
  })

  test('the key and the user’s own headers, and nothing else about this machine or its user', async () => {
    for (const name of ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_API_KEY']) vi.stubEnv(name, 'from-environment')
    const headers = { 'X-Team': 'blue', Authorization: 'Basic dXNlcg==' }
    await readReply(createOpenAiResponses({ baseUrl: server.baseUrl, key }))
    await readReply(createOpenAiResponses({ baseUrl: server.baseUrl, key, headers }))
    const [plain, own] = server.requests
    expect(plain?.headers.authorization).toBe(`Bearer ${key}`)
    expect(plain?.headers['user-agent']).toBe('Runnel')
    expect(own?.headers).toMatchObject({ 'x-team': 'blue', authorization: 'Basic dXNlcg==' })
    expect(JSON.stringify(server.requests)).not.toContain('from-environment')
    expect(Object.keys(plain?.headers ?? {}).filter((name) => /^(x-|openai)/.test(name))).toEqual([])
  })

  test('a header that cannot be sent is an error in words, not a crash', async () => {
    const bad = createOpenAiResponses({ baseUrl: server.baseUrl, key, headers: { 'Bad Name': 'x' } })
    expect((await readReply(bad)).error).toMatchObject({ code: 'invalid-request' })
    expect(server.requests).toHaveLength(0)
  })
})

describe('answers that are not streamed', () => {
  const whole = {
    id: 'resp_2',
    object: 'response',
    model: 'm',
    status: 'completed',
    error: null,
    output: [
      { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'Hm.' }] },
      {
        type: 'message',
        id: 'msg',
        content: [
          {
            type: 'output_text',
            text: 'All at once',
            annotations: [{ type: 'url_citation', url: 'https://example.org/', title: 'Page' }],
          },
        ],
      },
      { type: 'function_call', id: 'fc', call_id: 'call_1', name: 'look', arguments: '{"a":1}' },
    ],
    usage: { input_tokens: 2, output_tokens: 3 },
  }
  const expected = {
    reply: {
      text: 'All at once',
      reasoning: 'Hm.',
      responseId: 'resp_2',
      sources: [{ url: 'https://example.org/', title: 'Page' }],
      toolCalls: [{ index: 0, callId: 'call_1', name: 'look', argumentsText: '{"a":1}' }],
      usage: { inputTokens: 2, outputTokens: 3 },
    },
    finish: { unified: 'tool-calls', raw: 'completed' },
    error: null,
  }

  test('because the user wants none', async () => {
    server.script(path, jsonAnswer(whole))
    expect(await readReply(provider, { ...shortQuestion, streaming: false })).toMatchObject(expected)
    expect((await server.nextRequest()).body).toEqual({
      model: 'stand-in',
      store: false,
      input: [{ role: 'user', content: 'Hello?' }],
    })
  })

  test('because the server ignores the wish, byte by byte', async () => {
    expect(await askSteps({ send: JSON.stringify(whole, null, 2), split: 'bytes' })).toMatchObject(expected)
  })

  test('a list of events', async () => {
    const events = [
      { type: 'response.output_text.delta', delta: 'a' },
      { type: 'response.completed', response: { status: 'completed' } },
    ]
    expect(await ask(jsonAnswer(events))).toMatchObject({ reply: { text: 'a' }, finish: { unified: 'stop' } })
  })

  test.each([
    ['failed', { error: { code: 'server_error', message: 'oops' } }, { code: 'bad-response', detail: 'oops' }],
    ['failed', { error: { code: 'invalid_prompt', message: 'flagged' } }, { code: 'content-filter' }],
    ['failed', {}, { code: 'bad-response', detail: 'The response failed.' }],
  ])('%s: %j', async (status, rest, error) => {
    const answer = jsonAnswer({ ...whole, status, ...rest })
    expect(await ask(answer)).toMatchObject({ reply: { text: 'All at once' }, finish: null, error })
  })
})

describe('errors', () => {
  test.each([
    [
      'a wrong key',
      jsonAnswer({ error: { message: `Incorrect API key provided: ${key}.`, code: 'invalid_api_key' } }, 401),
      { code: 'auth', status: 401, detail: 'Incorrect API key provided: …1234.' },
    ],
    [
      'too often',
      jsonAnswer({ error: { message: 'slow' } }, 429, { 'retry-after-ms': '1500' }),
      { code: 'rate-limit', retryAfterMs: 1500 },
    ],
    [
      'too long',
      jsonAnswer({ error: { message: 'x', code: 'context_length_exceeded' } }, 400),
      { code: 'context-too-long' },
    ],
    ['a server without the protocol', textAnswer('404 page not found', 404, 'text/plain'), { reason: 'base-url' }],
    ['a web page', textAnswer('<!doctype html><p>Sign in'), { code: 'bad-response', reason: 'html' }],
    ['nothing', { steps: [] }, { code: 'bad-response', reason: 'empty' }],
    ['an overloaded server', textAnswer('', 503, 'text/plain'), { code: 'overloaded', status: 503 }],
  ] as const)('%s', async (_, script, expected) => {
    const { error, events } = await ask(script)
    expect(error).toMatchObject(expected)
    expect(events).toEqual([])
  })

  test.each([
    [
      'an error chunk',
      sse({ error: { message: 'no', code: 'server_overloaded' } }),
      { code: 'overloaded', detail: 'no' },
    ],
    ['response.error', sse({ type: 'response.error', message: 'no', code: 429 }), { code: 'rate-limit', detail: 'no' }],
    ['an error line', 'error: {"message":"no"}\n\n', { code: 'bad-response', detail: 'no' }],
    ['a chunk that is no JSON', 'data: {"type":"resp\n\n', { code: 'bad-response', reason: 'json' }],
    ['the key in an error', sse({ type: 'error', message: `bad key ${key}` }), { detail: 'bad key …1234' }],
  ])('in the middle, what came before is kept: %s', async (_, send, expected) => {
    const { reply, error, finish } = await askSteps({ send: created + delta('Half a') + send + completed })
    expect(reply.text).toBe('Half a')
    expect(finish).toBeNull()
    expect(error).toMatchObject(expected)
  })

  test.each([
    ['reset', { reset: true }],
    ['closed', { cut: true }],
  ] as const)('%s in the middle', async (_, step) => {
    const gate = createGate()
    server.script(path, { steps: [{ send: created + delta('Half') }, { gate }, step] })
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
        if (event.type === 'text-delta') gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { code: 'network', reason: 'cut' } })
  })
})

describe('how it ends', () => {
  test('at response.completed, though the server stays connected', async () => {
    expect(await askSteps({ send: stream('a') }, { stall: true })).toMatchObject({ reply: { text: 'a' }, error: null })
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test('Stop closes the socket at once, and asks for nothing else', async () => {
    server.script(path, { steps: [{ send: created + delta('a') }, { stall: true }] })
    const controller = new AbortController()
    let stoppedAtMs = 0
    for await (const event of provider.streamReply(shortQuestion, controller.signal)) {
      if (event.type !== 'text-delta') continue
      stoppedAtMs = performance.now()
      controller.abort()
    }
    const closed = await (await server.nextRequest()).closed
    expect(closed.by).toBe('client')
    expect(closed.atMs - stoppedAtMs).toBeLessThan(100)
    expect(server.requests).toHaveLength(1)
  })
})

test('a redirect to another host is not followed: the key stays', async () => {
  const other = await startProviderServer()
  onTestFinished(() => other.stop())
  const { error } = await ask({ status: 307, headers: { location: `${other.origin}${path}` }, steps: [] })
  expect(error).toMatchObject({ code: 'invalid-request', reason: 'base-url', status: 307 })
  expect(other.requests).toEqual([])
})

test('the list of models', async () => {
  server.always('/v1/models', jsonAnswer({ data: [{ id: 'text-embedding-3' }, { id: 'gpt-5.2' }] }))
  expect(await provider.listModels(new AbortController().signal)).toEqual([
    { id: 'gpt-5.2' },
    { id: 'text-embedding-3' },
  ])
})
