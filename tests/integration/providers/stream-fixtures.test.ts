import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EventReader } from '../../../src/main/providers/chat-completions/event-reader'
import { createOpenAiChat } from '../../../src/main/providers/openai-chat'
import { ChatChunkMapper } from '../../../src/main/providers/openai-chat-events'
import { toProviderError } from '../../../src/main/providers/provider-errors'
import { SseDecoder } from '../../../src/main/providers/sse'
import type { AppErrorData } from '../../../src/shared/errors'
import type { ProviderEvent, Reply } from '../../../src/shared/reply'
import { splitBytes } from '../../support/provider-server'
import { foldEvents, readReply } from '../../support/read-reply'

const folder = new URL('../../fixtures/streams/', import.meta.url)

interface Expected {
  readonly reply: Partial<Reply>
  /** Null: the stream ends without one. */
  readonly finish: readonly [unified: string, raw: string] | null
  readonly error?: Partial<AppErrorData>
}

const half: Partial<Reply> = { text: 'Half' }
const expectations: Readonly<Record<string, Expected>> = {
  plain: {
    reply: {
      text: 'Runnel keeps every word — 你好, 👩‍👩‍👧‍👦 naïve.',
      reasoning: '',
      model: 'gpt-5.2-2026-01-15',
      responseId: 'chatcmpl-BzW7',
      usage: { inputTokens: 19, outputTokens: 10, cachedTokens: 4, reasoningTokens: 3 },
    },
    finish: ['stop', 'stop'],
  },
  'azure-empty-first': {
    reply: { text: 'Grüße aus Köln', model: 'gpt-4.1', responseId: 'chatcmpl-BzW7' },
    finish: ['stop', 'stop'],
  },
  'llama-cpp': {
    reply: { text: 'One two\n三', usage: { inputTokens: 12, outputTokens: 4 } },
    finish: ['length', 'length'],
  },
  'deepseek-reasoning': {
    reply: {
      text: 'The <think>answer',
      reasoning: 'First, I <think> 想一想',
      usage: { inputTokens: 8, outputTokens: 20, cachedTokens: 0, reasoningTokens: 12 },
    },
    finish: ['stop', 'stop'],
  },
  openrouter: {
    reply: {
      text: 'Yes!',
      reasoning: 'Let me see.',
      model: 'anthropic/claude-sonnet-4.6',
      usage: { inputTokens: 10, outputTokens: 6, reasoningTokens: 2 },
    },
    finish: ['stop', 'stop'],
  },
  'think-tags': {
    reply: { reasoning: 'The tag `</think>` is quoted.\n', text: 'Here: `</think>` and 😀.' },
    finish: ['stop', 'stop'],
  },
  'tool-calls': {
    reply: {
      text: '',
      toolCalls: [
        { index: 0, callId: 'call_a', name: 'get_weather', argumentsText: '{"city":"Zürich"}' },
        { index: 1, callId: 'call_b', name: 'get_time', argumentsText: '{}' },
      ],
    },
    finish: ['tool-calls', 'tool_calls'],
  },
  'content-parts': {
    reply: { reasoning: 'Hmm, so', text: 'Bonjour', usage: { inputTokens: 5, outputTokens: 6 } },
    finish: ['length', 'model_length'],
  },
  'growing-message': { reply: { text: 'Both a delta and a message' }, finish: ['stop', 'stop'] },
  'interleaved-choices': { reply: { text: 'A1A2' }, finish: ['stop', 'stop'] },
  'usage-every-chunk': {
    reply: { text: 'abcd after', usage: { inputTokens: 7, outputTokens: 5 } },
    finish: ['stop', 'stop'],
  },
  'changing-ids': { reply: { text: 'xyz', responseId: 'id-1' }, finish: ['length', 'max_tokens'] },
  'bom-cr-unterminated': { reply: { text: '行尾🦊' }, finish: ['stop', 'stop'] },
  crlf: { reply: { text: 'line\nfeed two lines' }, finish: ['stop', 'stop'] },
  'error-chunk': {
    reply: { text: 'Half a sentence' },
    finish: null,
    error: { code: 'rate-limit', detail: 'Provider returned error\nupstream says: slow down' },
  },
  'error-bare-chunk': {
    reply: half,
    finish: null,
    error: { code: 'bad-response', detail: 'The server had an error while processing your request.' },
  },
  'error-object': { reply: half, finish: null, error: { code: 'bad-response', detail: 'Engine is dead' } },
  'error-event': { reply: half, finish: null, error: { code: 'overloaded', detail: 'Overloaded' } },
  'error-line': {
    reply: half,
    finish: null,
    error: { code: 'context-too-long', detail: 'the request exceeds the available context size' },
  },
}

const bytesOf = (name: string): Uint8Array => readFileSync(new URL(`openai-chat-${name}.sse`, folder))

interface Outcome {
  readonly events: readonly ProviderEvent[]
  readonly error: AppErrorData | null
}

/** Decoder, reader and mapper, as the provider puts them together. */
function read(parts: readonly Uint8Array[]): Outcome {
  const decoder = new SseDecoder()
  const mapper = new ChatChunkMapper()
  const reader = new EventReader(mapper)
  const events: ProviderEvent[] = []
  for (const part of parts) if (!reader.done && !reader.error) events.push(...reader.read(decoder.push(part)))
  if (!reader.done && !reader.error) events.push(...reader.read(decoder.end()))
  events.push(...mapper.end())
  return { events, error: reader.error ? toProviderError(reader.error, { key: null, call: 'chat' }).data : null }
}

/** The whole provider, over a body that comes in these parts. */
async function ask(parts: readonly Uint8Array[]): Promise<Outcome> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
  const provider = createOpenAiChat({
    baseUrl: 'http://127.0.0.1:9/v1',
    key: null,
    fetch: () => Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
  })
  const { events, error } = await readReply(provider)
  return { events, error }
}

/** mulberry32: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function randomSplit(bytes: Uint8Array, random: () => number): readonly Uint8Array[] {
  const cuts = Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() * bytes.length))
  return splitBytes(
    bytes,
    [...new Set(cuts)].toSorted((a, b) => a - b).filter((cut) => cut > 0),
  )
}

test('each fixture has its expectation, and the other way round', () => {
  const names = readdirSync(folder).map((file) => file.replace(/^openai-chat-(.*)\.sse$/, '$1'))
  expect(names.filter((name) => !name.endsWith('.sse')).toSorted()).toEqual(Object.keys(expectations).toSorted())
})

describe.each(Object.entries(expectations))('%s', (name, expected) => {
  test('says exactly this', async () => {
    const { events, error } = await ask([bytesOf(name)])
    const { reply, finish } = foldEvents(events)
    expect(reply).toMatchObject(expected.reply)
    expect(finish && [finish.unified, finish.raw]).toEqual(expected.finish)
    expect({ error }).toMatchObject({ error: expected.error ?? null })
  })

  test('says the same wherever it is split', async () => {
    const bytes = bytesOf(name)
    const whole = await ask([bytes])
    expect(read([bytes])).toEqual(whole)
    expect(await ask(splitBytes(bytes, 'bytes'))).toEqual(whole)
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(JSON.stringify(read(splitBytes(bytes, [cut]))), `cut at ${cut}`).toBe(JSON.stringify(whole))
    }
    const random = randomNumbers(20_260_923)
    for (let round = 0; round < 200; round += 1) {
      const parts = randomSplit(bytes, random)
      const outcome = round < 20 ? await ask(parts) : read(parts)
      expect(JSON.stringify(outcome), `round ${round}`).toBe(JSON.stringify(whole))
    }
  })
})
