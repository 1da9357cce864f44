import { toAppErrorData, type AppErrorData } from '../../shared/errors'
import { applyReplyEvent, type Finish, type Reply, type ReplyEvent, type Timing } from '../../shared/reply'
import type { SilenceLimits } from '../../shared/providers'
import type { Provider, ReplyRequest, StreamEvent } from '../providers/provider'
import type { ReplyJournal } from '../storage/reply-journal'
import { coalesce, type After, type Coalescer } from './coalesce'
import { PersistentStream, type PersistentEvent, type PersistentStreamParts } from './resume'
import type { ReplyRecorder } from './recording/reply-recording'

/** Events that go to a window together. Sequences of one run count up from 1 without a gap. */
export interface ReplyBatch {
  readonly replyId: string
  readonly sequence: number
  readonly events: readonly ReplyEvent[]
}

/** What a runner needs from outside. */
export interface ReplyRunnerParts {
  readonly journal: Pick<ReplyJournal, 'append' | 'end'>
  /** Called with each batch, after it is in the journal. */
  readonly deliver: (batch: ReplyBatch) => void
  /** Milliseconds, never going back. */
  readonly now: () => number
  readonly after: After
  readonly random?: () => number
}

/** Who is asked, and with how much patience. */
export interface Answerer {
  readonly provider: Provider
  readonly limits: SilenceLimits
  /** Writes down what really comes. */
  readonly recorder?: ReplyRecorder
}

/** At most one batch per frame of a 60 Hz display. */
export const batchEveryMs = 16

/**
 * One reply from its start to its one end: owns the abort, the order and the journal.
 *
 * Whatever the provider does, exactly one `reply-start` and one `reply-end` are delivered, and nothing after the end.
 */
export class ReplyRunner {
  readonly conversationId: string
  #reply: Reply
  #sequence = 0
  #finish: Finish | null = null
  #firstTokenMs: number | null = null
  #lastDeltaMs: number | null = null
  #longestGapMs = 0
  #ended = false
  #stream: PersistentStream | null = null
  readonly #abort = new AbortController()
  readonly #startedMs: number
  readonly #batches: Coalescer
  readonly #parts: ReplyRunnerParts

  /** `reply` is what stood in the message before: empty, or the text from which it goes on. */
  constructor(parts: ReplyRunnerParts, conversationId: string, reply: Reply) {
    this.#parts = parts
    this.#reply = reply
    this.#startedMs = parts.now()
    this.conversationId = conversationId
    this.#batches = coalesce((events) => this.#commit(events), batchEveryMs, parts.after)
  }

  /** Runs to the end and never throws: every failure is the reply's own end. Resolves with the ended reply. */
  async run(
    start: Extract<ReplyEvent, { type: 'reply-start' }>,
    findAnswerer: () => Promise<Answerer>,
    request: ReplyRequest,
  ): Promise<Reply> {
    this.#commit([start])
    try {
      const { provider, limits, recorder } = await findAnswerer()
      const { now, after, random } = this.#parts
      const parts = {
        provider,
        limits,
        now,
        after,
        signal: this.#abort.signal,
        tap: recorder?.tap,
        onEvent: recorder && ((event: StreamEvent) => recorder.event(event)),
      } satisfies PersistentStreamParts
      this.#stream = new PersistentStream(random ? { ...parts, random } : parts, request)
      await this.#stream.run((event) => {
        if (!this.#ended) this.#take(event)
      })
      // A stream ends without a stop reason only when it was aborted, and then the reply has ended already.
      this.#end(this.#finish ?? { unified: 'aborted', raw: null })
    } catch (error) {
      this.#fail(toAppErrorData(error))
    }
    return this.#reply
  }

  /** Makes the next try now, if one is being waited for. */
  hurry(): void {
    this.#stream?.hurry()
  }

  /** After sleep or a change of network: gives a dead connection up soon. */
  suspect(): void {
    this.#stream?.suspect()
  }

  /** Ends the reply now and closes the connection; what came so far is kept. Late chunks are dropped. */
  stop(): void {
    this.#end({ unified: 'aborted', raw: null })
  }

  /** The reply with all that has been delivered, and the sequence of the last batch: later batches continue from here. */
  snapshot(): { readonly reply: Reply; readonly sequence: number } {
    this.#batches.flush()
    return { reply: this.#reply, sequence: this.#sequence }
  }

  #take(event: PersistentEvent): void {
    if (event.type === 'finish') {
      this.#finish = event.finish
      return
    }
    const isDelta = event.type === 'text-delta' || event.type === 'reasoning-delta'
    if (isDelta && event.text === '') return
    const isFirst = this.#firstTokenMs === null && (isDelta || event.type === 'tool-call-start')
    if (isDelta) this.#noteGap()
    if (isFirst) {
      this.#firstTokenMs = this.#elapsedMs()
      this.#batches.push({ type: 'first-token', afterMs: this.#firstTokenMs })
    }
    this.#batches.push(event)
    // Behind another event the first word would wait for the clock.
    if (isFirst || event.type === 'attempt') this.#batches.flush()
  }

  #noteGap(): void {
    const now = this.#elapsedMs()
    if (this.#lastDeltaMs !== null) this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastDeltaMs)
    this.#lastDeltaMs = now
  }

  #elapsedMs(): number {
    return Math.round(this.#parts.now() - this.#startedMs)
  }

  #fail(error: AppErrorData): void {
    this.#end({ unified: 'error', raw: null }, error)
  }

  #end(finish: Finish, error?: AppErrorData): void {
    if (this.#ended) return
    this.#batches.flush()
    // The flush may itself have failed and ended the reply.
    if (this.#ended) return
    this.#ended = true
    this.#batches.cancel()
    this.#abort.abort()
    const timing = this.#timing()
    const end = (failure: AppErrorData | undefined, reason: Finish): ReplyEvent => ({
      type: 'reply-end',
      finish: reason,
      timing,
      ...(failure ? { error: failure } : {}),
    })
    const ended = applyReplyEvent(this.#reply, end(error, finish))
    try {
      this.#parts.journal.end(this.conversationId, ended)
      this.#deliver([end(error, finish)], ended)
    } catch (storageError) {
      // Not on disk as ended: the next start finds it and marks it interrupted. The user is told now.
      const failure = error?.code === 'storage' ? error : toAppErrorData(storageError)
      const event = end(failure, { unified: 'error', raw: null })
      this.#deliver([event], applyReplyEvent(this.#reply, event))
    }
  }

  #timing(): Timing {
    const totalMs = this.#elapsedMs()
    if (this.#firstTokenMs === null) return { totalMs }
    return { totalMs, firstTokenMs: this.#firstTokenMs, longestGapMs: this.#longestGapMs }
  }

  #commit(events: readonly ReplyEvent[]): void {
    try {
      this.#parts.journal.append(this.#reply.replyId, this.#sequence + 1, events)
    } catch (error) {
      // What cannot be kept must not be shown.
      this.#batches.cancel()
      this.#fail(toAppErrorData(error))
      return
    }
    this.#deliver(events, events.reduce(applyReplyEvent, this.#reply))
  }

  #deliver(events: readonly ReplyEvent[], reply: Reply): void {
    this.#reply = reply
    this.#sequence += 1
    this.#parts.deliver({ replyId: reply.replyId, sequence: this.#sequence, events })
  }
}
