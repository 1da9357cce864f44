import { makeElement, skipWhenUnseen } from '../element'
import type { PaintContext } from '../paint-context'

const groupRows = 40
const rowPx = 33

/**
 * The rows of a table, in groups. When there is more than one group, the columns keep the widths that they have with the
 * first, so that each row stands for itself and rows out of sight are not laid out.
 */
export class RowGroups {
  readonly #table: HTMLTableElement
  readonly #freeze: () => void
  readonly #context: Pick<PaintContext, 'afterShow' | 'canMeasure'>
  readonly #groups: HTMLElement[] = []
  /** `waiting`: the other groups stay out of the table until the first can be measured in the page. */
  #state: 'flowing' | 'waiting' | 'frozen' = 'flowing'
  #fullCount = 0

  /** `freeze` is called when the first group is full and stands in the page, before others are in the table. */
  constructor(table: HTMLTableElement, freeze: () => void, context: Pick<PaintContext, 'afterShow' | 'canMeasure'>) {
    this.#table = table
    this.#freeze = freeze
    this.#context = context
  }

  /** Puts a row behind the others; it is the `index`th, from 0. */
  add(row: HTMLElement, index: number): void {
    const groupIndex = Math.floor(index / groupRows)
    let group = this.#groups[groupIndex]
    if (!group) {
      group = makeElement('tbody')
      this.#groups[groupIndex] = group
      if (groupIndex === 1) this.#start()
      if (this.#state !== 'waiting') this.#table.append(group)
    }
    group.append(row)
  }

  /** Removes the last row. */
  remove(row: HTMLElement): void {
    row.remove()
    const last = this.#groups.at(-1)
    if (!last || last.hasChildNodes()) return
    last.remove()
    this.#groups.pop()
  }

  /** The first `rowCount` rows never change again. */
  settle(rowCount: number): void {
    if (this.#groups.length < 2) return
    for (const full = Math.floor(rowCount / groupRows); this.#fullCount < full; this.#fullCount += 1) {
      const group = this.#groups[this.#fullCount]
      if (group) skipWhenUnseen(group, groupRows * rowPx)
    }
  }

  #start(): void {
    if (this.#state !== 'flowing') return
    if (this.#table.isConnected && this.#context.canMeasure()) {
      this.#state = 'frozen'
      this.#freeze()
      return
    }
    this.#state = 'waiting'
    this.#context.afterShow(() => {
      this.#state = 'frozen'
      this.#freeze()
      this.#table.append(...this.#groups.slice(1))
    })
  }
}
