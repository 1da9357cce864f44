import type { ReplyEvent } from '../../shared/reply'

/** Runs `run` once after `ms` milliseconds; the answer cancels it. */
export type After = (ms: number, run: () => void) => () => void

/** Takes events one by one and hands them on in batches. */
export interface Coalescer {
  push(event: ReplyEvent): void
  /** Hands on what waits, now. */
  flush(): void
  /** Forgets what waits and stops the clock. */
  cancel(): void
}

/**
 * Joins neighbouring deltas, so that a reply makes at most one batch per `everyMs`, in unchanged order.
 *
 * The first delta after a pause goes out at once: the first word must not wait for a timer. No timer runs while nothing comes.
 */
export function coalesce(deliver: (events: readonly ReplyEvent[]) => void, everyMs: number, after: After): Coalescer {
  let waiting: ReplyEvent[] = []
  let stopClock: (() => void) | null = null

  function flush(): void {
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    deliver(events)
  }

  function tick(): void {
    stopClock = waiting.length > 0 ? after(everyMs, tick) : null
    flush()
  }

  return {
    push(event) {
      join(waiting, event)
      if (stopClock) return
      stopClock = after(everyMs, tick)
      if (isDelta(event)) flush()
    },
    flush,
    cancel() {
      stopClock?.()
      stopClock = null
      waiting = []
    },
  }
}

type Delta = Extract<ReplyEvent, { type: 'text-delta' | 'reasoning-delta' }>

function isDelta(event: ReplyEvent): event is Delta {
  return event.type === 'text-delta' || event.type === 'reasoning-delta'
}

function join(events: ReplyEvent[], event: ReplyEvent): void {
  const last = events.at(-1)
  if (last && isDelta(last) && isDelta(event) && last.type === event.type) {
    const chunks = (last.chunks ?? 1) + (event.chunks ?? 1)
    events[events.length - 1] = { type: last.type, text: last.text + event.text, chunks }
  } else if (last?.type === 'usage' && event.type === 'usage') {
    // Some providers report usage with every chunk; only the sum of what is known matters.
    events[events.length - 1] = { type: 'usage', usage: { ...last.usage, ...event.usage } }
  } else {
    events.push(event)
  }
}
