import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNetwork, type Network } from '../../src/main/network/network'
import { createNetworkLog } from '../../src/main/network/network-log'
import { EventReader, type ChunkMapper } from '../../src/main/providers/chat-completions/event-reader'
import { joinDeltas } from '../../src/main/providers/transport/joined-deltas'
import type { Provider } from '../../src/main/providers/provider'
import { toProviderError } from '../../src/main/providers/transport/provider-errors'
import { SseDecoder } from '../../src/main/providers/transport/sse'
import type { AppErrorData } from '../../src/shared/errors'
import type { ProviderEvent, Reply } from '../../src/shared/reply'
import type { ProtocolVoice } from './protocol-voices'
import { splitBytes, startProviderServer, type ProviderServer, type Step } from './provider-server'
import { foldEvents, readReply } from './read-reply'
import { latticeSplits, randomNumbers, randomSplit, tenderSplits } from './stream-splits'

const folder = new URL('../fixtures/streams/', import.meta.url)
const seed = 20_260_923
const randomSplits = { mapped: 200, onTheWire: 6 }
const requestsAtOnce = 8

/** What a recorded stream says. */
export interface ExpectedStream {
  readonly reply: Partial<Reply>
  /** Null: the stream ends without one. */
  readonly finish: readonly [unified: string, raw: string] | null
  readonly error?: Partial<AppErrorData>
  /** What the recording is for is its bytes: over HTTP too it is cut at every one of them. */
  readonly everyByte?: true
}

/** How the recordings of one protocol are read: `<prefix>-<case>.sse`, or `<prefix>-<case>.json` for one that is no event stream. */
export interface StreamFixtures {
  readonly prefix: string
  readonly voice: ProtocolVoice
  /** By case; with `.json` where the file has it. */
  readonly expectations: Readonly<Record<string, ExpectedStream>>
  readonly provider: (connection: {
    readonly baseUrl: string
    readonly key: null
    readonly headers: Readonly<Record<string, string>>
    readonly fetch: typeof fetch
  }) => Provider
  /** What turns chunks into events there. */
  readonly mapper: () => ChunkMapper
}

interface Outcome {
  readonly events: readonly ProviderEvent[]
  readonly error: AppErrorData | null
}

/** Asks for a recording, sent in pieces that are cut at these offsets. */
type Ask = (name: string, split?: readonly number[]) => Promise<Outcome>

/**
 * Tests that each recording has an expectation, and that it says exactly that, over real HTTP, however the bytes are cut.
 * That the decoder gives the same events for a cut at every single byte is shown beside the decoder.
 */
export function testStreamFixtures(fixtures: StreamFixtures): void {
  const ask = askOverHttp(fixtures)

  test('each fixture has its expectation, and the other way round', () => {
    const files = readdirSync(folder).filter((file) => file.startsWith(`${fixtures.prefix}-`))
    const names = files.map((file) => file.slice(fixtures.prefix.length + 1).replace(/\.sse$/, ''))
    expect(names.toSorted()).toEqual(Object.keys(fixtures.expectations).toSorted())
  })

  describe.each(Object.entries(fixtures.expectations))('%s', (name, expected) => {
    test('says exactly this', async () => {
      const { events, error } = await ask(name)
      const { reply, finish } = foldEvents(events)
      expect(reply).toMatchObject(expected.reply)
      expect(finish && [finish.unified, finish.raw]).toEqual(expected.finish)
      expect({ error }).toMatchObject({ error: expected.error ?? null })
    })

    test('says the same wherever it is cut on the wire', async () => {
      const bytes = bytesOf(fixtures, name)
      // A provider joins what came together, so its answers are compared as if everything had.
      const whole = JSON.stringify(joined(await ask(name)))
      const random = randomNumbers(seed)
      const anywhere = Array.from({ length: randomSplits.onTheWire }, () => randomSplit(bytes, random))
      const everywhere = expected.everyByte ? latticeSplits(bytes, 61) : []
      await atOnce([...tenderSplits(bytes), ...anywhere, ...everywhere], async (split) => {
        expect(JSON.stringify(joined(await ask(name, split))), `cut at ${split}`).toBe(whole)
      })
    })

    if (isJson(name)) return
    test('is mapped the same, in whatever pieces its events come', () => {
      const bytes = bytesOf(fixtures, name)
      const whole = JSON.stringify(readThrough(fixtures.mapper(), [bytes]))
      const random = randomNumbers(seed)
      for (let round = 0; round < randomSplits.mapped; round += 1) {
        const parts = splitBytes(bytes, randomSplit(bytes, random))
        expect(JSON.stringify(readThrough(fixtures.mapper(), parts)), `round ${round}`).toBe(whole)
      }
    })
  })
}

/** One server and one set of connections for all recordings of a protocol; a header names the way in which one is sent. */
function askOverHttp(fixtures: StreamFixtures): Ask {
  const { voice } = fixtures
  const steps = new Map<string, { readonly name: string; readonly step: Step }>()
  let server: ProviderServer
  let network: Network
  beforeAll(async () => {
    server = await startProviderServer()
    network = createNetwork({ systemProxyFor: async () => 'DIRECT', log: createNetworkLog() })
    server.always(voice.path.replace('model-a', 'stand-in'), ({ headers }) => {
      const { name, step } = steps.get(String(headers['x-sent-as'])) ?? { name: '', step: { end: true } }
      const type = isJson(name) ? 'application/json' : 'text/event-stream'
      return { headers: { 'content-type': type }, steps: [step] }
    })
  })
  afterAll(async () => {
    network.close()
    await server.stop()
  })
  return async (name, split) => {
    const sentAs = `way-${steps.size}`
    steps.set(sentAs, { name, step: { send: bytesOf(fixtures, name), ...(split ? { split } : {}) } })
    const provider = fixtures.provider({
      baseUrl: voice.baseUrl(server.origin),
      key: null,
      headers: { 'x-sent-as': sentAs },
      fetch: network.fetchFor({ providerId: 'stand-in', why: 'reply' }),
    })
    const { events, error } = await readReply(provider)
    return { events, error }
  }
}

/** Works on all of them, a few at a time. */
async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, worker))
}

function bytesOf({ prefix }: StreamFixtures, name: string): Uint8Array {
  return readFileSync(new URL(`${prefix}-${name}${isJson(name) ? '' : '.sse'}`, folder))
}

function joined({ events, error }: Outcome): Outcome {
  return { events: joinDeltas(events), error }
}

function isJson(name: string): boolean {
  return name.endsWith('.json')
}

/** Decoder, reader and mapper, as a provider puts them together. */
function readThrough(mapper: ChunkMapper, parts: readonly Uint8Array[]): Outcome {
  const decoder = new SseDecoder()
  const reader = new EventReader(mapper)
  const events: ProviderEvent[] = []
  for (const part of parts) if (!reader.done && !reader.error) events.push(...reader.read(decoder.push(part)))
  if (!reader.done && !reader.error) events.push(...reader.read(decoder.end()))
  events.push(...mapper.end())
  return { events, error: reader.error ? toProviderError(reader.error, { key: null, call: 'chat' }).data : null }
}
