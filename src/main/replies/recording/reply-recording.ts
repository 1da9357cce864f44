import type { RecordedEvent, RecordedItem, Recording, RecordingExport } from '../../../shared/recording'
import type { StreamTap, TappedRequest } from '../../providers/provider'
import { createMask } from '../../providers/transport/provider-errors'
import { exportRecording } from './recording-export'
import { maskRequestHeaders, maskResponseHeaders, maskUrl } from './recording-mask'
import { RecordingSlabs, type SlabEntry } from './recording-slabs'
import { wholeLength } from './whole-characters'

/** Where one reply's exchange is written down. Calls cost about a microsecond and never throw. */
export interface ReplyRecorder {
  readonly tap: StreamTap
  event(event: RecordedEvent): void
}

const maximumBytes = 8 * 1024 * 1024
/** In UTF-16 units, or in bytes of the body. Longer ones are kept in parts. */
const maximumTextLength = 1_000_000
const readLength = 1_000_000
const nothing = new Uint8Array()

type Exchange = Extract<RecordedItem, { readonly type: 'request' | 'response' }>

/** One reply's recording, of bounded size. */
export class ReplyRecording {
  readonly #replyId: string
  readonly #grown: (self: ReplyRecording) => void
  readonly #startedAt = Date.now()
  readonly #startedMs = performance.now()
  #texts = new RecordingSlabs()
  /** Few, and what a reader needs most: they stay when texts are dropped. */
  readonly #exchanges: Exchange[] = []
  #exchangeBytes = 0
  readonly #secrets = new Set<string>()
  #mask = createMask([])
  /** The first bytes of a character whose rest has not come. */
  #half: Uint8Array = nothing
  #next = 0
  #truncated = false
  #discarded = false

  /** `grown` is called whenever it has taken more memory. */
  constructor(replyId: string, grown: (self: ReplyRecording) => void) {
    this.#replyId = replyId
    this.#grown = grown
  }

  /** Memory taken. */
  get bytes(): number {
    return this.#texts.bytes + this.#exchangeBytes
  }

