import { AppError } from '../../../shared/errors'

/** One event of an event stream. */
export interface SseEvent {
  /** The value of its last `event:` line, empty when there was none. */
  readonly event: string
  /** Its `data:` lines, joined by line feeds. */
  readonly data: string
  /** The last `id:` seen in the stream so far. */
  readonly id: string
  /** Lines with a field name that the standard does not know, whole: some providers send `error: {…}` or bare JSON. */
  readonly strayLines: readonly string[]
  /** False for a last event whose blank line never came: it may be cut anywhere. */
  readonly complete: boolean
}

const maximumCharacters = 64 * 1024 * 1024
const lineFeed = 10
const noLines: readonly string[] = []

/**
 * Reads an event stream as it comes, by the WHATWG rules ("Interpreting an event stream"), with two additions:
 * a last event without its blank line is delivered (`complete: false`), and unknown lines are kept.
 *
 * Bytes may be split anywhere. Half a character at the very end becomes U+FFFD. Throws `bad-response` when one event
 * grows beyond 64 Mi characters.
 */
export class SseDecoder {
  readonly #decoder = new TextDecoder()
  readonly #limit: number
  /** A line whose end has not come yet. It is only added to, never searched again, so a huge line costs no more per byte. */
  #tail = ''
  #skipLineFeed = false
  #event = ''
  #data: string | null = null
  #id = ''
  #strayLines: string[] = []
  #size = 0
  #retryMs: number | null = null

  constructor(limit = maximumCharacters) {
    this.#limit = limit
  }

  /** What the server asks to wait before a new connection, in milliseconds. */
  get retryMs(): number | null {
    return this.#retryMs
  }

  /** The events that these bytes complete, in order. */
  push(bytes: Uint8Array): readonly SseEvent[] {
    return this.#take(this.#decoder.decode(bytes, { stream: true }))
  }

  /** The rest, once the body has ended: at most what is left of one last event. */
  end(): readonly SseEvent[] {
    const events = this.#take(this.#decoder.decode())
    if (this.#tail !== '') {
      this.#line(this.#tail, 0, this.#tail.length, events)
      this.#tail = ''
    }
    this.#dispatch(events, false)
    return events
  }

  #take(chunk: string): SseEvent[] {
    const events: SseEvent[] = []
    if (chunk === '') return events
    let text = chunk
    if (this.#skipLineFeed) {
      this.#skipLineFeed = false
      if (text.charCodeAt(0) === lineFeed) text = text.slice(1)
    }
    if (text.includes('\r')) {
      // A CR ends its line at once; the LF that may open the next chunk belongs to it.
      this.#skipLineFeed = text.endsWith('\r')
      text = text.replace(/\r\n?/g, '\n')
    }
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (this.#tail === '') {
        this.#line(text, start, end, events)
      } else {
        const line = this.#tail + text.slice(start, end)
        this.#tail = ''
        this.#line(line, 0, line.length, events)
      }
      start = end + 1
    }
    if (start < text.length) this.#tail += start === 0 ? text : text.slice(start)
    if (this.#size + this.#tail.length > this.#limit) {
      throw new AppError({ code: 'bad-response', detail: `One event is larger than ${this.#limit} characters.` })
    }
    return events
  }

  #line(source: string, start: number, end: number, events: SseEvent[]): void {
    if (start === end) {
      this.#dispatch(events, true)
      return
    }
    this.#size += end - start
    if (source.startsWith('data:', start)) {
      const value = valueFrom(source, start + 5, end)
      this.#data = this.#data === null ? value : `${this.#data}\n${value}`
      return
    }
    if (source.startsWith('event:', start)) {
      this.#event = valueFrom(source, start + 6, end)
      return
    }
    this.#otherLine(source.slice(start, end))
  }

  #otherLine(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) {
      this.#size -= line.length
      return
    }
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : valueFrom(line, colon + 1, line.length)
    switch (name) {
      case 'data':
        this.#data = this.#data === null ? '' : `${this.#data}\n`
        break
      case 'event':
        this.#event = ''
        break
      case 'id':
        if (!value.includes('\0')) this.#id = value
        break
      case 'retry':
        if (/^\d+$/.test(value)) this.#retryMs = Number(value)
        break
      default:
        this.#strayLines.push(line)
    }
  }

  #dispatch(events: SseEvent[], complete: boolean): void {
    if (this.#data !== null || this.#strayLines.length > 0) {
      const strayLines = this.#strayLines.length > 0 ? this.#strayLines : noLines
      events.push({ event: this.#event, data: this.#data ?? '', id: this.#id, strayLines, complete })
      if (strayLines !== noLines) this.#strayLines = []
    }
    this.#event = ''
    this.#data = null
    this.#size = 0
  }
}

/** What stands behind a colon; one blank after it is not part of it. */
function valueFrom(line: string, start: number, end: number): string {
  return line.slice(line.charCodeAt(start) === 32 ? start + 1 : start, end)
}
