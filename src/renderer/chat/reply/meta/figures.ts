import type { Reply } from '../../../../shared/reply'

/** What is known of a reply's speed and size. */
export interface Figures {
  readonly firstTokenMs: number | null
  readonly tokens: number | null
  readonly tokensPerSecond: number | null
  /** Counted from the chunks, because the provider has told no numbers (yet). */
  readonly estimated: boolean
}

// Over less time or fewer tokens a speed says nothing.
const leastMs = 250
const leastTokens = 4

/** The figures of a reply that has ended. */
export function figuresOf(reply: Reply): Figures {
  const firstTokenMs = reply.timing?.firstTokenMs ?? reply.firstTokenMs ?? null
  const reported = reply.usage?.outputTokens
  const tokens = reported ?? (reply.chunks > 0 ? reply.chunks : null)
  const spanMs = reply.timing && firstTokenMs !== null ? reply.timing.totalMs - firstTokenMs : 0
  return {
    firstTokenMs,
    tokens,
    tokensPerSecond: speed(tokens, spanMs),
    estimated: reported === undefined,
  }
}

/** The figures of a reply that still runs: a chunk counts as a token. `changedAt` and `startedAt` are on one clock. */
export function liveFiguresOf(reply: Reply, changedAt: number): Figures {
  const firstTokenMs = reply.firstTokenMs ?? null
  const tokens = reply.chunks > 0 ? reply.chunks : null
  const spanMs = firstTokenMs === null ? 0 : changedAt - reply.startedAt - firstTokenMs
  return { firstTokenMs, tokens, tokensPerSecond: speed(tokens, spanMs), estimated: true }
}

function speed(tokens: number | null, spanMs: number): number | null {
  if (tokens === null || tokens < leastTokens || spanMs < leastMs) return null
  return Math.round((tokens / spanMs) * 1000)
}
