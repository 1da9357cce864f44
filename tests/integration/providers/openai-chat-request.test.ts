import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { continueInstruction, createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import { chatStream, jsonAnswer, startProviderServer, type ProviderServer } from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'

const path = '/v1/chat/completions'
const key = 'sk-test-abcdefghijkl1234'
let server: ProviderServer

beforeEach(async () => {
  server = await startProviderServer()
  server.always(path, { steps: [{ send: chatStream(['ok']) }] })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

describe('what is sent', () => {
  test('the conversation, in the order of the protocol', async () => {
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
    const messages = [
      { role: 'user', text: 'Q1' },
      { role: 'assistant', text: 'A1' },
      { role: 'user', text: 'Q2 “你好” 🦊' },
    ] as const
    await readReply(provider, { ...shortQuestion, model: 'm', system: 'Be short.', messages })
    const request = await server.nextRequest()
    expect(request.method).toBe('POST')
    expect(request.body).toEqual({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Q1' },
        { role: 'assistant', content: 'A1' },
        { role: 'user', content: 'Q2 “你好” 🦊' },
      ],
    })
  })

  test('to go on: the text so far, and to continue from its last words', async () => {
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
    await readReply(provider, { ...shortQuestion, continueText: 'Once upon a' })
    expect((await server.nextRequest()).body).toMatchObject({
      messages: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Once upon a' },
        { role: 'user', content: continueInstruction },
      ],
    })
  })

  test('the key, and nothing else about this machine or its user', async () => {
    for (const name of ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY']) vi.stubEnv(name, 'from-environment')
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Secret: from-environment')
    await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key }))
    const { headers } = await server.nextRequest()
    expect(headers.authorization).toBe(`Bearer ${key}`)
    expect(headers['content-type']).toBe('application/json')
    expect(headers['user-agent']).toBe('Runnel')
    expect(JSON.stringify(headers)).not.toContain('from-environment')
    expect(Object.keys(headers).filter((name) => /^(x-|openai)/.test(name))).toEqual([])
  })

  test('without a key no credential at all, even when the environment has one', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-environment')
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1')
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key: null })
    server.always('/v1/models', jsonAnswer({ data: [] }))
    await readReply(provider)
    await provider.listModels(new AbortController().signal)
    for (const request of server.requests) {
      expect(request.headers.authorization).toBeUndefined()
      expect(JSON.stringify(request)).not.toContain('environment')
    }
    expect(server.requests).toHaveLength(2)
  })

  test('white space around a key is dropped; a key that no header can hold is refused before anything is sent', async () => {
    await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key: ` ${key}\n` }))
    expect((await server.nextRequest()).headers.authorization).toBe(`Bearer ${key}`)
    for (const bad of ['sk-密钥', 'sk-a\r\nX-Evil: 1', 'sk a']) {
      const { error } = await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key: bad }))
      expect(error).toMatchObject({ code: 'auth' })
      expect(error?.detail).not.toContain(bad)
    }
    expect(server.requests).toHaveLength(1)
  })

  test.each(['/v1', '/v1/', '/api/openai/v1', ''])('a base URL with the path %j', async (base) => {
    const target = `${base.replace(/\/$/, '')}/chat/completions`
    server.always(target, { steps: [{ send: chatStream(['here']) }] })
    const { reply } = await readReply(createOpenAiChat({ baseUrl: server.origin + base, key: null }))
    expect(reply.text).toBe('here')
    expect((await server.nextRequest()).path).toBe(target)
  })
})

