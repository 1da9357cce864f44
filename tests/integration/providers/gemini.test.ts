import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createGemini } from '../../../src/main/providers/gemini/gemini'
import { continueInstruction } from '../../../src/main/providers/chat-completions/openai-chat'
import type { Provider, ReplyRequest, StreamEvent, StreamTap } from '../../../src/main/providers/provider'
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

const path = '/v1beta/models/stand-in:streamGenerateContent'
const key = 'AIzaSyTestabcdefghijklmnopqrstuvwxyz1234'
const signal = new AbortController().signal
let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createGemini({ baseUrl: `${server.origin}/v1beta`, key })
})
afterEach(() => server.stop())

const chunk = (text: string, finishReason?: string) => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, ...(finishReason ? { finishReason } : {}) }],
})
const answer = (...texts: readonly string[]): Script => ({
  steps: [{ send: texts.map((text) => sse(chunk(text))).join('') + sse(chunk('', 'STOP')) }],
})
const ask = (script: Script, request: ReplyRequest = shortQuestion) => {
  server.script(path, script)
  return readReply(provider, request)
}
const askSteps = (...steps: readonly Step[]) => ask({ steps })
const fault = (code: number, status: string, details?: readonly object[]) => ({
  error: { code, status, message: 'words', ...(details ? { details } : {}) },
})

describe('what is sent', () => {
  test('the conversation in the roles of the protocol, without turns that have no text', async () => {
    const messages = [
      { role: 'user', text: 'Q1' },
      { role: 'assistant', text: 'A1' },
      { role: 'assistant', text: '' },
      { role: 'user', text: 'Q2 🦊' },
    ] as const
    await ask(answer('ok'), { ...shortQuestion, system: 'Be short.', messages })
    const request = await server.nextRequest()
    expect(request.body).toEqual({
      systemInstruction: { parts: [{ text: 'Be short.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Q1' }] },
        { role: 'model', parts: [{ text: 'A1' }] },
        { role: 'user', parts: [{ text: 'Q2 🦊' }] },
      ],
    })
    expect([request.method, request.path]).toEqual(['POST', `${path}?alt=sse`])
  })

  test('the key in its header, never in the address', async () => {
    await ask(answer('ok'))
    const { headers, path: asked } = await server.nextRequest()
    expect(headers['x-goog-api-key']).toBe(key)
    expect(headers.authorization).toBeUndefined()
    expect(headers['content-type']).toBe('application/json')
    expect(asked).not.toContain('key')
  })

  test('no key where there is none; one that no header can hold is refused', async () => {
    server.always(path, answer('ok'))
    await readReply(createGemini({ baseUrl: `${server.origin}/v1beta/`, key: null }))
    expect((await server.nextRequest()).headers['x-goog-api-key']).toBeUndefined()
    const { error } = await readReply(createGemini({ baseUrl: server.origin, key: 'AIza 密钥' }))
    expect(error).toMatchObject({ code: 'auth' })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['', 'https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent?alt=sse'],
    [
      'https://generativelanguage.googleapis.com/',
      'https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent?alt=sse',
    ],
    ['http://127.0.0.1:9/x', 'http://127.0.0.1:9/x/models/m:streamGenerateContent?alt=sse'],
  ])('at %j', async (baseUrl, expected) => {
    const asked: string[] = []
    const fetchNothing: typeof fetch = (input) => {
      asked.push(input instanceof Request ? input.url : String(input))
      return Promise.resolve(new Response(''))
    }
    await readReply(createGemini({ baseUrl, key, fetch: fetchNothing }), { ...shortQuestion, model: 'm' })
    expect(asked).toEqual([expected])
  })

  test.each([
    ['models/m', '/v1beta/models/m:streamGenerateContent'],
    ['tunedModels/m', '/v1beta/tunedModels/m:streamGenerateContent'],
    ['../m?x', '/v1beta/models/..%2Fm%3Fx:streamGenerateContent'],
  ])('a model called %s', async (model, expected) => {
    server.always(expected, answer('ok'))
    expect((await readReply(provider, { ...shortQuestion, model })).reply.text).toBe('ok')
  })

  test('to go on: in words, and it says so first', async () => {
    server.script(path, answer(' a time'))
    const events: StreamEvent[] = []
    for await (const event of provider.streamReply({ ...shortQuestion, continueText: 'Once upon' }, signal))
      events.push(event)
    expect(events[0]).toEqual({ type: 'continues', by: 'instruction' })
    expect((await server.nextRequest()).body).toEqual({
      contents: [
        { role: 'user', parts: [{ text: 'Hello?' }] },
        { role: 'model', parts: [{ text: 'Once upon' }] },
        { role: 'user', parts: [{ text: continueInstruction }] },
      ],
    })
  })

  test('without streaming the answer comes at once', async () => {
    server.script('/v1beta/models/stand-in:generateContent', jsonAnswer(chunk('whole', 'MAX_TOKENS')))
    const { reply, finish } = await readReply(provider, { ...shortQuestion, streaming: false })
    expect([reply.text, finish]).toEqual(['whole', { unified: 'length', raw: 'MAX_TOKENS' }])
    expect((await server.nextRequest()).path).toBe('/v1beta/models/stand-in:generateContent')
  })

  test('a watcher sees all of it, and the key only where it is told what to hide', async () => {
    const seen: string[] = []
    const tap: StreamTap = {
      request({ secrets, ...sent }) {
        expect(secrets).toEqual([key])
        seen.push(JSON.stringify(sent))
      },
      response: (got) => seen.push(String(got.status)),
      bytes: (chunk) => seen.push(Buffer.from(chunk).toString()),
    }
    server.script(path, answer('echo'))
    for await (const _ of provider.streamReply(shortQuestion, signal, tap));
    expect(seen[0]).toContain('…1234')
    expect(seen.join('')).toContain('STOP')
    expect(seen.join('')).not.toContain(key)
  })
})

