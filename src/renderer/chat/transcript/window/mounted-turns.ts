import type { TurnHeights } from './turn-heights'

/** Some turns in a row: `from` is the first, `to` the one after the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What is in sight, in pixels from the top of the first turn. */
export interface Sight {
  readonly top: number
  readonly bottom: number
}

/** A part of the column: a turn, or the empty room that turns `from` up to `to` would take. */
export type Segment =
  | { readonly kind: 'turn'; readonly index: number }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly height: number }

// Between this and the distance at which turns are mounted, what is there stays: a reader who goes up and down a little
// must not cost anything.
const keptScreens = 1.5

/** The turns of which any part lies in sight or less than `ahead` pixels from it. Empty only without turns. */
export function spanAround(heights: TurnHeights, sight: Sight, ahead: number): Span {
  if (heights.count === 0) return { from: 0, to: 0 }
  return { from: heights.indexAt(sight.top - ahead), to: heights.indexAt(sight.bottom + ahead) + 1 }
}

/** The turns to mount: all that are needed, and of those that are mounted the ones that are not yet far away. */
export function nextSpan(heights: TurnHeights, sight: Sight, screensAhead: number, mounted: Span): Span {
  const screen = Math.max(1, sight.bottom - sight.top)
  const needed = spanAround(heights, sight, screensAhead * screen)
  const kept = spanAround(heights, sight, (screensAhead + keptScreens) * screen)
  const overlaps = mounted.from <= needed.to && mounted.to >= needed.from
  if (!overlaps) return needed
  return {
    from: Math.min(needed.from, Math.max(kept.from, mounted.from)),
    to: Math.max(needed.to, Math.min(kept.to, mounted.to)),
  }
}

/** True when every turn in sight is mounted, so that nobody looks at an empty place. */
export function covers(span: Span, heights: TurnHeights, sight: Sight): boolean {
  const seen = spanAround(heights, sight, 0)
  return span.from <= seen.from && span.to >= seen.to
}

/** The whole column from top to bottom: the turns of the span, the pinned ones, and gaps for all others. */
export function toSegments(heights: TurnHeights, span: Span, pinned: readonly number[]): readonly Segment[] {
  const mounted = new Set(pinned)
  for (let index = span.from; index < span.to; index += 1) mounted.add(index)
  const segments: Segment[] = []
  let next = 0
  const close = (to: number): void => {
    if (to > next) segments.push({ kind: 'gap', from: next, to, height: heights.top(to) - heights.top(next) })
  }
  for (const index of [...mounted].sort((one, other) => one - other)) {
    if (index < 0 || index >= heights.count) continue
    close(index)
    segments.push({ kind: 'turn', index })
    next = index + 1
  }
  close(heights.count)
  return segments
}