describe('a server that refuses stream_options', () => {
  test.each([
    [400, { error: { message: 'Unknown field', param: 'stream_options', type: 'invalid_request_error' } }],
    [422, { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] }],
  ])('%s: is asked once more without it', async (status, body) => {
    server.script(path, jsonAnswer(body, status))
    const { reply, error } = await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key }))
    expect(error).toBeNull()
    expect(reply.text).toBe('ok')
    expect(server.requests.map((request) => Object.hasOwn(request.body as object, 'stream_options'))).toEqual([
      true,
      false,
    ])
  })

  test('only once, and only for that', async () => {
    const refusal = jsonAnswer({ error: { message: 'stream_options' } }, 400)
    server.script(path, refusal, refusal)
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
    expect((await readReply(provider)).error).toMatchObject({ code: 'invalid-request', status: 400 })
    expect(server.requests).toHaveLength(2)
    server.script(
      path,
      jsonAnswer({ error: { message: 'temperature' } }, 400),
      jsonAnswer({ error: 'stream_options' }, 500),
    )
    expect((await readReply(provider)).error).toMatchObject({ code: 'invalid-request' })
    expect((await readReply(provider)).error).toMatchObject({ code: 'bad-response', status: 500 })
    expect(server.requests).toHaveLength(4)
  })
})

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%s to another host: the key does not follow', async (status) => {
    const other = await startProviderServer()
    server.always(path, { status, headers: { location: `${other.baseUrl}/chat/completions?k=1` }, steps: [] })
    server.always('/v1/models', { status, headers: { location: `${other.baseUrl}/models` }, steps: [] })
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
    const { error } = await readReply(provider)
    expect(error).toMatchObject({ code: 'invalid-request', reason: 'base-url', status })
    expect(error?.detail).toContain(other.origin)
    await expect(provider.listModels(new AbortController().signal)).rejects.toMatchObject({
      data: { reason: 'base-url' },
    })
    expect(other.requests).toHaveLength(0)
    await other.stop()
  })

  test.each([307, 308])('%s within the same origin is followed with body and key', async (status) => {
    server.script(path, { status, headers: { location: '/v2/chat/completions' }, steps: [] })
    server.always('/v2/chat/completions', { steps: [{ send: chatStream(['moved']) }] })
    const { reply } = await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key }))
    expect(reply.text).toBe('moved')
    const [first, second] = server.requests
    expect(second?.body).toEqual(first?.body)
    expect(second?.headers.authorization).toBe(`Bearer ${key}`)
  })

  test('in a circle they end', async () => {
    server.always(path, { status: 307, headers: { location: path }, steps: [] })
    const { error } = await readReply(createOpenAiChat({ baseUrl: server.baseUrl, key }))
    expect(error).toMatchObject({ code: 'invalid-request', reason: 'base-url' })
    expect(server.requests.length).toBeLessThan(10)
  })
})

describe('the list of models', () => {
  const list = (baseUrl = server.baseUrl) => createOpenAiChat({ baseUrl, key }).listModels(new AbortController().signal)
  const models = (...ids: string[]) => ids.map((id) => ({ id, object: 'model' }))

  test('is sorted: chat first, numbers by value, each once', async () => {
    const data = models('whisper-1', 'gpt-10', 'text-embedding-3', 'gpt-9', 'gpt-9', 'a')
    server.always('/v1/models', jsonAnswer({ object: 'list', data }))
    expect(await list()).toEqual(
      models('a', 'gpt-9', 'gpt-10', 'text-embedding-3', 'whisper-1').map(({ id }) => ({ id })),
    )
    expect((await server.nextRequest()).headers.authorization).toBe(`Bearer ${key}`)
  })

  test.each([
    ['a bare list', () => models('m')],
    ['under models', () => ({ models: [{ name: 'm' }] })],
    ['with odd entries', () => ({ data: [null, {}, { id: 7 }, { id: '' }, { id: 'x'.repeat(201) }, { id: 'm' }] })],
  ])('%s', async (_, body) => {
    server.always('/v1/models', jsonAnswer(body()))
    expect(await list()).toEqual([{ id: 'm' }])
  })

  test('null is an empty list', async () => {
    server.always('/v1/models', jsonAnswer({ object: 'list', data: null }))
    expect(await list()).toEqual([])
  })

  test.each([
    [
      'a wrong key',
      jsonAnswer({ error: { message: `Incorrect API key: ${key}`, code: 'invalid_api_key' } }, 401),
      { code: 'auth', detail: 'Incorrect API key: …1234' },
    ],
    [
      'a web page',
      { headers: { 'content-type': 'text/html' }, steps: [{ send: '<!doctype html><p>Hi' }] },
      { code: 'bad-response', reason: 'html' },
    ],
    ['no JSON', { steps: [{ send: 'hello' }] }, { code: 'bad-response', reason: 'json' }],
    ['no list', jsonAnswer({ ok: true }), { code: 'bad-response', reason: 'json' }],
    [
      'an error with status 200',
      jsonAnswer({ error: { message: 'no', type: 'overloaded_error' } }),
      { code: 'overloaded' },
    ],
    ['nothing there', jsonAnswer({ detail: 'Not Found' }, 404), { code: 'invalid-request', reason: 'base-url' }],
  ])('%s', async (_, script, expected) => {
    server.always('/v1/models', script)
    await expect(list()).rejects.toMatchObject({ data: expected })
  })

  test('a time limit of the caller is a timeout, and closes the connection', async () => {
    server.always('/v1/models', { steps: [{ send: '{"data":[' }, { stall: true }] })
    const provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
    await expect(provider.listModels(AbortSignal.timeout(150))).rejects.toMatchObject({ data: { code: 'timeout' } })
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })
})
