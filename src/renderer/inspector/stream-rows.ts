import type { RecordedEvent, RecordedItem, RecordedRequest } from '../../shared/recording'
import type { TokenCount } from './plot-points'

/** One row of the inspector: what came, and what was made of it. Either may be missing. */
export interface StreamRow {
  readonly atMs: number
  /** One event of the stream as it came, or a whole chunk of what is no event stream. */
  readonly raw: string
  readonly events: readonly RecordedEvent[]
}

/** One exchange with the provider. `response` is null until it came. */
export interface Exchange {
  readonly request: RecordedRequest
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null
}

type OpenRow = { atMs: number; raw: string; events: RecordedEvent[] }

const blockEnd = /\r\n\r\n|\n\n|\r\r/
const startsLikeEvents = /^\uFEFF?\s*(?:(?:data|event|id|retry)\s*:|:)/
// As long as the longest beginning of those.
const decidedAfter = 8

/** Folds what was recorded of a stream into rows, as it comes. */
export class StreamRows {
  readonly rows: StreamRow[] = []
  readonly exchanges: Exchange[] = []
  readonly counts: TokenCount[] = []
  #characters = 0
  #lastMs = 0
  #rest = ''
  #isEventStream: boolean | null = null
  /** Rows of the last chunk that no event stands beside yet. */
  #open: OpenRow[] = []

  /** Characters of all bodies. */
  get characters(): number {
    return this.#characters
  }

  /** When the last thing happened, in milliseconds since the recording began. */
  get lastMs(): number {
    return this.#lastMs
  }

  /** Takes items in the order in which they happened. */
  add(items: readonly RecordedItem[]): void {
    for (const item of items) {
      this.#lastMs = Math.max(this.#lastMs, item.atMs)
      switch (item.type) {
        case 'request':
          this.#flush(item.atMs)
          this.#isEventStream = null
          this.exchanges.push({ request: item.request, response: null })
          break
        case 'response':
          this.#answer(item)
          break
        case 'text':
          this.#text(item.atMs, item.text)
          break
        default:
          this.#event(item.atMs, item.event)
      }
    }
  }

  #answer({ status, headers }: Extract<RecordedItem, { type: 'response' }>): void {
    const last = this.exchanges.pop()
    if (last) this.exchanges.push({ ...last, response: { status, headers } })
  }

  #text(atMs: number, text: string): void {
    this.#characters += text.length
    this.#open = []
    this.#rest += text
    this.#isEventStream ??= startsLikeEvents.test(this.#rest) || (this.#rest.length < decidedAfter ? null : false)
    if (this.#isEventStream === false) return this.#flush(atMs)
    const blocks = this.#rest.split(blockEnd)
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) this.#push(atMs, block)
  }

  #flush(atMs: number): void {
    this.#push(atMs, this.#rest)
    this.#rest = ''
  }

  #push(atMs: number, raw: string): void {
    if (raw.trim() === '') return
    const row: OpenRow = { atMs, raw, events: [] }
    this.rows.push(row)
    this.#open.push(row)
  }

  #event(atMs: number, event: RecordedEvent): void {
    const tokens = tokensIn(event)
    if (tokens > 0) this.counts.push({ atMs, tokens: tokens + (this.counts.at(-1)?.tokens ?? 0) })
    // A stream that ends without its last blank line has said all the same.
    if (event.type === 'reply-end') this.#flush(atMs)
    const row = this.#rowOf(event)
    if (row) row.events.push(event)
    else this.rows.push({ atMs, raw: '', events: [event] })
  }

  /** The row that an event was most likely made from: the one with a trace of it, else the next of its chunk. */
  #rowOf(event: RecordedEvent): OpenRow | undefined {
    const trace = traceOf(event)
    const found = trace === '' ? -1 : this.#open.findIndex(({ raw }) => raw.includes(trace))
    const index = Math.max(0, found)
    const row = this.#open[index]
    this.#open = this.#open.slice(index + 1)
    return row
  }
}

function tokensIn(event: RecordedEvent): number {
  if (event.type !== 'text-delta' && event.type !== 'reasoning-delta') return 0
  return event.text === '' ? 0 : (event.chunks ?? 1)
}

/** What of an event most likely stands in the text that it was made from; empty when nothing can be said. */
function traceOf(event: RecordedEvent): string {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return inJson(event.text)
    case 'tool-call-start':
      return inJson(event.name)
    case 'tool-call-delta':
      return inJson(event.argumentsText)
    case 'source':
      return inJson(event.source.url)
    case 'usage':
      return 'usage'
    case 'finish':
      return inJson(event.finish.raw ?? '')
    case 'response':
      return inJson(event.responseId ?? event.model ?? '')
    default:
      return ''
  }
}

/** As it stands inside of a JSON string. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

const lineLength = 400

/** Something long as one line, cut where nobody reads on. */
export function oneLine(text: string): string {
  return text.slice(0, lineLength).replaceAll(/\s*[\r\n]+\s*/g, ' ⏎ ')
}

/** An event as one line: its type, and what it carries. */
export function eventLine(event: RecordedEvent): string {
  const { type, ...rest } = event
  if ('text' in event) return `${type} ${JSON.stringify(event.text.slice(0, lineLength))}`
  const carried = JSON.stringify(rest)
  return oneLine(carried === '{}' ? type : `${type} ${carried}`)
}
