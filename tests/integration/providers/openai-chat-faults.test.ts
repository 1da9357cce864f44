import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import type { Provider, StreamEvent } from '../../../src/main/providers/provider'
import {
  chatChunk,
  chatEnd,
  chatStream,
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  textAnswer,
  textEvent,
  type ProviderServer,
  type Script,
  type Step,
} from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'
import { selfSigned } from './self-signed'

const path = '/v1/chat/completions'
const key = 'sk-test-abcdefghijkl1234'
let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createOpenAiChat({ baseUrl: server.baseUrl, key })
})
afterEach(() => server.stop())

const ask = (script: Script) => {
  server.script(path, script)
  return readReply(provider)
}
const askSteps = (...steps: readonly Step[]) => ask({ steps })

describe('error answers', () => {
  test.each([
    [
      'a wrong key',
      jsonAnswer({ error: { message: `Incorrect API key provided: ${key}.`, code: 'invalid_api_key' } }, 401),
      { code: 'auth', status: 401, detail: 'Incorrect API key provided: …1234.' },
    ],
    [
      'an unknown model',
      jsonAnswer({ error: { message: 'no such model', code: 'model_not_found' } }, 404),
      { code: 'model-not-found', status: 404 },
    ],
    [
      'a wrong path',
      textAnswer('404 page not found', 404, 'text/plain'),
      { code: 'invalid-request', reason: 'base-url' },
    ],
    [
      'a web page that is not there',
      textAnswer('<html><h1>404</h1></html>', 404),
      { code: 'bad-response', reason: 'html', status: 404 },
    ],
    ['no money', jsonAnswer({ error: { message: 'pay', code: 'insufficient_quota' } }, 429), { code: 'quota' }],
    [
      'too often',
      jsonAnswer({ error: { message: 'slow' } }, 429, { 'retry-after': '12' }),
      { code: 'rate-limit', retryAfterMs: 12_000, detail: 'slow' },
    ],
    ['an overloaded server', textAnswer('', 503, 'text/plain'), { code: 'overloaded', status: 503 }],
    [
      'a broken server',
      jsonAnswer({ error: { message: 'oops', type: 'server_error' } }, 500),
      { code: 'bad-response', status: 500, detail: 'oops' },
    ],
    [
      'a gateway page',
      textAnswer('<html><center>502 Bad Gateway</center></html>', 502),
      { code: 'bad-response', status: 502 },
    ],
    [
      'too long',
      jsonAnswer({ error: { message: 'x', code: 'context_length_exceeded' } }, 400),
      { code: 'context-too-long' },
    ],
    ['filtered', jsonAnswer({ error: { message: 'x', code: 'content_filter' } }, 400), { code: 'content-filter' }],
    [
      'invalid UTF-8',
      textAnswer(new Uint8Array([0xff, 0xfe, 0x41]), 500, 'text/plain'),
      { code: 'bad-response', detail: '\uFFFD\uFFFDA' },
    ],
  ] as const)('%s', async (_, script, expected) => {
    const { error, events } = await ask(script)
    expect(error).toMatchObject(expected)
    expect(events).toEqual([])
  })

  test('a date to wait for counts from the server’s clock', async () => {
    const headers = { 'retry-after': 'Wed, 23 Sep 2026 10:00:20 GMT', date: 'Wed, 23 Sep 2026 10:00:00 GMT' }
    expect((await ask(jsonAnswer({}, 429, headers))).error?.retryAfterMs).toBe(20_000)
  })

  test('a body of 3 MB gives 4,000 characters', async () => {
    const { error } = await ask(textAnswer('x'.repeat(3_000_000), 500, 'text/plain'))
    expect(error?.detail).toHaveLength(4000)
  })

  test('a body that breaks off still has its status', async () => {
    const { error } = await ask({
      status: 429,
      headers: { 'retry-after': '3' },
      steps: [{ send: 'slow do' }, { reset: true }],
    })
    expect(error).toMatchObject({ code: 'rate-limit', retryAfterMs: 3000 })
  })
})

