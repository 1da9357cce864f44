import type { TurnHeights } from '../window/turn-heights'

/** How far below the top of what is in sight a question stands that was gone to, in pixels: the column's own margin. */
export const questionTopPx = 24
// A turn's own room above its question, which the first one does not have.
const gapPx = 40
const slackPx = 2

/**
 * The turn whose question is the next one, up or down, for who looks at `sightTop` (pixels from the top of the first
 * turn). The question of the reply that is being read counts as one up. Null: there is none.
 */
export function questionFrom(heights: TurnHeights, sightTop: number, direction: 1 | -1): number | null {
  const line = sightTop + questionTopPx
  const questionTop = (index: number): number => heights.top(index) + (index > 0 ? gapPx : 0)
  if (heights.count === 0) return null
  let index = heights.indexAt(line)
  if (direction > 0) {
    while (index < heights.count && questionTop(index) <= line + slackPx) index += 1
    return index < heights.count ? index : null
  }
  while (index >= 0 && questionTop(index) >= line - slackPx) index -= 1
  return index >= 0 ? index : null
}
