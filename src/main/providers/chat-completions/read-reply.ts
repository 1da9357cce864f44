import { BodyText } from '../transport/guarded-fetch'
import { parseJson } from '../transport/json-values'
import type { ProviderEvent } from '../../../shared/reply'
import type { StreamEvent, StreamTap } from '../provider'
import { badResponse, ProviderFailure } from '../transport/provider-errors'
import { SseDecoder } from '../transport/sse'
import { EventReader, type ChunkMapper } from './event-reader'
import { joinDeltas } from '../transport/joined-deltas'
import { JsonArrayElements } from '../transport/json-array'
import { ReplyBody } from '../transport/reply-body'

/** Longer answers that are not streamed are refused. */
export const maximumBodyBytes = 64 * 1024 * 1024
const onlyAlive: readonly StreamEvent[] = [{ type: 'alive' }]

/**
 * The events of a reply, together as they came from the network and neighbouring deltas of a kind as one: an event stream,
 * or the whole answer as JSON. Throws `bad-response` for anything else, and the error that stands in the stream. What the
 * mapper still holds back when this throws is for the caller to fetch with `end`.
 */
export async function* readReply(
  response: Response,
  mapper: ChunkMapper,
  signal: AbortSignal,
  tap?: StreamTap,
): AsyncGenerator<readonly StreamEvent[]> {
  const body = new ReplyBody(response, signal, tap)
  try {
    let kind = await body.kind()
    for (; kind === null; kind = await body.kind()) yield onlyAlive
    if (kind === 'html') throw badResponse('html', body.beginning())
    if (kind === 'json') {
      const isList = body.beginning().trimStart().startsWith('[')
      yield* isList ? readArray(body, mapper) : readWhole(body, mapper)
      return
    }
    // Not in a generator of its own: behind `yield*` every piece would wait for several more turns.
    const decoder = new SseDecoder()
    const reader = new EventReader(mapper)
    for (let bytes = await body.next(false); bytes; bytes = await body.next(mapper.finished)) {
      const events = joinDeltas(reader.read(decoder.push(bytes)))
      yield events.length > 0 ? events : onlyAlive
      if (reader.error) throw reader.error
      if (reader.done) break
    }
    if (!reader.done) yield joinDeltas(reader.read(decoder.end()))
    if (reader.error) throw reader.error
    if (!reader.anyEvent) throw reader.nothingRead()
    body.complete()
    yield mapper.end()
  } finally {
    body.release()
  }
}

/** A server that does not know of event streams sends a list, each element when it is ready. */
async function* readArray(body: ReplyBody, mapper: ChunkMapper): AsyncGenerator<readonly StreamEvent[]> {
  const decoder = new TextDecoder()
  const elements = new JsonArrayElements(maximumBodyBytes)
  let anyEvent = false
  for (let bytes = await body.next(false); bytes; bytes = await body.next(mapper.finished)) {
    const events: ProviderEvent[] = []
    let error: Error | null = null
    for (const element of elements.push(decoder.decode(bytes, { stream: true }))) {
      const chunk = parseJson(element)
      if (chunk === undefined) error = badResponse('json', body.beginning())
      else events.push(...mapper.map(chunk, ''))
      if (mapper.failure !== undefined) error = new ProviderFailure(null, null, mapper.failure)
      if (error) break
    }
    anyEvent ||= events.length > 0
    yield events.length > 0 ? joinDeltas(events) : onlyAlive
    if (error) throw error
    if (elements.closed) break
  }
  if (!elements.closed) throw badResponse('json', 'The answer breaks off in the middle of a list.')
  if (!anyEvent) throw badResponse('empty', body.beginning())
  body.complete()
  yield mapper.end()
}

/** A server that does not stream answers with one object, or with one per line. */
async function* readWhole(body: ReplyBody, mapper: ChunkMapper): AsyncGenerator<readonly StreamEvent[]> {
  const bodyText = new BodyText(maximumBodyBytes)
  for (let bytes = await body.next(false); bytes; bytes = await body.next(false)) {
    bodyText.add(bytes)
    yield onlyAlive
  }
  const text = bodyText.end()
  const whole = parseJson(text)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  let anyEvent = false
  for (const chunk of whole === undefined ? lines.map(parseJson) : [whole]) {
    if (chunk === undefined) throw badResponse('json', text)
    const events = mapper.map(chunk, '')
    anyEvent ||= events.length > 0
    yield events
    if (mapper.failure !== undefined) throw new ProviderFailure(null, null, mapper.failure)
  }
  if (!anyEvent) throw badResponse('empty', text)
  yield mapper.end()
}