describe('answers that are none', () => {
  test('a web page with status 200, in either type', async () => {
    const page = '\n<!DOCTYPE html><title>Sign in to the hotel</title>'
    expect((await ask(textAnswer(page))).error).toMatchObject({ code: 'bad-response', reason: 'html' })
    expect((await ask(textAnswer(page, 200, 'text/event-stream'))).error).toMatchObject({ reason: 'html' })
  })

  test.each([
    ['no bytes', ''],
    ['only comments', ': ping\n\n: ping\n\n'],
    ['only [DONE]', 'data: [DONE]\n\n'],
    ['only empty data', 'data:\n\ndata:\n\n'],
  ])('%s: empty', async (_, send) => {
    expect((await askSteps({ send })).error).toMatchObject({ code: 'bad-response', reason: 'empty' })
  })

  test('no body at all: empty', async () => {
    expect((await ask({ status: 204, steps: [] })).error).toMatchObject({ code: 'bad-response', reason: 'empty' })
  })

  test('plain words show in the details', async () => {
    const { error } = await ask(textAnswer('upstream connect error', 200, 'text/plain'))
    expect(error).toEqual({ code: 'bad-response', detail: 'upstream connect error' })
  })
})

describe('errors in the middle: what came before is kept', () => {
  const before = textEvent('Half a') + textEvent(' sentence')
  const bad = 'data: {"choices":[{"delta":{"content":"x"\n\n'

  test.each([
    ['a chunk that is no JSON', bad, { code: 'bad-response', reason: 'json' }],
    ['an error chunk', sse({ error: { message: 'no', type: 'server_error' } }), { code: 'bad-response', detail: 'no' }],
    ['an error chunk with a numeric code', sse({ error: { code: 429, message: 'slow' } }), { code: 'rate-limit' }],
    [
      'an error chunk with choices',
      sse({ ...chatChunk({ content: '' }, { finish: 'error' }), error: { code: 502, message: 'up' } }),
      { code: 'bad-response', detail: 'up' },
    ],
    ['object: error', sse({ object: 'error', message: 'dead', code: 503 }), { code: 'overloaded', detail: 'dead' }],
    [
      'event: error',
      'event: error\ndata: {"error":{"type":"overloaded_error","message":"busy"}}\n\n',
      { code: 'overloaded', detail: 'busy' },
    ],
    [
      'event: error, in words',
      'event: error\ndata: out of memory\n\n',
      { code: 'bad-response', detail: 'out of memory' },
    ],
    [
      'an error line',
      'error: {"message":"too long","type":"exceed_context_size_error"}\n\n',
      { code: 'context-too-long', detail: 'too long' },
    ],
    ['an error line, unterminated', 'error: {"message":"no"}', { code: 'bad-response', detail: 'no' }],
    [
      'bare JSON',
      '{\n  "error": {"message": "no", "code": "insufficient_quota"}\n}\n\n',
      { code: 'quota', detail: 'no' },
    ],
    [
      'the key in an error',
      sse({ error: { message: `bad key ${key}` } }),
      { code: 'bad-response', detail: 'bad key …1234' },
    ],
  ])('%s', async (_, send, expected) => {
    for (const split of [undefined, 'bytes'] as const) {
      const after = send.endsWith('\n\n') ? chatEnd() : ''
      const { reply, error } = await askSteps({ send: before + send + after, ...(split ? { split } : {}) })
      expect(reply.text).toBe('Half a sentence')
      expect(error).toMatchObject(expected)
    }
  })

  test('the connection is closed after an error', async () => {
    await askSteps({ send: before + bad }, { stall: true })
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test.each([
    ['reset', { reset: true }],
    ['closed', { cut: true }],
  ] as const)('%s', async (_, step) => {
    const gate = createGate()
    server.script(path, { steps: [{ send: before }, { gate }, step] })
    const events: StreamEvent[] = []
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
        events.push(event)
        if (event.type === 'text-delta' && event.text.endsWith(' sentence')) gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { code: 'network', reason: 'cut' } })
    expect(events.filter((event) => event.type === 'text-delta')).toEqual([
      { type: 'text-delta', text: 'Half a sentence', chunks: 2 },
    ])
  })

  test('what was held back in case it became a tag is given out', async () => {
    const gate = createGate()
    server.script(path, { steps: [{ send: textEvent('<thi') }, { gate }, { reset: true }] })
    const events: StreamEvent[] = []
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
        events.push(event)
        gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { reason: 'cut' } })
    expect(events.at(-1)).toEqual({ type: 'text-delta', text: '<thi' })
  })
})

