import type { Block } from '../../parser/nodes'
import { setClass } from '../element'
import type { PaintedBlock } from './painted-block'

/** Where the blocks of a container stand and how they are made. */
export interface BlockPlace {
  make(block: Block, index: number): PaintedBlock
  /** Puts the element of a block behind all others. */
  add(element: HTMLElement, index: number): void
  /** Removes the last element. Without it, it is just removed. */
  remove?(element: HTMLElement): void
  /** The class that gives a block its distance from the one before. */
  gap(block: Block, before: Block | undefined): string | null
  /** Of the blocks, these many have settled. */
  settle?(count: number): void
}

interface Slot {
  readonly painted: PaintedBlock
  gap: string | null
}

/** The blocks of one container on the page. Settled ones are never looked at again. */
export class BlockRun {
  readonly #place: BlockPlace
  #settledCount = 0
  /** Those after the settled ones. */
  readonly #open: Slot[] = []
  #tail: HTMLElement | null = null

  constructor(place: BlockPlace) {
    this.#place = place
  }

  /** How many blocks have settled. */
  get settledCount(): number {
    return this.#settledCount
  }

  /** Shows the present state of the container. */
  show(children: readonly Block[], settledChildren: number): void {
    for (let index = this.#settledCount; index < children.length; index += 1) {
      const block = children[index]
      if (!block) break
      const slot = this.#showOne(block, children[index - 1], index)
      if (index < settledChildren) slot.painted.settle()
    }
    const openCount = children.length - this.#settledCount
    for (const { painted } of this.#open.splice(Math.max(0, openCount)).toReversed()) this.#remove(painted.element)
    this.#tail = this.#open.at(-1)?.painted.tail() ?? (openCount > 0 ? null : this.#tail)
    if (settledChildren > this.#settledCount) {
      this.#open.splice(0, settledChildren - this.#settledCount)
      this.#settledCount = settledChildren
      this.#place.settle?.(settledChildren)
    }
  }

  /** Nothing in the container changes any more. */
  settle(): void {
    for (const { painted } of this.#open) painted.settle()
    this.#settledCount += this.#open.length
    this.#open.length = 0
    this.#place.settle?.(this.#settledCount)
  }

  /** Takes the blocks that stand already for settled ones, up to `count`. */
  adopt(count: number): void {
    this.#open.length = 0
    this.#settledCount = count
  }

  /** Where text goes on. */
  tail(): HTMLElement | null {
    return this.#tail
  }

  #remove(element: HTMLElement): void {
    if (this.#place.remove) this.#place.remove(element)
    else element.remove()
  }

  #showOne(block: Block, before: Block | undefined, index: number): Slot {
    const slot = this.#open[index - this.#settledCount]
    const gap = this.#place.gap(block, before)
    if (slot?.painted.show(block)) {
      if (slot.gap !== gap) changeGap(slot, gap)
      return slot
    }
    const painted = this.#place.make(block, index)
    painted.show(block)
    if (gap !== null) painted.element.classList.add(gap)
    if (slot) slot.painted.element.replaceWith(painted.element)
    else this.#place.add(painted.element, index)
    const made = { painted, gap }
    this.#open[index - this.#settledCount] = made
    return made
  }
}

function changeGap(slot: Slot, gap: string | null): void {
  const { element } = slot.painted
  if (slot.gap !== null) setClass(element, slot.gap, false)
  if (gap !== null) setClass(element, gap, true)
  slot.gap = gap
}
