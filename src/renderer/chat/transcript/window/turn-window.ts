import type { KeptAnchor } from '../reading/anchor'
import { covers, nextSpan, spanAround, type Sight, type Span } from './mounted-turns'
import { pinnedTurns } from './pinned'
import type { TurnHeights } from './turn-heights'

/** Which turns are mounted: `count` in a row, by the ids of the first and the last, and others by themselves. */
export interface Shown {
  readonly firstId: string
  readonly lastId: string
  readonly count: number
  readonly pinned: readonly string[]
}

/** What has been drawn. */
export interface Drawn {
  readonly heights: TurnHeights
  readonly turnIds: readonly string[]
  readonly shown: Shown
  /** The reply that grows in the last turn. */
  readonly runningReplyId: string | null
}

/** Mounts turns; `now`: before it returns. */
export type Show = (shown: Shown, now: boolean) => void

// How many screens of turns are mounted above and below what is in sight: few at first, so that a frame comes soon.
const firstScreens = 0.25
const moreScreens = 0.75
const fullScreens = 2

/** Says which turns must be mounted for what is in sight. */
export class TurnWindow {
  readonly #showTurns: Show
  #drawn: Drawn | null = null
  #asked: Shown | null = null
  #screens = firstScreens

  constructor(show: Show) {
    this.#showTurns = show
  }

  drawn(drawn: Drawn): void {
    this.#drawn = drawn
    this.#asked = drawn.shown
  }

  /** Has mounted what lies in sight or near; before it returns, if nothing would be there to see and `mayFlush`. */
  look(column: HTMLElement, sight: Sight, mayFlush: boolean): void {
    const { heights, shown } = this.#drawn ?? {}
    if (!heights || !shown) return
    const mounted = spanOf(shown, heights)
    const span = nextSpan(heights, sight, this.#screens, mounted)
    this.#show(column, span, mayFlush && !covers(mounted, heights, sight))
  }

  /** Mounts what lies around a place that is about to be looked at, before it returns if `now`. Then `widen` is due. */
  goTo(column: HTMLElement, sight: Sight, now: boolean): void {
    const { heights } = this.#drawn ?? {}
    if (!heights) return
    this.#screens = firstScreens
    this.#show(column, spanAround(heights, sight, firstScreens * Math.max(1, sight.bottom - sight.top)), now)
  }

  /** From now on more is near. False: that was all, it need not be called again. */
  widen(): boolean {
    this.#screens = Math.min(fullScreens, this.#screens + moreScreens)
    return this.#screens < fullScreens
  }

  #show(column: HTMLElement, span: Span, now: boolean): void {
    if (!this.#drawn) return
    const { turnIds, heights, runningReplyId } = this.#drawn
    const running = runningReplyId === null ? [] : turnIds.slice(-1)
    const pinned = [...new Set([...running, ...pinnedTurns(column)])].filter((id) => {
      const index = heights.indexOf(id)
      return index >= 0 && (index < span.from || index >= span.to)
    })
    const shown = { ...shownOf(span, turnIds), pinned }
    if (this.#asked && isSame(shown, this.#asked) && !(now && !isSame(shown, this.#drawn.shown))) return
    this.#asked = shown
    this.#showTurns(shown, now)
  }
}

/** The row of turns that is mounted, as far as its ends are still there. */
export function spanOf({ firstId, lastId, count }: Shown, heights: TurnHeights): Span {
  const first = heights.indexOf(firstId)
  const last = heights.indexOf(lastId)
  if (first < 0 && last < 0) return { from: 0, to: 0 }
  const from = first < 0 ? Math.max(0, last + 1 - count) : first
  const to = last < 0 ? Math.min(heights.count, first + count) : last + 1
  return { from, to: Math.max(from, to) }
}

/** What to mount first: around the place that was kept, or the end. `view`: pixels in sight, roughly. */
export function firstShown(
  turnIds: readonly string[],
  heights: TurnHeights,
  kept: KeptAnchor | null,
  view: number,
): Shown {
  const total = heights.top(heights.count)
  const index = kept ? heights.indexOf(kept.turnId) : -1
  const top = index < 0 ? total - view : heights.top(index) - (kept?.links.at(-1)?.offset ?? 0)
  return shownOf(spanAround(heights, { top, bottom: top + view }, firstScreens * view), turnIds)
}

function shownOf({ from, to }: Span, turnIds: readonly string[]): Shown {
  return { firstId: turnIds[from] ?? '', lastId: turnIds[to - 1] ?? '', count: to - from, pinned: [] }
}

function isSame(one: Shown, other: Shown): boolean {
  return (
    one.firstId === other.firstId &&
    one.lastId === other.lastId &&
    one.count === other.count &&
    one.pinned.length === other.pinned.length &&
    one.pinned.every((id) => other.pinned.includes(id))
  )
}
