import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAnthropicMessages } from '../../../src/main/providers/anthropic/anthropic-messages'
import { continueInstruction } from '../../../src/main/providers/chat-completions/openai-chat'
import type { ReplyRequest, StreamEvent, StreamTap } from '../../../src/main/providers/provider'
import { jsonAnswer, sse, startProviderServer, type ProviderServer, type Script } from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'

const path = '/v1/messages'
const key = 'sk-ant-api03-abcdefghijkl1234'
const signal = new AbortController().signal
let server: ProviderServer

beforeEach(async () => {
  server = await startProviderServer()
  server.always(path, answer('ok'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

const provider = (options: { readonly key?: string | null; readonly base?: string } = {}) =>
  createAnthropicMessages({
    baseUrl: server.origin + (options.base ?? ''),
    key: options.key === undefined ? key : options.key,
  })

function answer(...texts: readonly string[]): Script {
  const deltas = texts.map((text) =>
    sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  )
  const end = sse({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } })
  return { steps: [{ send: deltas.join('') + end + sse({ type: 'message_stop' }) }] }
}

function refusal(message: string, status = 400): Script {
  return jsonAnswer({ type: 'error', error: { type: 'invalid_request_error', message }, request_id: 'req_1' }, status)
}

async function allEvents(request: ReplyRequest, tap?: StreamTap): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of provider().streamReply(request, signal, tap)) events.push(event)
  return events
}

const textOf = (events: readonly StreamEvent[]) =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')

describe('what is sent', () => {
  test('the conversation, without turns that have no text', async () => {
    const messages = [
      { role: 'user', text: 'Q1' },
      { role: 'assistant', text: ' \n' },
      { role: 'user', text: 'Q2 “你好” 🦊' },
    ] as const
    await readReply(provider(), { ...shortQuestion, model: 'm', system: 'Be short.', messages })
    const request = await server.nextRequest()
    expect([request.method, request.path]).toEqual(['POST', path])
    expect(request.body).toEqual({
      model: 'm',
      max_tokens: 8192,
      system: 'Be short.',
      messages: [
        { role: 'user', content: 'Q1' },
        { role: 'user', content: 'Q2 “你好” 🦊' },
      ],
      stream: true,
    })
  })

  test('the key in its own header, the version, and nothing about this machine or its user', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-ant-from-environment')
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'from-environment')
    vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:9')
    vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'Anthropic-Version: from-environment\nX-Secret: from-environment')
    server.always('/v1/models', jsonAnswer({ data: [] }))
    for (const one of [provider(), provider({ key: null })]) {
      await readReply(one)
      await one.listModels(signal)
    }
    for (const [index, { headers }] of server.requests.entries()) {
      expect(headers['x-api-key']).toBe(index < 2 ? key : undefined)
      expect(headers.authorization).toBeUndefined()
      expect(headers['anthropic-version']).toBe('2023-06-01')
      expect(headers['user-agent']).toBe('Runnel')
      expect(JSON.stringify(headers)).not.toContain('from-environment')
      expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless'))).toEqual([])
    }
    expect(server.requests).toHaveLength(4)
  })

  test('headers of the user’s, which may take the place of ours', async () => {
    const headers = { 'anthropic-version': '2026-10-21', 'anthropic-beta': 'some-beta' }
    await readReply(createAnthropicMessages({ baseUrl: server.origin, key, headers }))
    expect((await server.nextRequest()).headers).toMatchObject(headers)
  })

  test('a key that no header can hold is refused before anything is sent', async () => {
    const { error } = await readReply(provider({ key: 'sk-密钥' }))
    expect(error).toMatchObject({ code: 'auth' })
    expect(server.requests).toHaveLength(0)
  })

  test.each(['', '/', '/v1', '/v1/', '/v1/messages', '/anthropic', '/anthropic/v1'])(
    'a base URL with the path %j',
    async (base) => {
      const prefix = base.startsWith('/anthropic') ? '/anthropic' : ''
      server.always(`${prefix}${path}`, answer('here'))
      server.always(`${prefix}/v1/models`, jsonAnswer({ data: [{ id: 'm' }] }))
      expect((await readReply(provider({ base }))).reply.text).toBe('here')
      expect(await provider({ base }).listModels(signal)).toEqual([{ id: 'm' }])
    },
  )

  test('without streaming the answer comes as one message', async () => {
    const message = { type: 'message', content: [{ type: 'text', text: 'whole' }], stop_reason: 'max_tokens' }
    server.script(path, jsonAnswer(message))
    const { reply, finish } = await readReply(provider(), { ...shortQuestion, streaming: false })
    expect([reply.text, finish?.unified]).toEqual(['whole', 'length'])
    expect((await server.nextRequest()).body).toMatchObject({ stream: false })
  })

  test('a watcher sees all of it, and the key only where it is told what to hide', async () => {
    const seen: string[] = []
    await allEvents(shortQuestion, {
      request({ secrets, ...sent }) {
        expect(secrets).toEqual([key])
        seen.push(JSON.stringify(sent))
      },
      response: (got) => seen.push(String(got.status)),
      bytes: (chunk) => seen.push(Buffer.from(chunk).toString()),
    })
    expect(seen[0]).toContain('…1234')
    expect(seen[0]).toContain('"anthropic-version":"2023-06-01"')
    expect(seen[1]).toBe('200')
    expect(seen.join('')).toContain('message_stop')
    expect(seen.join('')).not.toContain(key)
  })
})

