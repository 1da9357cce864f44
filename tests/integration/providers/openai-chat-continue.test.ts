import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../../src/main/providers/connect'
import {
  continueInstruction,
  createOpenAiChat,
  type Prefill,
} from '../../../src/main/providers/chat-completions/openai-chat'
import type { ReplyRequest, StreamEvent } from '../../../src/main/providers/provider'
import { AppError } from '../../../src/shared/errors'
import type { ProviderSettings } from '../../../src/shared/settings'
import { chatStream, jsonAnswer, startProviderServer, type ProviderServer } from '../../support/provider-server'
import { shortQuestion } from '../../support/read-reply'

const path = '/v1/chat/completions'
const betaPath = '/beta/chat/completions'
const key = 'sk-test-abcdefghijkl1234'
const goOn: ReplyRequest = { ...shortQuestion, continueText: 'Once upon' }
const question = { role: 'user', content: 'Hello?' }
const inWords = [question, { role: 'assistant', content: 'Once upon' }, { role: 'user', content: continueInstruction }]
let server: ProviderServer

beforeEach(async () => {
  server = await startProviderServer()
  server.always(path, { steps: [{ send: chatStream([' a time']) }] })
  server.always(betaPath, { steps: [{ send: chatStream([' a time']) }] })
})
afterEach(() => server.stop())

async function read(prefill?: Prefill, request = goOn) {
  const provider = createOpenAiChat({ baseUrl: server.baseUrl, key, ...(prefill ? { prefill } : {}) })
  const events: StreamEvent[] = []
  for await (const event of provider.streamReply(request, new AbortController().signal)) events.push(event)
  return events
}

const asked = () => server.requests.map(({ path: where, body }) => [where, (body as { messages: unknown }).messages])

describe('a reply goes on', () => {
  test('in the model’s own message, marked, at the address that knows the mark', async () => {
    const [first] = await read({ baseUrl: `${server.origin}/beta`, field: 'prefix' })
    expect(first).toEqual({ type: 'continues', by: 'prefill' })
    expect(asked()).toEqual([[betaPath, [question, { role: 'assistant', content: 'Once upon', prefix: true }]]])
  })

  test('in the model’s own message without a mark: it may be taken for an earlier turn, so the seam is looked at', async () => {
    const [first] = await read({})
    expect(first).toEqual({ type: 'continues', by: 'instruction' })
    expect(asked()).toEqual([[path, [question, { role: 'assistant', content: 'Once upon' }]]])
  })

  test('in words where there is no other way', async () => {
    const [first] = await read()
    expect(first).toEqual({ type: 'continues', by: 'instruction' })
    expect(asked()).toEqual([[path, inWords]])
  })

  test.each([400, 404, 422])('in words when %i refuses the other way', async (status) => {
    server.script(betaPath, jsonAnswer({ error: { message: 'The last message must be of the user.' } }, status))
    const [first] = await read({ baseUrl: `${server.origin}/beta`, field: 'prefix' })
    expect(first).toEqual({ type: 'continues', by: 'instruction' })
    expect(asked().at(-1)).toEqual([path, inWords])
  })

  test.each([401, 429, 503])('not at all when %i says that nothing goes now', async (status) => {
    server.script(betaPath, jsonAnswer({ error: { message: 'no' } }, status))
    await expect(read({ baseUrl: `${server.origin}/beta`, field: 'prefix' })).rejects.toThrow(AppError)
    expect(server.requests).toHaveLength(1)
  })
})

test('a first try has nothing to go on from', async () => {
  const events = await read({ baseUrl: `${server.origin}/beta`, field: 'prefix' }, shortQuestion)
  expect(events.some(({ type }) => type === 'continues')).toBe(false)
  expect(asked()).toEqual([[path, [question]]])
})

/** The addresses and last messages that a provider with these settings is asked at to go on. */
async function sentBy(change: Partial<ProviderSettings>): Promise<readonly unknown[]> {
  const sent: unknown[] = []
  const network = {
    fetchFor: () => async (input: unknown, init?: RequestInit) => {
      const { messages } = JSON.parse(String(init?.body)) as { messages: readonly unknown[] }
      sent.push([String(input), messages.at(-1)])
      return new Response(chatStream(['ok']), { headers: { 'content-type': 'text/event-stream' } })
    },
    prepare: () => Promise.resolve(),
    renew: () => {},
    close: () => {},
  }
  const settings = { id: 'x', name: 'X', protocol: 'openai-chat', origin: 'settings', models: [], baseUrl: '' } as const
  const { provider } = await connect({ ...settings, models: [], ...change }, key, network, 'reply')
  for await (const _ of provider.streamReply(goOn, new AbortController().signal));
  return sent
}

describe('who goes on in a message of its own', () => {
  const plain = { role: 'assistant', content: 'Once upon' }
  const marked = { ...plain, prefix: true }

  test.each<readonly [Partial<ProviderSettings>, url: string, last: object]>([
    [
      { presetId: 'deepseek', baseUrl: 'https://api.deepseek.com/v1' },
      'https://api.deepseek.com/beta/chat/completions',
      marked,
    ],
    [
      { presetId: 'mistral', baseUrl: 'https://api.mistral.ai/v1' },
      'https://api.mistral.ai/v1/chat/completions',
      marked,
    ],
    [
      { presetId: 'openrouter', baseUrl: 'https://openrouter.ai/api/v1' },
      'https://openrouter.ai/api/v1/chat/completions',
      plain,
    ],
    [
      { id: 'llama-cpp', origin: 'local', baseUrl: 'http://127.0.0.1:8080/v1' },
      'http://127.0.0.1:8080/v1/chat/completions',
      plain,
    ],
    [
      { presetId: 'groq', baseUrl: 'https://api.groq.com/openai/v1' },
      'https://api.groq.com/openai/v1/chat/completions',
      inWords[2] ?? {},
    ],
  ])('%j', async (change, url, last) => {
    expect(await sentBy(change)).toEqual([[url, last]])
  })

  test('a preset’s other address never gets the key of somebody else’s', async () => {
    const sent = await sentBy({ presetId: 'deepseek', baseUrl: 'https://gateway.example/v1' })
    expect(sent).toEqual([['https://gateway.example/v1/chat/completions', inWords[2]]])
  })
})
