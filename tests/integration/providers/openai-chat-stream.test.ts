import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import type { Provider } from '../../../src/main/providers/provider'
import {
  chatChunk,
  chatEnd,
  chatStream,
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  textEvent,
  withCrlf,
  type ProviderServer,
  type Step,
} from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'

const path = '/v1/chat/completions'
let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createOpenAiChat({ baseUrl: server.baseUrl, key: null })
})
afterEach(() => server.stop())

const ask = (...steps: readonly Step[]) => {
  server.script(path, { steps })
  return readReply(provider)
}

describe('bytes', () => {
  const stream = chatStream(['Hello', ' 你好', ' 🦊'], { usage: { prompt_tokens: 3, completion_tokens: 4 } })
  const expected = {
    reply: {
      text: 'Hello 你好 🦊',
      model: 'stand-in',
      responseId: 'chatcmpl-1',
      usage: { inputTokens: 3, outputTokens: 4 },
    },
    finish: { unified: 'stop', raw: 'stop' },
    error: null,
  }

  test('in one piece', async () => {
    expect(await ask({ send: stream })).toMatchObject(expected)
  })

  test('one by one', async () => {
    expect(await ask({ send: stream, split: 'bytes' })).toMatchObject(expected)
  })

  test('one by one, with CRLF and a byte order mark', async () => {
    expect(await ask({ send: `\uFEFF${withCrlf(stream)}`, split: 'bytes' })).toMatchObject(expected)
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('%s', async (encoding, compress) => {
    server.script(path, {
      headers: { 'content-encoding': encoding },
      steps: [{ send: compress(stream), split: [20, 60] }],
    })
    expect(await readReply(provider)).toMatchObject(expected)
  })

  test('each piece is given out as it comes, not when the next one does', async () => {
    const gate = createGate()
    server.script(path, { steps: [{ send: textEvent('first') }, { gate }, { send: textEvent('second') + chatEnd() }] })
    const texts: string[] = []
    for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
      if (event.type !== 'text-delta') continue
      texts.push(event.text)
      // The server goes on only after this: a provider that waits for more would never end.
      gate.open()
    }
    expect(texts).toEqual(['first', 'second'])
  })

  test('a recorded stream', async () => {
    const bytes = readFileSync(new URL('../../fixtures/streams/openai-chat-openrouter.sse', import.meta.url))
    expect(await ask({ send: bytes, split: [7, 100, 101, 900] })).toMatchObject({
      reply: { text: 'Yes!', reasoning: 'Let me see.' },
    })
  })

  test('one delta of 5 MB', async () => {
    const text = '长 text '.repeat(600_000)
    const { reply, error } = await ask({ send: textEvent(text) + chatEnd() })
    expect(error).toBeNull()
    expect(reply.text === text).toBe(true)
  })
})

describe('how it ends', () => {
  test('without [DONE], with a stop reason', async () => {
    expect(await ask({ send: textEvent('a') + sse(chatChunk({}, { finish: 'length' })) })).toMatchObject({
      reply: { text: 'a' },
      finish: { unified: 'length', raw: 'length' },
      error: null,
    })
  })

  test('without a stop reason: just over, the caller knows', async () => {
    expect(await ask({ send: textEvent('a') })).toMatchObject({ reply: { text: 'a' }, finish: null, error: null })
    expect(await ask({ send: textEvent('a') + sse('[DONE]') })).toMatchObject({
      reply: { text: 'a' },
      finish: null,
      error: null,
    })
  })

  test('in the middle of an event, in the middle of a character: what was whole stays', async () => {
    const bytes = new TextEncoder().encode(textEvent('kept') + 'data: {"choices":[{"delta":{"content":"好')
    expect(await ask({ send: bytes.subarray(0, -1) })).toMatchObject({
      reply: { text: 'kept' },
      finish: null,
      error: null,
    })
  })

  test('at [DONE], though the server stays connected; the connection serves the next question', async () => {
    const gate = createGate()
    expect(await ask({ send: chatStream(['a']) }, { gate })).toMatchObject({ reply: { text: 'a' }, error: null })
    gate.open()
    expect((await (await server.nextRequest()).closed).by).toBe('answered')
  })

  test('a server that says nothing more after [DONE] is hung up on', async () => {
    await ask({ send: chatStream(['a']) }, { stall: true })
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test('a server that goes silent after the stop reason does not hold the reply', async () => {
    const { reply, finish } = await ask(
      { send: textEvent('a') + sse(chatChunk({}, { finish: 'stop' })) },
      { stall: true },
    )
    expect(reply.text).toBe('a')
    expect(finish?.unified).toBe('stop')
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test('what comes after [DONE] is not read', async () => {
    expect((await ask({ send: chatStream(['a']) + textEvent('b') })).reply.text).toBe('a')
  })
})

describe('events that are not as they should be', () => {
  test('comments, empty data, unknown events and fields', async () => {
    const noise = ': ping\n\ndata:\n\ndata: \n\nevent: ping\ndata: {"type":"ping"}\n\nfoo: bar\n\nid: 4\nretry: 10\n\n'
    expect(await ask({ send: noise + textEvent('a') + noise + chatEnd() })).toMatchObject({
      reply: { text: 'a' },
      error: null,
    })
  })

  test('no blank lines between them', async () => {
    const crowded = chatStream(['a', 'b']).replaceAll('\n\n', '\n')
    expect(await ask({ send: crowded })).toMatchObject({
      reply: { text: 'ab' },
      finish: { unified: 'stop' },
      error: null,
    })
  })

  test('the wrong content type', async () => {
    server.script(path, { headers: { 'content-type': 'application/json' }, steps: [{ send: chatStream(['a']) }] })
    expect(await readReply(provider)).toMatchObject({ reply: { text: 'a' }, error: null })
    server.script(path, {
      headers: { 'content-type': 'text/plain' },
      steps: [{ send: `\n\n${chatStream(['b'])}`, split: 'bytes' }],
    })
    expect(await readReply(provider)).toMatchObject({ reply: { text: 'b' }, error: null })
  })
})

describe('a server that ignores stream', () => {
  const completion = {
    id: 'chatcmpl-2',
    object: 'chat.completion',
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'All at once' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 2, completion_tokens: 3 },
  }
  const expected = {
    reply: { text: 'All at once', responseId: 'chatcmpl-2', usage: { inputTokens: 2, outputTokens: 3 } },
    finish: { unified: 'stop', raw: 'stop' },
    error: null,
  }

  test.each([['application/json'], ['text/event-stream'], ['text/plain']])('one completion as %s', async (type) => {
    const send = JSON.stringify(completion, null, 2)
    server.script(path, { headers: { 'content-type': type }, steps: [{ send, split: 'bytes' }] })
    expect(await readReply(provider)).toMatchObject(expected)
  })

  test('a list of chunks', async () => {
    server.script(path, jsonAnswer([chatChunk({ content: 'a' }), chatChunk({ content: 'b' }, { finish: 'stop' })]))
    expect(await readReply(provider)).toMatchObject({ reply: { text: 'ab' }, finish: { unified: 'stop' } })
  })

  test('a chunk per line', async () => {
    const lines = [chatChunk({ content: 'a' }), chatChunk({ content: 'b' }, { finish: 'stop' })].map((chunk) =>
      JSON.stringify(chunk),
    )
    expect(await ask({ send: `${lines.join('\n')}\n` })).toMatchObject({
      reply: { text: 'ab' },
      finish: { unified: 'stop' },
    })
  })

  test('an error with status 200', async () => {
    server.script(path, jsonAnswer({ error: { message: 'busy', type: 'overloaded_error' } }))
    expect((await readReply(provider)).error).toMatchObject({ code: 'overloaded', detail: 'busy' })
  })

  test('JSON with nothing in it', async () => {
    server.script(path, jsonAnswer({}))
    expect((await readReply(provider)).error).toMatchObject({ code: 'bad-response', reason: 'empty' })
  })

  test('JSON that breaks off', async () => {
    server.script(path, {
      headers: { 'content-type': 'application/json' },
      steps: [{ send: JSON.stringify(completion).slice(0, 80) }],
    })
    expect((await readReply(provider)).error).toMatchObject({ code: 'bad-response', reason: 'json' })
  })
})
