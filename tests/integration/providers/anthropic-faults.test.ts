import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAnthropicMessages } from '../../../src/main/providers/anthropic/anthropic-messages'
import type { Provider, StreamEvent } from '../../../src/main/providers/provider'
import { PersistentStream } from '../../../src/main/replies/resume'
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

const path = '/v1/messages'
const key = 'sk-ant-api03-abcdefghijkl1234'
let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createAnthropicMessages({ baseUrl: server.origin, key })
})
afterEach(() => server.stop())

const ask = (script: Script) => {
  server.script(path, script)
  return readReply(provider)
}
const askSteps = (...steps: readonly Step[]) => ask({ steps })
const delta = (text: string) => sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })
const finish = sse({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } })
const fault = (type: string, rest: object = {}) => ({ type: 'error', error: { type, message: 'words', ...rest } })

describe('error answers', () => {
  test.each([
    [400, fault('invalid_request_error'), { code: 'invalid-request' }],
    [401, fault('authentication_error', { message: `bad ${key}` }), { code: 'auth', detail: 'bad …1234' }],
    [402, fault('billing_error'), { code: 'quota' }],
    [403, fault('permission_error'), { code: 'auth' }],
    [404, fault('not_found_error'), { code: 'model-not-found' }],
    [413, fault('request_too_large'), { code: 'context-too-long' }],
    [429, fault('rate_limit_error'), { code: 'rate-limit', retryAfterMs: 12_000 }],
    [429, fault('rate_limit_error', { details: { error_code: 'contract_spend_limit_reached' } }), { code: 'quota' }],
    [500, fault('api_error'), { code: 'bad-response' }],
    [504, fault('timeout_error'), { code: 'timeout' }],
    [529, fault('overloaded_error'), { code: 'overloaded' }],
  ])('%i %j', async (status, body, expected) => {
    const { error, events } = await ask(jsonAnswer(body, status, { 'retry-after': '12' }))
    expect(error).toMatchObject({ detail: 'words', ...expected, status })
    expect(events).toEqual([])
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['a page of a gateway', textAnswer('<html><h1>502', 502), { code: 'bad-response', status: 502 }],
    ['a page that is not there', textAnswer('<html><h1>404', 404), { code: 'bad-response', reason: 'html' }],
    ['a wrong path', textAnswer('not found', 404, 'text/plain'), { code: 'invalid-request', reason: 'base-url' }],
    ['a page in place of a stream', textAnswer('<!doctype html><p>'), { code: 'bad-response', reason: 'html' }],
    ['nothing', { steps: [] }, { code: 'bad-response', reason: 'empty' }],
    ['words', textAnswer('upstream connect error', 200, 'text/plain'), { code: 'bad-response' }],
    ['an error with status 200', jsonAnswer(fault('overloaded_error')), { code: 'overloaded', detail: 'words' }],
  ])('%s', async (_, script, expected) => {
    expect((await ask(script)).error).toMatchObject(expected)
  })

  test('a redirect to another host is not followed: the key stays', async () => {
    const other = await startProviderServer()
    const { error } = await ask({ status: 307, headers: { location: `${other.origin}${path}` }, steps: [] })
    expect(error).toMatchObject({ code: 'invalid-request', reason: 'base-url', status: 307 })
    expect(other.requests).toHaveLength(0)
    await other.stop()
  })

  test('a connection that is not made in time is a timeout, whatever the SDK makes of it', async () => {
    const slow = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ETIMEDOUT 192.0.2.1:443'), { code: 'ETIMEDOUT' }),
    })
    const failing = createAnthropicMessages({ baseUrl: server.origin, key, fetch: () => Promise.reject(slow) })
    expect((await readReply(failing)).error).toMatchObject({ code: 'timeout' })
  })
})

