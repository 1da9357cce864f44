import type { Turn } from '../../turns'

// What a turn takes on the screen when nobody has seen it yet, from the look's measures: a line of the reading column
// holds about 60 characters of prose, and a paragraph ends each few lines.
const charactersPerLine = 60
const linePx = 27
const questionPx = 24 + 24
const answerPx = 28 + 12
const gapPx = 40

/** How high a turn that was never measured will be, roughly, in pixels. Costs the same for any length. */
export function estimatedHeight({ question, answers }: Turn): number {
  const lines = (text: string): number => Math.max(1, Math.ceil(text.length / charactersPerLine)) * linePx
  const asked = question ? lines(question.text) + questionPx : 0
  return answers.reduce((height, { reply }) => height + lines(reply.text) + answerPx, gapPx + asked)
}

/** How high each turn of a conversation is, and so where each one begins. All in pixels, from the top of the first. */
export class TurnHeights {
  readonly count: number
  readonly #heights: Float64Array
  /** Where each turn begins; right up to the `#valid`th one. */
  readonly #tops: Float64Array
  readonly #indexes = new Map<string, number>()
  #valid = 0

  /** `known`: the heights that were measured, by turn id. Others are estimated. */
  constructor(turns: readonly Turn[], known: ReadonlyMap<string, number>) {
    this.count = turns.length
    this.#heights = new Float64Array(turns.length)
    this.#tops = new Float64Array(turns.length + 1)
    for (const [index, turn] of turns.entries()) {
      this.#indexes.set(turn.id, index)
      this.#heights[index] = known.get(turn.id) ?? estimatedHeight(turn)
    }
  }

  /** The place of a turn among the others; -1 when it is not here. */
  indexOf(turnId: string): number {
    return this.#indexes.get(turnId) ?? -1
  }

  height(index: number): number {
    return this.#heights[index] ?? 0
  }

  /** Takes a measured height. Costs nothing more when it is that of the last turn, which grows at every frame. */
  set(index: number, height: number): void {
    if (this.#heights[index] === height) return
    this.#heights[index] = height
    this.#valid = Math.min(this.#valid, index)
  }

  /** Where a turn begins; of `count`, where the last one ends. */
  top(index: number): number {
    for (; this.#valid < index; this.#valid += 1) {
      this.#tops[this.#valid + 1] = (this.#tops[this.#valid] ?? 0) + (this.#heights[this.#valid] ?? 0)
    }
    return this.#tops[index] ?? 0
  }

  /** The turn at a place; the first or the last one when the place is outside. -1 without turns. */
  indexAt(place: number): number {
    this.top(this.count)
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#tops[middle + 1] ?? 0) > place) high = middle
      else low = middle + 1
    }
    return Math.min(low, this.count - 1)
  }
}
