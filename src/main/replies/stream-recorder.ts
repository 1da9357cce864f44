import type { RecordedEvent, RecordedItem, Recording, RecordingExport } from '../../shared/recording'
import type { StreamTap } from '../providers/provider'
import { exportRecording } from './recording/recording-export'
import { maskRequestHeaders, maskResponseHeaders, maskUrl } from './recording/recording-mask'
import { RecordingSlabs, type SlabEntry } from './recording/recording-slabs'

/** Where one reply's exchange is written down. Calls cost about a microsecond and never throw. */
export interface ReplyRecorder {
  readonly tap: StreamTap
  event(event: RecordedEvent): void
}

/** What really came, of the last 20 replies: at most 8 MB each and 32 MB together, in memory only. */
export interface StreamRecorder {
  /** Begins to record a reply, or goes on where its recording ended. `key` is masked wherever a header or the address has it. */
  record(replyId: string, key?: string | null): ReplyRecorder
  /** Items from this index on, about 1 MB of them at most. Null: nothing was recorded, or it was dropped. */
  read(replyId: string, from: number): Recording | null
  /** The last answered try of the reply, for a test server to replay. Null: as for `read`. */
  exportSse(replyId: string): RecordingExport | null
}

const maximumReplies = 20
const maximumReplyBytes = 8 * 1024 * 1024
const maximumBytes = 32 * 1024 * 1024
/** In UTF-16 units: at most 3 MB. Longer texts are kept in parts. */
const maximumTextLength = 1_000_000
const readLength = 1_000_000

/** A recorder that has recorded nothing yet. */
export function createStreamRecorder(): StreamRecorder {
  const recordings = new Map<string, ReplyRecording>()
  const makeRoom = (current: ReplyRecording): void => {
    let bytes = 0
    for (const one of recordings.values()) bytes += one.bytes
    for (const one of recordings.values()) {
      if (bytes > maximumBytes && one !== current) bytes -= one.shrink(bytes - maximumBytes)
    }
    for (const [replyId, one] of recordings) {
      if (bytes <= maximumBytes && recordings.size <= maximumReplies) return
      if (one === current) continue
      recordings.delete(replyId)
      bytes -= one.discard()
    }
  }
  return {
    record(replyId, key = null) {
      const recording = recordings.get(replyId) ?? new ReplyRecording(replyId, makeRoom)
      recordings.delete(replyId)
      recordings.set(replyId, recording)
      makeRoom(recording)
      return recording.recorder(key?.trim() || null)
    },
    read: (replyId, from) => recordings.get(replyId)?.read(from) ?? null,
    exportSse: (replyId) => recordings.get(replyId)?.export() ?? null,
  }
}

type Exchange = Extract<RecordedItem, { readonly type: 'request' | 'response' }>

class ReplyRecording {
  readonly #replyId: string
  readonly #grown: (self: ReplyRecording) => void
  readonly #startedAt = Date.now()
  readonly #startedMs = performance.now()
  #texts = new RecordingSlabs()
  /** Few, and what a reader needs most: they stay when texts are dropped. */
  readonly #exchanges: Exchange[] = []
  #exchangeBytes = 0
  #next = 0
  #truncated = false
  #discarded = false

  constructor(replyId: string, grown: (self: ReplyRecording) => void) {
    this.#replyId = replyId
    this.#grown = grown
  }

  get bytes(): number {
    return this.#texts.bytes + this.#exchangeBytes
  }

  recorder(key: string | null): ReplyRecorder {
    return {
      tap: {
        request: ({ method, url, headers, body }) => {
          const request = {
            method,
            url: maskUrl(url, key),
            headers: maskRequestHeaders(headers, key),
            body: this.#clip(body),
          }
          this.#addExchange({ ...this.#stamp(), type: 'request', request })
        },
        response: ({ status, headers }) =>
          this.#addExchange({ ...this.#stamp(), type: 'response', status, headers: maskResponseHeaders(headers, key) }),
        text: (chunk) => this.#addText('text', chunk),
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
    return exportRecording([...this.#items(0)], this.#startedAt, this.#truncated)
  }

  /** Exchanges and texts in the one order in which they happened. */
  *#items(from: number): Generator<RecordedItem> {
    const exchanges = this.#exchanges.filter(({ index }) => index >= from)
    for (const entry of this.#texts.from(from)) {
      while (exchanges[0] && exchanges[0].index < entry.index) yield* exchanges.splice(0, 1)
      yield toItem(entry)
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

  #addText(kind: SlabEntry['kind'], text: string): void {
    if (this.#discarded) return
    if (text.length > maximumTextLength) {
      this.#addLongText(kind, text)
      return
    }
    const atMs = performance.now() - this.#startedMs
    if (this.#texts.append(this.#next++, atMs, kind, text)) this.#bound()
  }

  #addLongText(kind: SlabEntry['kind'], text: string): void {
    // In parts it would be no JSON any more.
    if (kind === 'json') {
      this.#truncated = true
      return
    }
    for (let start = 0; start < text.length;) {
      const end = start + maximumTextLength
      const part = text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)
      this.#addText(kind, part)
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
    while (this.bytes > maximumReplyBytes && (this.#texts.dropOldest() || this.#dropExchange())) this.#truncated = true
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

function toItem({ index, atMs: exactMs, kind, text }: SlabEntry): RecordedItem {
  const atMs = round(exactMs)
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