describe('no connection', () => {
  const askAt = (baseUrl: string) => readReply(createOpenAiChat({ baseUrl, key }))

  test('an unknown host', async () => {
    expect((await askAt('http://nothing.invalid/v1')).error).toMatchObject({ code: 'network', reason: 'dns' })
  })

  test('a closed port', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => closed.once('listening', resolve))
    const address = closed.address()
    await new Promise((resolve) => closed.close(resolve))
    const port = typeof address === 'object' ? address?.port : 0
    const { error } = await askAt(`http://127.0.0.1:${port}/v1`)
    expect(error).toMatchObject({ code: 'network', reason: 'refused' })
    expect(error?.detail).toContain('ECONNREFUSED')
  })

  test('a certificate that nobody signed: the key does not leave', async () => {
    const secure = await startProviderServer({ tls: selfSigned })
    expect((await askAt(secure.baseUrl)).error).toMatchObject({ code: 'network', reason: 'tls' })
    expect(secure.requests).toHaveLength(0)
    await secure.stop()
  })

  test('https to a server that speaks http', async () => {
    const { error } = await askAt(server.baseUrl.replace('http:', 'https:'))
    expect(error).toMatchObject({ code: 'network', reason: 'tls' })
  })

  test('reset before any answer', async () => {
    expect((await askSteps({ reset: true })).error).toMatchObject({ code: 'network', reason: 'cut' })
  })

  test('something that is no HTTP', async () => {
    expect((await askSteps({ raw: 'SSH-2.0-OpenSSH_9.2\r\n' }, { cut: true })).error).toMatchObject({
      code: 'bad-response',
    })
  })

  test('the next question is answered', async () => {
    await askSteps({ reset: true })
    expect((await askSteps({ send: chatStream(['fine']) })).reply.text).toBe('fine')
  })
})

describe('stop', () => {
  test('closes the socket at once, in the middle of a reply', async () => {
    server.script(path, { steps: [{ send: textEvent('a') }, { stall: true }] })
    const controller = new AbortController()
    const texts: string[] = []
    let stoppedAtMs = 0
    for await (const event of provider.streamReply(shortQuestion, controller.signal)) {
      if (event.type !== 'text-delta') continue
      texts.push(event.text)
      stoppedAtMs = performance.now()
      controller.abort()
    }
    const closed = await (await server.nextRequest()).closed
    expect(texts).toEqual(['a'])
    expect(closed.by).toBe('client')
    expect(closed.atMs - stoppedAtMs).toBeLessThan(100)
  })

  test('while the server has not answered yet', async () => {
    server.script(path, { steps: [{ stall: true }] })
    const controller = new AbortController()
    const reading = readReply(provider, shortQuestion, controller.signal)
    const request = await server.nextRequest()
    controller.abort()
    expect((await reading).events).toEqual([])
    expect((await request.closed).by).toBe('client')
  })

  test('while an error body is still coming', async () => {
    server.script(path, { status: 500, steps: [{ send: 'oo' }, { stall: true }] })
    const controller = new AbortController()
    const reading = readReply(provider, shortQuestion, controller.signal)
    const request = await server.nextRequest()
    controller.abort()
    await reading
    expect((await request.closed).by).toBe('client')
  })

  test('a reader that leaves early closes the socket too', async () => {
    server.script(path, { steps: [{ send: textEvent('a') }, { stall: true }] })
    for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
      if (event.type === 'text-delta') break
    }
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test('before it began: nothing is sent', async () => {
    const { events } = await readReply(provider, shortQuestion, AbortSignal.abort())
    expect(events).toEqual([])
    expect(server.requests).toHaveLength(0)
  })
})

test('ten replies at once, each its own', async () => {
  server.always(path, ({ body }) => {
    const { model } = body as { model: string }
    return {
      steps: [
        { send: chatStream(Array.from({ length: 50 }, (_, index) => `${model}:${index} `)), split: [100, 333, 1000] },
      ],
    }
  })
  const models = Array.from({ length: 10 }, (_, index) => `m${index}`)
  const replies = await Promise.all(models.map((model) => readReply(provider, { ...shortQuestion, model })))
  for (const [index, { reply }] of replies.entries()) {
    expect(reply.text).toBe(Array.from({ length: 50 }, (_, count) => `m${index}:${count} `).join(''))
  }
})
