import { AppError } from '../../../shared/errors'
import type { ProviderEvent } from '../../../shared/reply'
import { asRecord, parseJson } from '../transport/json-values'
import { badResponse, ProviderFailure } from '../transport/provider-errors'
import type { SseEvent } from '../transport/sse'

/** Turns the JSON values of one reply into events, in one protocol. */
export interface ChunkMapper {
  /** After `map`: an error that the provider put into the stream, as it came; undefined when there is none. */
  readonly failure: unknown
  /** A stop reason has come. */
  readonly finished: boolean
  /** Nothing that matters can follow. */
  readonly complete: boolean
  /** `event`: the value of its `event:` line, empty without one. */
  map(chunk: unknown, event: string): readonly ProviderEvent[]
  /** What was held back, once the stream has ended, well or not. */
  end(): readonly ProviderEvent[]
}

/** Turns the events of an event stream into ours, up to the end of the reply, such as `[DONE]`, or an error; what came before an error is kept. */
export class EventReader {
  done = false
  error: Error | null = null
  anyEvent = false
  #strayText = ''
  readonly #mapper: ChunkMapper

  constructor(mapper: ChunkMapper) {
    this.#mapper = mapper
  }

  read(events: readonly SseEvent[]): readonly ProviderEvent[] {
    const result: ProviderEvent[] = []
    for (const event of events) {
      this.#event(event, result)
      if (this.done || this.error) break
    }
    return result
  }

  /** The error of a stream in which there was no chunk, with the text that stood there instead, if any. */
  nothingRead(): AppError {
    if (this.#strayText !== '') return new AppError({ code: 'bad-response', detail: this.#strayText })
    return badResponse('empty', 'The stream ended without a single event.')
  }

  #event(event: SseEvent, result: ProviderEvent[]): void {
    const data = event.data.trim()
    if (event.event === 'error') this.#fail(data)
    else if (data === '[DONE]') this.done = true
    else if (data !== '') this.#chunk(data, event, result)
    if (event.strayLines.length > 0 && !this.error) this.#strayLines(event.strayLines)
  }

  #chunk(data: string, event: SseEvent, result: ProviderEvent[]): void {
    this.anyEvent = true
    const chunk = parseJson(data)
    if (chunk !== undefined) {
      for (const mapped of this.#mapper.map(chunk, event.event)) result.push(mapped)
      this.done = this.#mapper.complete
      if (this.#mapper.failure !== undefined) this.error = new ProviderFailure(null, null, this.#mapper.failure)
    } else if (data.includes('\n')) {
      // No blank lines between the events: each line is a chunk of its own.
      for (const line of data.split('\n')) {
        if (this.error || this.done) return
        if (line.trim() === '[DONE]') this.done = true
        else if (line.trim() !== '') this.#chunk(line, event, result)
      }
    } else if (event.complete) {
      this.error = badResponse('json', data)
    }
    // An incomplete event that can't be read was cut off: the missing end of the stream tells the caller.
  }

  /** `error: {…}`, or an error body on lines of its own; any other unknown field is nothing to us. */
  #strayLines(lines: readonly string[]): void {
    const text = lines.join('\n').trim()
    this.#strayText ||= text
    if (/^error\s*:/.test(text)) this.#fail(text.slice(text.indexOf(':') + 1).trim())
    const parsed = parseJson(text)
    const body = asRecord(Array.isArray(parsed) ? parsed[0] : parsed)
    if (body && (body['error'] || body['message'] || body['detail'])) this.#fail(text)
  }

  #fail(text: string): void {
    this.anyEvent = true
    this.error = new ProviderFailure(null, null, text)
  }
}
