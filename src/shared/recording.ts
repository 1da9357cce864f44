import type { ProviderEvent, ReplyEvent } from './reply'

/** An event as Runnel understood it: what a provider gave, or what Runnel added on the way to the window. */
export type RecordedEvent =
  | ProviderEvent
  | ReplyEvent
  | { readonly type: 'cursor'; readonly cursor: string }
  | { readonly type: 'continues'; readonly by: 'cursor' | 'prefill' | 'instruction' }

/** What was sent. Values of headers and of the address that could be secret are masked. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** At most its first million characters. */
  readonly body: string
}

/** One thing that happened. `atMs`: milliseconds since the recording began. A request begins a new try. */
export type RecordedItem = { readonly index: number; readonly atMs: number } & (
  | { readonly type: 'request'; readonly request: RecordedRequest }
  | { readonly type: 'response'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** A chunk of the body, decoded. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'event'; readonly event: RecordedEvent }
)

/** A stretch of what was recorded of a reply. */
export interface Recording {
  readonly replyId: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** In the order in which they happened; indices count up, with gaps where the oldest were dropped. */
  readonly items: readonly RecordedItem[]
  /** Where the next read begins. */
  readonly next: number
  /** True: there is more now; read again at once. */
  readonly more: boolean
  /** True: the oldest parts, or ends of very long ones, were dropped. */
  readonly truncated: boolean
}

/** A recording as two files: the event stream of its last try, and what belongs to it as JSON. */
export interface RecordingExport {
  readonly sse: string
  readonly json: string
}