  recorder(): ReplyRecorder {
    return {
      tap: {
        request: (sent) => this.#addRequest(sent),
        response: ({ status, headers }) =>
          this.#addExchange({
            ...this.#stamp(),
            type: 'response',
            status,
            headers: maskResponseHeaders(headers, this.#mask),
          }),
        bytes: (chunk) => this.#addBytes(chunk),
      },
      event: (event) => {
        if ((event.type === 'text-delta' || event.type === 'reasoning-delta') && event.chunks === undefined) {
          this.#addText(event.type, event.text)
        } else {
          this.#addText('json', JSON.stringify(event))
        }
      },
    }
  }

  read(from: number): Recording {
    const items: RecordedItem[] = []
    let next = from
    let length = 0
    for (const item of this.#items(from)) {
      items.push(item)
      next = item.index + 1
      length += lengthOf(item)
      if (length >= readLength) break
    }
    const [replyId, startedAt, truncated] = [this.#replyId, this.#startedAt, this.#truncated]
    return { replyId, startedAt, items, next: Math.max(next, from), more: next < this.#next, truncated }
  }

  export(): RecordingExport {
    return exportRecording([...this.#items(0)], this.#startedAt, this.#truncated, this.#mask)
  }

  /** Exchanges and texts in the one order in which they happened. */
  *#items(from: number): Generator<RecordedItem> {
    const exchanges = this.#exchanges.filter(({ index }) => index >= from)
    for (const entry of this.#texts.from(from)) {
      while (exchanges[0] && exchanges[0].index < entry.index) yield* exchanges.splice(0, 1)
      yield toItem(entry, this.#mask)
    }
    yield* exchanges
  }

  /** Gives the oldest texts back until so many bytes are free, or only the newest are left. Returns how many are. */
  shrink(wanted: number): number {
    const before = this.bytes
    while (before - this.bytes < wanted && this.#texts.dropOldest()) this.#truncated = true
    return before - this.bytes
  }

  /** Forgets everything, also what is still to come. Returns the bytes that are free now. */
  discard(): number {
    const before = this.bytes
    this.#discarded = true
    this.#texts = new RecordingSlabs()
    this.#exchanges.length = 0
    this.#exchangeBytes = 0
    return before
  }

  #addRequest({ method, url, headers, body, secrets }: TappedRequest): void {
    for (const secret of secrets) this.#secrets.add(secret)
    this.#mask = createMask([...this.#secrets])
    this.#half = nothing
    const masked = { url: maskUrl(url, this.#mask), headers: maskRequestHeaders(headers, this.#mask) }
    this.#addExchange({ ...this.#stamp(), type: 'request', request: { method, ...masked, body: this.#clip(body) } })
  }

  #addBytes(chunk: Uint8Array): void {
    const bytes = this.#half.length === 0 ? chunk : Buffer.concat([this.#half, chunk])
    const whole = wholeLength(bytes, bytes.length)
    this.#half = whole === bytes.length ? nothing : Buffer.from(bytes.subarray(whole))
    for (let start = 0; start < whole;) {
      const end = whole - start <= maximumTextLength ? whole : wholeLength(bytes, start + maximumTextLength)
      this.#add('text', start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end))
      start = end
    }
  }

  #addText(kind: SlabEntry['kind'], text: string): void {
    if (text.length <= maximumTextLength) this.#add(kind, text)
    // In parts it would be no JSON any more.
    else if (kind === 'json') this.#truncated = true
    else this.#addLongText(kind, text)
  }

  #add(kind: SlabEntry['kind'], content: string | Uint8Array): void {
    if (this.#discarded) return
    const atMs = performance.now() - this.#startedMs
    if (this.#texts.append(this.#next++, atMs, kind, content)) this.#bound()
  }

  #addLongText(kind: SlabEntry['kind'], text: string): void {
    for (let start = 0; start < text.length;) {
      const end = start + maximumTextLength
      const part = text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)
      this.#add(kind, part)
      start += part.length
    }
  }

  #addExchange(exchange: Exchange): void {
    if (this.#discarded) return
    this.#exchanges.push(exchange)
    this.#exchangeBytes += sizeOf(exchange)
    this.#bound()
  }

  #bound(): void {
    while (this.bytes > maximumBytes && (this.#texts.dropOldest() || this.#dropExchange())) this.#truncated = true
    this.#grown(this)
  }

  #dropExchange(): boolean {
    const oldest = this.#exchanges.length > 1 ? this.#exchanges.shift() : undefined
    if (oldest) this.#exchangeBytes -= sizeOf(oldest)
    return oldest !== undefined
  }

  #stamp(): { readonly index: number; readonly atMs: number } {
    return { index: this.#next++, atMs: round(performance.now() - this.#startedMs) }
  }

  /** A copy: a slice would keep the whole text alive. */
  #clip(text: string): string {
    if (text.length <= maximumTextLength) return text
    this.#truncated = true
    return Buffer.from(text.slice(0, maximumTextLength)).toString()
  }
}

function toItem({ index, atMs: exactMs, kind, text: kept }: SlabEntry, mask: (text: string) => string): RecordedItem {
  const atMs = round(exactMs)
  const text = mask(kept)
  if (kind === 'text') return { index, atMs, type: 'text', text }
  if (kind === 'json') return { index, atMs, type: 'event', event: JSON.parse(text) as RecordedEvent }
  return { index, atMs, type: 'event', event: { type: kind, text } }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}

function lengthOf(item: RecordedItem): number {
  if (item.type === 'text') return item.text.length
  if (item.type === 'request') return item.request.body.length
  return item.type === 'event' && 'text' in item.event ? item.event.text.length : 100
}

/** Of strings: two bytes for each unit is the most that they take. */
function sizeOf(exchange: Exchange): number {
  if (exchange.type === 'response') return 2 * JSON.stringify(exchange.headers).length
  const { url, headers, body } = exchange.request
  return 2 * (url.length + JSON.stringify(headers).length + body.length)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
