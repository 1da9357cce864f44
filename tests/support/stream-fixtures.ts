import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EventReader, type ChunkMapper } from '../../src/main/providers/chat-completions/event-reader'
import { joinDeltas } from '../../src/main/providers/transport/joined-deltas'
import type { Provider } from '../../src/main/providers/provider'
import { toProviderError } from '../../src/main/providers/transport/provider-errors'
import { SseDecoder } from '../../src/main/providers/transport/sse'
import type { AppErrorData } from '../../src/shared/errors'
import type { ProviderEvent, Reply } from '../../src/shared/reply'
import { splitBytes } from './provider-server'
import { foldEvents, readReply } from './read-reply'

const folder = new URL('../fixtures/streams/', import.meta.url)

/** What a recorded stream says. */
export interface ExpectedStream {
  readonly reply: Partial<Reply>
  /** Null: the stream ends without one. */
  readonly finish: readonly [unified: string, raw: string] | null
  readonly error?: Partial<AppErrorData>
}

/** How the recordings of one protocol are read: `<prefix>-<case>.sse`, or `<prefix>-<case>.json` for one that is no event stream. */
export interface StreamFixtures {
  readonly prefix: string
  /** By case; with `.json` where the file has it. */
  readonly expectations: Readonly<Record<string, ExpectedStream>>
  /** The provider at any address, with this fetch. */
  readonly provider: (fetchBody: typeof fetch) => Provider
  /** What turns chunks into events there: thousands of splits are read through it alone. Without it, fewer are, through the provider. */
  readonly mapper?: () => ChunkMapper
}

interface Outcome {
  readonly events: readonly ProviderEvent[]
  readonly error: AppErrorData | null
}

/** Tests that each recording has an expectation, that it says exactly that, and that it does so wherever it is split. */
export function testStreamFixtures(fixtures: StreamFixtures): void {
  const bytesOf = (name: string): Uint8Array =>
    readFileSync(new URL(`${fixtures.prefix}-${name}${isJson(name) ? '' : '.sse'}`, folder))
  const ask = (parts: readonly Uint8Array[]) => askProvider(fixtures, parts)

  test('each fixture has its expectation, and the other way round', () => {
    const files = readdirSync(folder).filter((file) => file.startsWith(`${fixtures.prefix}-`))
    const names = files.map((file) => file.slice(fixtures.prefix.length + 1).replace(/\.sse$/, ''))
    expect(names.toSorted()).toEqual(Object.keys(fixtures.expectations).toSorted())
  })

  describe.each(Object.entries(fixtures.expectations))('%s', (name, expected) => {
    test('says exactly this', async () => {
      const { events, error } = await ask([bytesOf(name)])
      const { reply, finish } = foldEvents(events)
      expect(reply).toMatchObject(expected.reply)
      expect(finish && [finish.unified, finish.raw]).toEqual(expected.finish)
      expect({ error }).toMatchObject({ error: expected.error ?? null })
    })

    test('says the same wherever it is split', async () => {
      const bytes = bytesOf(name)
      // A provider joins what came together, so its answers are compared as if everything had.
      const askJoined = async (parts: readonly Uint8Array[]) => joined(await ask(parts))
      const { mapper } = fixtures
      const readFast = async (parts: readonly Uint8Array[]) =>
        mapper && !isJson(name) ? readThrough(mapper(), parts) : askJoined(parts)
      const fast = await readFast([bytes])
      const whole = JSON.stringify(fast)
      const wholeJoined = JSON.stringify(joined(fast))
      expect(JSON.stringify(await askJoined([bytes]))).toBe(wholeJoined)
      expect(JSON.stringify(await askJoined(splitBytes(bytes, 'bytes')))).toBe(wholeJoined)
      for (let cut = 1; cut < bytes.length; cut += 1) {
        expect(JSON.stringify(await readFast(splitBytes(bytes, [cut]))), `cut at ${cut}`).toBe(whole)
      }
      const random = randomNumbers(20_260_923)
      const splits = Array.from({ length: 200 }, () => randomSplit(bytes, random))
      for (const [round, parts] of splits.entries()) {
        expect(JSON.stringify(await readFast(parts)), `round ${round}`).toBe(whole)
      }
      for (const [round, parts] of splits.slice(0, 20).entries()) {
        expect(JSON.stringify(await askJoined(parts)), `round ${round}`).toBe(wholeJoined)
      }
    })
  })
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

/** The whole provider, over a body that comes in these parts. */
async function askProvider(fixtures: StreamFixtures, parts: readonly Uint8Array[]): Promise<Outcome> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
  const provider = fixtures.provider(() =>
    Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
  )
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
