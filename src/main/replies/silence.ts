import { AppError } from '../../shared/errors'
import type { SilenceLimits } from '../../shared/providers'
import type { StreamEvent } from '../providers/provider'
import type { After } from './coalesce'

/** A stream under watch. */
export interface WatchedStream {
  /** The next event. Rejects with AppError `timeout` when nothing at all comes for too long; the connection is then closed. */
  next(): Promise<IteratorResult<StreamEvent>>
  /** After the machine slept or changed its network: what says nothing for five seconds now is dead. */
  suspect(): void
  /** Stops the watch and closes the stream. */
  close(): void
}

const suspectMs = 5000

/** What a provider says of itself comes long before a model that thinks in silence says its first word. */
function isToken({ type }: StreamEvent): boolean {
  return type === 'text-delta' || type === 'reasoning-delta' || type === 'tool-call-start'
}

/** Starts a stream and gives it up when it is silent for too long. `signal` ends it in silence. */
export function watchSilence(
  open: (signal: AbortSignal) => AsyncIterable<StreamEvent>,
  limits: SilenceLimits,
  signal: AbortSignal,
  clock: { readonly now: () => number; readonly after: After },
): WatchedStream {
  const own = new AbortController()
  const iterator = open(AbortSignal.any([signal, own.signal]))[Symbol.asyncIterator]()
  let limitMs = limits.firstTokenMs
  let deadlineMs = clock.now() + limitMs
  let suspected = false
  let giveUp: (error: AppError) => void = () => {}
  let stopClock = (): void => {}
  // One timer for the whole stream: events move the deadline, and the timer looks again when it is due.
  const arm = (): void => {
    stopClock = clock.after(Math.max(1, deadlineMs - clock.now()), () => {
      if (clock.now() < deadlineMs) return arm()
      // Not like Stop: a protocol that can come back to its stream must know the difference.
      own.abort(new DOMException('The stream was silent for too long.', 'TimeoutError'))
      // Not every stream hears the abort at once; giving up must not depend on that.
      giveUp(new AppError({ code: 'timeout', detail: `Nothing came for ${Math.round(limitMs / 1000)} s.` }))
    })
  }
  arm()

  return {
    next: () =>
      new Promise((resolve, reject) => {
        giveUp = reject
        iterator.next().then((step) => {
          suspected = false
          if (!step.done && isToken(step.value)) limitMs = limits.betweenMs
          deadlineMs = clock.now() + limitMs
          resolve(step)
        }, reject)
      }),
    suspect() {
      if (suspected) return
      suspected = true
      deadlineMs = Math.min(deadlineMs, clock.now() + suspectMs)
      stopClock()
      arm()
    },
    close() {
      stopClock()
      own.abort()
      // Its end is nobody's business any more, and may never come.
      void iterator.return?.().catch(() => undefined)
    },
  }
}