describe('how it ends', () => {
  test.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content-filter'],
    ['RECITATION', 'content-filter'],
    ['BLOCKLIST', 'content-filter'],
    ['PROHIBITED_CONTENT', 'content-filter'],
    ['SPII', 'content-filter'],
    ['MALFORMED_FUNCTION_CALL', 'other'],
    ['OTHER', 'other'],
    ['SOMETHING_NEW', 'other'],
  ])('%s is %s', async (raw, unified) => {
    for (const last of [chunk('x', raw), { candidates: [{ finishReason: raw }] }]) {
      expect((await askSteps({ send: sse(chunk('a')) + sse(last) })).finish).toEqual({ unified, raw })
    }
    expect((await ask(jsonAnswer({ candidates: [{ finishReason: raw }] }))).finish).toEqual({ unified, raw })
  })

  test('a stream that just ends has no stop reason', async () => {
    const { finish, error } = await askSteps({ send: sse(chunk('Half', 'FINISH_REASON_UNSPECIFIED')) })
    expect([finish, error]).toEqual([null, null])
  })

  test('a server that stays after the stop reason does not hold the reply', async () => {
    const { finish } = await askSteps({ send: sse(chunk('All', 'STOP')) }, { stall: true })
    expect(finish?.unified).toBe('stop')
  })

  test.each([
    ['said once, it holds although the connection breaks', [chunk('a'), chunk('b', 'STOP')], 'stop'],
    ['said with every piece, it does not', [chunk('a', 'STOP'), chunk('b', 'STOP')], null],
  ])('STOP: %s', async (_, chunks, unified) => {
    const gate = createGate()
    server.script(path, { steps: [{ send: chunks.map(sse).join('') }, { gate }, { reset: true }] })
    const events: StreamEvent[] = []
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, signal)) {
        events.push(event)
        if (event.type === 'text-delta' && event.text.endsWith('b')) gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { code: 'network', reason: 'cut' } })
    const finish = events.find((event) => event.type === 'finish')
    expect(finish?.finish.unified ?? null).toBe(unified)
  })

  test('Stop closes the socket', async () => {
    server.script(path, { steps: [{ send: sse(chunk('a')) }, { stall: true }] })
    const controller = new AbortController()
    const reading = readReply(provider, shortQuestion, controller.signal)
    const request = await server.nextRequest()
    controller.abort()
    expect((await reading).error).toBeNull()
    expect((await request.closed).by).toBe('client')
  })
})

describe('a list in place of an event stream', () => {
  test('is read as it comes', async () => {
    const gate = createGate()
    const [first, second] = [chunk('One'), chunk(' two', 'STOP')].map((one) => JSON.stringify(one, null, 1))
    const headers = { 'content-type': 'application/json' }
    server.script(path, { headers, steps: [{ send: `[${first}\n,` }, { gate }, { send: `\r\n${second}\n]\n` }] })
    const texts: string[] = []
    for await (const event of provider.streamReply(shortQuestion, signal)) {
      if (event.type !== 'text-delta') continue
      texts.push(event.text)
      gate.open()
    }
    expect(texts).toEqual(['One', ' two'])
  })

  test.each([
    ['an error in it', `[${JSON.stringify(chunk('Half'))},${JSON.stringify(fault(503, 'UNAVAILABLE'))}]`, 'overloaded'],
    ['no JSON in it', `[${JSON.stringify(chunk('Half'))},{oops}]`, 'bad-response'],
    ['its end missing', `[${JSON.stringify(chunk('Half'))},{"candidates"`, 'bad-response'],
  ])('%s: what came before is kept', async (_, send, code) => {
    const { reply, error, finish } = await askSteps({ send })
    expect([reply.text, error?.code, finish]).toEqual(['Half', code, null])
  })

  test('an empty one is no answer', async () => {
    expect((await askSteps({ send: ' [ ] ' })).error).toMatchObject({ code: 'bad-response', reason: 'empty' })
    expect((await askSteps({ send: '[ERROR] upstream' })).error).toMatchObject({
      reason: 'json',
      detail: '[ERROR] upstream',
    })
  })
})

