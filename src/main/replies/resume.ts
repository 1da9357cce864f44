import { AppError, toAppErrorData, type AppErrorData } from '../../shared/errors'
import type { Attempt, ProviderEvent, ReplyEvent } from '../../shared/reply'
import type { SilenceLimits } from '../../shared/providers'
import type { Provider, ReplyRequest, StreamEvent, StreamTap } from '../providers/provider'
import type { After } from './coalesce'
import { planRetry, triesInARow } from './retry-plan'
import { createSeam, type Seam } from './seam'
import { watchSilence, type WatchedStream } from './silence'

/** What a stream that gets to its end gives: the provider's pieces, and word of what is being done about its faults. */
export type PersistentEvent = ProviderEvent | Extract<ReplyEvent, { type: 'attempt' | 'alive' }>

/** What a persistent stream needs from outside. */
export interface PersistentStreamParts {
  readonly provider: Provider
  readonly limits: SilenceLimits
  readonly signal: AbortSignal
  readonly now: () => number
  readonly after: After
  readonly tap?: StreamTap | undefined
  /** Told of every event as the provider gave it. */
  readonly onEvent?: ((event: StreamEvent) => void) | undefined
  readonly random?: () => number
}

type TextDelta = Extract<ProviderEvent, { type: 'text-delta' }>

const nothing: readonly PersistentEvent[] = []
// However much comes in between: a server that cuts every few words would never let go.
const mostTries = 20
const aliveEveryMs = 1000

/**
 * One reply from a provider that may fail on the way: tried again before its first token, taken up where it broke after
 * it, given up when it is silent for too long. Not one character doubled or lost at a seam that can be known.
 */
export class PersistentStream {
  readonly #parts: PersistentStreamParts
  #request: ReplyRequest
  /** All text of the reply, from whatever try. */
  #text: string
  #hasBegun = false
  #hasToolCalls = false
  #hasReasoning = false
  #continuesByCursor = false
  #finished = false
  #triesInARow = 1
  #tries = 1
  #lastAliveMs = -Infinity
  #seam: Seam | null
  #current: WatchedStream | null = null
  #wake: () => void = () => {}

  constructor(parts: PersistentStreamParts, request: ReplyRequest) {
    this.#parts = parts
    this.#request = request
    this.#text = request.continueText ?? ''
    this.#seam = this.#text === '' ? null : createSeam(this.#text)
  }

  /** Begins the next try at once, if one is being waited for. */
  hurry(): void {
    this.#wake()
  }

  /** After sleep or a change of network: a connection that says nothing now is given up soon. */
  suspect(): void {
    this.#current?.suspect()
  }

  /**
   * The reply to its end; `give` gets its events in order. Throws the AppError that no further try could mend; ends in silence
   * when aborted. No generator: every piece would wait for some more turns in it.
   */
  async run(give: (event: PersistentEvent) => void): Promise<void> {
    const { signal } = this.#parts
    for (;;) {
      const failure = await this.#try(give)
      for (const event of this.#endSeam()) give(event)
      if (failure === null || signal.aborted) return
      const attempt = this.#plan(failure)
      give({ type: 'attempt', attempt })
      await this.#wait(attempt.at - Date.now())
      if (signal.aborted) return
      this.#prepareNext()
    }
  }

  /** One exchange. Gives what made it fail; null when nothing is missing, or nobody listens any more. */
  async #try(give: (event: PersistentEvent) => void): Promise<unknown> {
    const stream = this.#open()
    try {
      while (!this.#parts.signal.aborted) {
        let step: IteratorResult<StreamEvent>
        try {
          step = await stream.next()
        } catch (error) {
          // A connection that breaks after the stop reason took nothing away.
          return this.#finished ? null : error
        }
        if (step.done) return this.#finished ? null : unfinished()
        for (const event of this.#take(step.value)) give(event)
      }
      return null
    } finally {
      stream.close()
    }
  }

  #open(): WatchedStream {
    this.#continuesByCursor = false
    const { provider, limits, signal, tap } = this.#parts
    const request = this.#request
    this.#current = watchSilence((own) => provider.streamReply(request, own, tap), limits, signal, this.#parts)
    return this.#current
  }

  /** The next try. Throws the failure, with how often it was tried, when there is to be none. */
  #plan(failure: unknown): Attempt {
    const error = toAppErrorData(failure)
    const known = { error, number: this.#triesInARow, hasBegun: this.#hasBegun, hasToolCalls: this.#hasToolCalls }
    const plan = this.#tries < mostTries ? planRetry(known, this.#parts.random ?? Math.random) : null
    if (plan === null) throw this.#lastFailure(error)
    this.#tries += 1
    this.#triesInARow += 1
    return { kind: plan.kind, number: this.#triesInARow, of: triesInARow, at: Date.now() + plan.waitMs, error }
  }

  #lastFailure(error: AppErrorData): AppError {
    const count = this.#tries < mostTries ? this.#triesInARow : this.#tries
    return new AppError(count === 1 ? error : { ...error, tries: { kind: this.#hasBegun ? 'resume' : 'retry', count } })
  }

  #take(event: StreamEvent): readonly PersistentEvent[] {
    this.#parts.onEvent?.(event)
    switch (event.type) {
      case 'text-delta':
        return this.#takeText(this.#seam ? { ...event, text: this.#seam.push(event.text) } : event)
      case 'reasoning-delta':
        // Thinking again after a break is the same thought: shown once.
        if (this.#hasReasoning && this.#tries > 1 && !this.#continuesByCursor) return nothing
        this.#hasReasoning = true
        this.#hasBegun = true
        return [event]
      case 'alive':
        return this.#alive() ? [event] : nothing
      case 'cursor':
        this.#request = { ...this.#request, cursor: event.cursor }
        return nothing
      case 'continues':
        this.#continuesByCursor = event.by === 'cursor'
        // Otherwise the next character follows exactly, and a seam would take repetition that is meant.
        if (event.by !== 'instruction') this.#seam = null
        return nothing
      case 'tool-call-start':
        this.#hasToolCalls = true
        this.#hasBegun = true
        return [event]
      case 'finish':
        this.#finished = true
        return [...this.#endSeam(), event]
      default:
        return [event]
    }
  }

  #takeText(event: TextDelta): readonly PersistentEvent[] {
    if (event.text === '') return nothing
    this.#text += event.text
    this.#hasBegun = true
    this.#triesInARow = 1
    return [event]
  }

  #endSeam(): readonly PersistentEvent[] {
    const rest = this.#seam?.end() ?? ''
    this.#seam = null
    return this.#takeText({ type: 'text-delta', text: rest })
  }

  #alive(): boolean {
    const now = this.#parts.now()
    if (now - this.#lastAliveMs < aliveEveryMs) return false
    this.#lastAliveMs = now
    return true
  }

  #prepareNext(): void {
    if (this.#text === '') return
    this.#request = { ...this.#request, continueText: this.#text }
    this.#seam = createSeam(this.#text)
  }

  #wait(ms: number): Promise<void> {
    const { signal, after } = this.#parts
    return new Promise((resolve) => {
      const done = () => {
        stop()
        signal.removeEventListener('abort', done)
        this.#wake = () => {}
        resolve()
      }
      const stop = after(Math.max(0, ms), done)
      signal.addEventListener('abort', done)
      this.#wake = done
    })
  }
}

function unfinished(): AppError {
  return new AppError({ code: 'bad-response', reason: 'unfinished', detail: 'The stream ended without a stop reason.' })
}