describe('errors in the middle: what came before is kept', () => {
  test.each([
    ['overloaded_error', { code: 'overloaded' }],
    ['rate_limit_error', { code: 'rate-limit' }],
    ['authentication_error', { code: 'auth' }],
    ['billing_error', { code: 'quota' }],
    ['timeout_error', { code: 'timeout' }],
    ['api_error', { code: 'bad-response' }],
  ])('%s', async (type, expected) => {
    const data = `data: ${JSON.stringify(fault(type))}\n\n`
    for (const send of [data, `event: error\n${data}`, `data: ${JSON.stringify({ error: fault(type).error })}\n\n`]) {
      const { reply, error, finish: end } = await askSteps({ send: delta('Half') + send + delta('never') + finish })
      expect([reply.text, end]).toEqual(['Half', null])
      expect(error).toMatchObject({ ...expected, detail: 'words' })
    }
  })

  test.each([
    ['reset', { reset: true }],
    ['closed', { cut: true }],
  ] as const)('%s', async (_, step) => {
    const gate = createGate()
    server.script(path, { steps: [{ send: delta('Half') }, { gate }, step] })
    const events: StreamEvent[] = []
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
        events.push(event)
        gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { code: 'network', reason: 'cut' } })
    expect(events).toEqual([{ type: 'text-delta', text: 'Half' }])
  })

  test('half a character at a cut', async () => {
    const { reply } = await askSteps({
      send: 'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\\ud83d"}}\n\n',
    })
    expect(reply.text).toBe('a\uFFFD')
  })
})

test('a reply that breaks twice is one text: no word and no white space twice, none lost', async () => {
  const gate = createGate()
  const refuses = jsonAnswer(fault('invalid_request_error', { message: 'This model does not support prefill.' }), 400)
  server.script(
    path,
    { steps: [{ send: delta('One.\n\n') }, { gate }, { reset: true }] },
    { steps: [{ send: delta('\n') + delta('\nTwo, ') + `data: ${JSON.stringify(fault('overloaded_error'))}\n\n` }] },
    refuses,
    { steps: [{ send: delta('Two, three.') + finish + sse({ type: 'message_stop' }) }] },
  )
  const stream = new PersistentStream(
    {
      provider,
      limits: { firstTokenMs: 60_000, betweenMs: 60_000 },
      signal: new AbortController().signal,
      now: () => performance.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      random: () => 0,
    },
    shortQuestion,
  )
  let text = ''
  await stream.run((event) => {
    if (event.type === 'text-delta') text += event.text
    gate.open()
  })
  expect(text).toBe('One.\n\nTwo, three.')
  expect(server.requests).toHaveLength(4)
})

describe('how it ends', () => {
  test('a stream that just ends has no stop reason', async () => {
    const { finish: end, error } = await askSteps({ send: delta('Half') })
    expect([end, error]).toEqual([null, null])
  })

  test('message_stop is the end, even where no reason was given and the server stays', async () => {
    const startedMs = performance.now()
    const { finish: end } = await askSteps({ send: delta('All') + sse({ type: 'message_stop' }) }, { stall: true })
    expect(end).toEqual({ unified: 'stop', raw: null })
    expect(performance.now() - startedMs).toBeLessThan(1500)
  })

  test('text after the stop reason still counts', async () => {
    const { reply } = await askSteps({ send: delta('All') + finish + delta(' of it') })
    expect(reply.text).toBe('All of it')
  })

  test('a ping is a sign of life, and nothing else', async () => {
    const gate = createGate()
    server.script(path, { steps: [{ send: `event: ping\n${sse({ type: 'ping' })}` }, { gate }, { send: delta('x') }] })
    const types: string[] = []
    for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
      types.push(event.type)
      gate.open()
    }
    expect(types).toContain('text-delta')
    expect(types[0]).toBe('alive')
  })

  test('Stop closes the socket', async () => {
    server.script(path, { steps: [{ send: delta('a') }, { stall: true }] })
    const controller = new AbortController()
    const reading = readReply(provider, shortQuestion, controller.signal)
    const request = await server.nextRequest()
    controller.abort()
    expect((await reading).error).toBeNull()
    expect((await request.closed).by).toBe('client')
  })
})