describe('errors', () => {
  const invalidKey = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }
  const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37.5s' }
  const quota = (quotaId: string, quotaValue = '10') => ({
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ quotaMetric: 'generate_content_free_tier_requests', quotaId, quotaValue }],
  })

  const faults = [
    [fault(400, 'INVALID_ARGUMENT'), { code: 'invalid-request' }],
    [fault(400, 'INVALID_ARGUMENT', [invalidKey]), { code: 'auth' }],
    [fault(400, 'FAILED_PRECONDITION'), { code: 'invalid-request' }],
    [fault(401, 'UNAUTHENTICATED'), { code: 'auth' }],
    [fault(403, 'PERMISSION_DENIED'), { code: 'auth' }],
    [fault(404, 'NOT_FOUND'), { code: 'model-not-found' }],
    [fault(429, 'RESOURCE_EXHAUSTED'), { code: 'rate-limit' }],
    [fault(429, 'RESOURCE_EXHAUSTED', [retry]), { code: 'rate-limit', retryAfterMs: 37_500 }],
    [
      fault(429, 'RESOURCE_EXHAUSTED', [quota('RequestsPerMinutePerProjectPerModel-FreeTier'), retry]),
      { code: 'rate-limit', retryAfterMs: 37_500 },
    ],
    [fault(429, 'RESOURCE_EXHAUSTED', [quota('RequestsPerDayPerProjectPerModel-FreeTier'), retry]), { code: 'quota' }],
    [fault(429, 'RESOURCE_EXHAUSTED', [quota('RequestsPerMinute', '0'), retry]), { code: 'quota' }],
    [fault(500, 'INTERNAL'), { code: 'bad-response' }],
    [fault(503, 'UNAVAILABLE'), { code: 'overloaded' }],
    [fault(504, 'DEADLINE_EXCEEDED'), { code: 'timeout' }],
  ] as const

  test.each(faults)('%j', async (body, expected) => {
    const { code: status } = body.error
    for (const script of [jsonAnswer(body, status), jsonAnswer([body], status)]) {
      const { error } = await ask(script)
      expect(error).toMatchObject({ ...expected, status, detail: 'words' })
      expect(error?.retryAfterMs).toBe('retryAfterMs' in expected ? expected.retryAfterMs : undefined)
    }
    const pretty = `${JSON.stringify([body], null, 2)}\n`
    for (const send of [sse(body), sse([body]), pretty]) {
      const { reply, error } = await askSteps({ send: sse(chunk('Half')) + send })
      expect(reply.text).toBe('Half')
      expect(error).toMatchObject({ ...expected, detail: 'words' })
    }
  })

  test.each([
    ['a web page', textAnswer('<!doctype html><p>'), { code: 'bad-response', reason: 'html' }],
    ['nothing', { steps: [] }, { code: 'bad-response', reason: 'empty' }],
    ['a wrong path', textAnswer('', 404), { code: 'invalid-request', reason: 'base-url' }],
  ])('%s', async (_, script, expected) => {
    expect((await ask(script)).error).toMatchObject(expected)
  })

  test('a redirect to another host is not followed: the key stays', async () => {
    const other = await startProviderServer()
    const { error } = await ask({ status: 308, headers: { location: `${other.origin}${path}` }, steps: [] })
    expect(error).toMatchObject({ code: 'invalid-request', reason: 'base-url', status: 308 })
    expect(other.requests).toHaveLength(0)
    await other.stop()
  })
})

describe('the list of models', () => {
  const generates = ['generateContent', 'countTokens']

  test('page by page, only those that answer, by their bare names', async () => {
    server.always('/v1beta/models', ({ path: asked }) =>
      new URL(asked, server.origin).searchParams.has('pageToken')
        ? jsonAnswer({
            models: [{ name: 'models/b' }, { name: 'tunedModels/c', supportedGenerationMethods: generates }],
          })
        : jsonAnswer({
            models: [
              { name: 'models/a', supportedGenerationMethods: generates },
              { name: 'models/embedding', supportedGenerationMethods: ['embedContent'] },
            ],
            nextPageToken: 'p/2',
          }),
    )
    expect(await provider.listModels(signal)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'tunedModels/c' }])
    expect(server.requests.map((request) => request.path)).toEqual([
      '/v1beta/models?pageSize=1000',
      '/v1beta/models?pageSize=1000&pageToken=p%2F2',
    ])
    expect(server.requests[1]?.headers['x-goog-api-key']).toBe(key)
  })

  test('nothing at all is an empty list', async () => {
    server.always('/v1beta/models', jsonAnswer({}))
    expect(await provider.listModels(signal)).toEqual([])
  })

  test('a wrong key, and a time limit of the caller', async () => {
    const body = fault(400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }])
    server.script('/v1beta/models', jsonAnswer(body, 400), { steps: [{ send: '{' }, { stall: true }] })
    await expect(provider.listModels(signal)).rejects.toMatchObject({ data: { code: 'auth', status: 400 } })
    await expect(provider.listModels(AbortSignal.timeout(150))).rejects.toMatchObject({ data: { code: 'timeout' } })
  })
})
