import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAzureOpenAi } from '../../../src/main/providers/azure/azure-openai'
import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import type {
  Provider,
  ReplyRequest,
  StreamEvent,
  StreamTap,
  TappedRequest,
} from '../../../src/main/providers/provider'
import { createOpenAiResponses } from '../../../src/main/providers/responses/openai-responses'
import {
  chatStream,
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  type ProviderServer,
} from '../../support/provider-server'
import { shortQuestion } from '../../support/read-reply'

const key = 'sk-test-abcdefghijkl1234'
const headers = { 'X-Secret': 'another-secret-9876', 'X-Team': 'blue' }
const responsesStream =
  sse({ type: 'response.output_text.delta', delta: 'Grüße 🦊' }) +
  sse({ type: 'response.completed', response: { status: 'completed' } })
const protocols: readonly (readonly [
  name: string,
  create: (origin: string) => Provider,
  path: string,
  stream: string,
  keyHeader: string,
])[] = [
  [
    'openai-chat',
    (origin) => createOpenAiChat({ baseUrl: `${origin}/v1`, key, headers }),
    '/v1/chat/completions',
    chatStream(['Grüße 🦊']),
    'authorization',
  ],
  [
    'openai-responses',
    (origin) => createOpenAiResponses({ baseUrl: `${origin}/v1`, key, headers }),
    '/v1/responses',
    responsesStream,
    'authorization',
  ],
  [
    'azure-openai',
    (origin) => createAzureOpenAi({ baseUrl: origin, key, headers }),
    '/openai/v1/chat/completions',
    chatStream(['Grüße 🦊']),
    'api-key',
  ],
]
let server: ProviderServer

beforeEach(async () => {
  server = await startProviderServer()
})
afterEach(() => server.stop())

function createRecorder() {
  const requests: TappedRequest[] = []
  const responses: Parameters<StreamTap['response']>[0][] = []
  const texts: string[] = []
  const tap: StreamTap = {
    request: (sent) => void requests.push(sent),
    response: (got) => void responses.push(got),
    bytes: (chunk) => void texts.push(Buffer.from(chunk).toString('latin1')),
  }
  return { tap, requests, responses, texts, text: () => Buffer.from(texts.join(''), 'latin1').toString() }
}

async function read(provider: Provider, tap?: StreamTap, request: ReplyRequest = shortQuestion) {
  const events: StreamEvent[] = []
  let error: unknown = null
  try {
    for await (const event of provider.streamReply(request, new AbortController().signal, tap)) events.push(event)
  } catch (thrown) {
    error = thrown
  }
  return { events, error }
}

describe.each(protocols)('%s', (_, create, path, stream, keyHeader) => {
  test('a tap sees what was sent, with no secret in it, and what came, and is told the secrets', async () => {
    server.script(path, { headers: { 'x-request-id': 'req_1' }, steps: [{ send: stream, split: 'bytes' }] })
    const seen = createRecorder()
    await read(create(server.origin), seen.tap)
    const [sent] = seen.requests
    const request = await server.nextRequest()
    expect(sent).toMatchObject({ method: 'POST', url: server.origin + path })
    expect(sent?.body).toBe(request.bodyText)
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/json', 'x-secret': '…9876', 'x-team': '…' })
    expect(sent?.headers[keyHeader]).toBe('…1234')
    expect(seen.responses).toMatchObject([{ status: 200, headers: { 'x-request-id': 'req_1' } }])
    expect(seen.text()).toBe(stream)
    expect(seen.texts.length).toBeGreaterThan(1)
    expect(sent?.secrets).toEqual([key, headers['X-Secret']])
    expect(JSON.stringify({ ...sent, secrets: [] })).not.toMatch(/abcdefgh|another/)
  })

  test('the body of an error too; in the error itself the key is masked where the server repeats it', async () => {
    server.script(path, jsonAnswer({ error: { message: `no key ${key}, no ${headers['X-Secret']}` } }, 401))
    const seen = createRecorder()
    const { error } = await read(create(server.origin), seen.tap)
    expect(error).toMatchObject({ data: { code: 'auth', detail: 'no key …1234, no …9876' } })
    expect(seen.responses).toMatchObject([{ status: 401 }])
    expect(seen.text()).toBe(JSON.stringify({ error: { message: `no key ${key}, no ${headers['X-Secret']}` } }))
  })

  test('an answer that is not streamed', async () => {
    const answer = JSON.stringify({ error: { message: 'no' } })
    server.script(path, { steps: [{ send: answer }] })
    const seen = createRecorder()
    await read(create(server.origin), seen.tap)
    expect(seen.text()).toBe(answer)
  })

  test.each([
    ['a comment', ': keep-alive\n\n'],
    ['an empty event', 'data:\n\n'],
    ['a ping', 'event: ping\ndata: {"type":"ping"}\n\n'],
    ['half an event', 'data: {"typ'],
    ['white space before any event', '\n\n'],
  ])('%s says that the server is alive, at once', async (kind, bytes) => {
    const gate = createGate()
    const after = kind === 'half an event' ? 'e":""}\n\n' : ''
    server.script(path, { steps: [{ send: bytes }, { gate }, { send: after + stream }] })
    const kinds: string[] = []
    for await (const event of create(server.origin).streamReply(shortQuestion, new AbortController().signal)) {
      kinds.push(event.type)
      // The server goes on only after this.
      gate.open()
    }
    expect(kinds[0]).toBe('alive')
    expect(kinds).toContain('text-delta')
  })

  test('white space in front of a JSON answer too', async () => {
    const gate = createGate()
    server.script(path, {
      headers: { 'content-type': 'application/json' },
      steps: [{ send: '\n' }, { gate }, { send: '{"error":{"message":"no"}}' }],
    })
    const kinds: string[] = []
    const reading = (async () => {
      for await (const event of create(server.origin).streamReply(shortQuestion, new AbortController().signal)) {
        kinds.push(event.type)
        gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { detail: 'no' } })
    expect(kinds[0]).toBe('alive')
  })

  test('without streaming, when the user wants none', async () => {
    server.script(path, jsonAnswer({ error: { message: 'no' } }))
    const { error } = await read(create(server.origin), undefined, { ...shortQuestion, streaming: false })
    expect(error).toMatchObject({ data: { detail: 'no' } })
    const { body } = await server.nextRequest()
    expect(body).not.toHaveProperty('stream')
    expect(body).not.toHaveProperty('stream_options')
  })
})