describe('how long an answer may be', () => {
  const limits = () => server.requests.map(({ body }) => (body as { max_tokens: number }).max_tokens)

  test('a limit that the server names is kept to', async () => {
    server.script(path, refusal('max_tokens: 64000 > 8192, which is the maximum allowed number of output tokens for x'))
    const { reply, error } = await readReply(provider(), { ...shortQuestion, model: 'claude-sonnet-4-5' })
    expect([error, reply.text]).toEqual([null, 'ok'])
    expect(limits()).toEqual([64_000, 8192])
  })

  test('what the context window has left is used', async () => {
    const message =
      'input length and `max_tokens` exceed context limit: 195000 + 8192 > 200000, decrease input length or `max_tokens`'
    server.script(path, refusal(message))
    expect((await readReply(provider())).reply.text).toBe('ok')
    expect(limits()).toEqual([8192, 5000])
  })

  test('a window that is full, and any other refusal, stands', async () => {
    const full = 'input length and `max_tokens` exceed context limit: 199990 + 8192 > 200000'
    for (const message of [full, 'temperature: no', 'max_tokens: 9 > 9000']) {
      server.script(path, refusal(message))
      expect((await readReply(provider())).error).toMatchObject({ code: 'invalid-request', detail: message })
    }
    expect(server.requests).toHaveLength(3)
  })

  test('it ends, whatever the server says', async () => {
    server.always(path, refusal('max_tokens is too large'))
    expect((await readReply(provider())).error).toMatchObject({ code: 'invalid-request' })
    expect(limits()).toEqual([8192, 4096, 2048, 1024])
  })
})

describe('going on', () => {
  const cut = (continueText: string): ReplyRequest => ({ ...shortQuestion, continueText })

  test('in the model’s own message, first of all events', async () => {
    server.script(path, answer(' a time'))
    const events = await allEvents(cut('Once upon'))
    expect(events[0]).toEqual({ type: 'continues', by: 'prefill' })
    expect(textOf(events)).toBe(' a time')
    expect((await server.nextRequest()).body).toMatchObject({
      messages: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Once upon' },
      ],
    })
  })

  test('no white space at the end is sent, and none comes twice', async () => {
    server.script(path, answer('\n', '\n- two', '\n\n- three'))
    const events = await allEvents(cut('- one\n'))
    expect(textOf(events)).toBe('\n- two\n\n- three')
    expect((await server.nextRequest()).body).toMatchObject({ messages: [{}, { content: '- one' }] })
  })

  test('a reply of white space alone begins anew', async () => {
    server.script(path, answer('\n\nHello'))
    expect(textOf(await allEvents(cut('\n')))).toBe('\nHello')
    expect((await server.nextRequest()).body).toMatchObject({ messages: [{ role: 'user' }] })
  })

  test.each([
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    'messages: final assistant message is not allowed',
  ])('in words, when the model refuses: %s', async (message) => {
    server.script(path, refusal(message), answer(' a time'))
    const events = await allEvents(cut('Once upon '))
    expect(events.filter((event) => event.type === 'continues')).toEqual([{ type: 'continues', by: 'instruction' }])
    expect(textOf(events)).toBe(' a time')
    expect(server.requests[1]?.body).toMatchObject({
      messages: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Once upon ' },
        { role: 'user', content: continueInstruction },
      ],
    })
  })

  test('both refusals, one after the other', async () => {
    server.script(path, refusal('max_tokens: 8192 > 4096'), refusal('no prefill here'), answer('fine'))
    expect(textOf(await allEvents(cut('Half')))).toBe('fine')
    expect(server.requests).toHaveLength(3)
  })

  test('a refusal with another status stands', async () => {
    server.script(path, refusal('prefill', 403))
    expect((await readReply(provider(), cut('Half'))).error).toMatchObject({ code: 'auth', status: 403 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('the list of models', () => {
  test('page by page, in the provider’s order, without those that are gone', async () => {
    server.always('/v1/models', ({ path: asked }) => {
      const after = new URL(asked, server.origin).searchParams.get('after_id')
      return after === null
        ? jsonAnswer({ data: [{ id: 'new' }, { id: 'gone', lifecycle: 'retired' }], has_more: true, last_id: 'gone' })
        : jsonAnswer({
            data: [{ id: 'old', lifecycle: 'deprecated' }, { id: 'new' }, {}],
            has_more: false,
            last_id: 'x',
          })
    })
    expect(await provider().listModels(signal)).toEqual([{ id: 'new' }, { id: 'old' }])
    expect(server.requests.map((request) => request.path)).toEqual([
      '/v1/models?limit=1000',
      '/v1/models?limit=1000&after_id=gone',
    ])
  })

  test('a server that always has more is left', async () => {
    server.always('/v1/models', jsonAnswer({ data: [{ id: 'm' }], has_more: true, last_id: 'm' }))
    expect(await provider().listModels(signal)).toEqual([{ id: 'm' }])
    expect(server.requests).toHaveLength(2)
  })

  test.each([
    [
      'a wrong key',
      jsonAnswer({ type: 'error', error: { type: 'authentication_error', message: `invalid x-api-key ${key}` } }, 401),
      { code: 'auth', detail: 'invalid x-api-key …1234' },
    ],
    [
      'nothing there',
      jsonAnswer({ error: { type: 'not_found_error', message: 'Not found' } }, 404),
      { reason: 'base-url' },
    ],
    ['no JSON', { steps: [{ send: 'hello' }] }, { code: 'bad-response', reason: 'json' }],
  ])('%s', async (_, script, expected) => {
    server.always('/v1/models', script)
    await expect(provider().listModels(signal)).rejects.toMatchObject({ data: expected })
  })

  test('a time limit of the caller is a timeout, and closes the connection', async () => {
    server.always('/v1/models', { steps: [{ send: '{"data":[' }, { stall: true }] })
    await expect(provider().listModels(AbortSignal.timeout(150))).rejects.toMatchObject({ data: { code: 'timeout' } })
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })
})
