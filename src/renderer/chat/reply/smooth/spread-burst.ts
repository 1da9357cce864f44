/** Text that came at once, up to the length `upTo`, and is to be shown whole `overMs` later. */
interface Burst {
  readonly upTo: number
  readonly at: number
  readonly overMs: number
}

/** What of a growing text is held back. Lengths in UTF-16 units, times in milliseconds on one clock of the caller. */
export interface Spread {
  /** All before this is shown. */
  readonly from: number
  readonly bursts: readonly Burst[]
  /** When the last burst came; null when none has. */
  readonly lastAt: number | null
}

/** The longest that any piece of a text is held back. */
export const longestSpreadMs = 100

/** A text of which everything is shown: empty, or as it was when it came into sight. */
export function shownWhole(length: number): Spread {
  return { from: length, bursts: [], lastAt: null }
}

/**
 * The same with a burst that comes now and makes the text `upTo` long.
 *
 * A burst is spread over the time that passed since the one before, at most 100 ms: a stream that comes with every frame
 * is not held back, nor is the first word.
 */
export function withBurst({ from, bursts, lastAt }: Spread, upTo: number, now: number): Spread {
  const overMs = lastAt === null ? 0 : Math.max(0, Math.min(longestSpreadMs, now - lastAt))
  const due = lastDue(bursts, now)
  return {
    from: bursts[due]?.upTo ?? from,
    bursts: [...bursts.slice(due + 1), { upTo, at: now, overMs }],
    lastAt: now,
  }
}

/**
 * How much of the text is to be shown at `now`: all that is due, and of the next burst its part, which never ends inside
 * of a character as it is read. Never falls while `now` rises.
 */
export function shownLength({ from, bursts }: Spread, text: string, now: number): number {
  const due = lastDue(bursts, now)
  const start = bursts[due]?.upTo ?? from
  const next = bursts[due + 1]
  if (!next) return start
  const part = Math.max(0, (now - next.at) / next.overMs)
  return wholeCharacters(text, start, start + Math.floor((next.upTo - start) * part))
}

/** Whether some of the text is still held back at `now`. */
export function isHeldBack({ bursts }: Spread, now: number): boolean {
  return lastDue(bursts, now) < bursts.length - 1
}

function lastDue(bursts: readonly Burst[], now: number): number {
  return bursts.findLastIndex(({ at, overMs }) => at + overMs <= now)
}

// What begins a new character whatever stands before it, so that the search can start there: letters, digits, spaces and
// marks of ASCII, and Han.
const plain = /[ -~\u3400-\u9FFF]/
const characters = new Intl.Segmenter()

/** The last place up to `end`, and not before `from`, at which no character is cut: no emoji sequence, accent or flag. */
function wholeCharacters(text: string, from: number, end: number): number {
  if (end <= from || end >= text.length) return Math.min(Math.max(from, end), text.length)
  let start = end - 1
  while (start > from && !plain.test(text.charAt(start))) start -= 1
  // The character at `end` decides whether one may be cut before it; it may be a pair.
  const found = characters.segment(text.slice(start, end + 2)).containing(end - start)
  return found ? start + found.index : end
}
