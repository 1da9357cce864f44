import { makeElement, setClass, skipWhenUnseen } from './element'

/** How the elements of one sequence are grouped. */
export interface Grouping {
  /** So many stand in one group. */
  readonly groupLength: number
  readonly name: 'div' | 'span'
  readonly className: string
  /** About how high the elements from one index up to another are, in pixels. */
  readonly heightOf: (from: number, to: number) => number
  /** What stands behind all of them in the host. */
  readonly end?: () => Node | null
  /** Hears of each new group. */
  readonly onGroup?: (group: HTMLElement, isInHost: boolean) => void
}

// So many groups stand in a larger one. Chromium looks at all that stand side by side for each frame.
const fan = 12

/**
 * The elements of a long sequence, in groups, and these in larger ones: what is out of sight is left out of layout as a
 * whole. The first group of each size is the host itself, so that a short sequence is not grouped at all. Where an element
 * stands depends on its index alone.
 */
export class GroupTree {
  readonly #host: HTMLElement
  readonly #grouping: Grouping
  /** By level, from groups of elements to the largest, and index; the first of each level is never there. */
  readonly #levels: HTMLElement[][] = []
  /** By level, how many are full of finished elements. */
  readonly #fullCounts: number[] = []

  constructor(host: HTMLElement, grouping: Grouping) {
    this.#host = host
    this.#grouping = grouping
  }

  /** Puts an element behind all others; it is the `index`th, from 0. */
  add(element: HTMLElement, index: number): void {
    this.#append(this.#holder(0, Math.floor(index / this.#grouping.groupLength)), element)
  }

  /** Removes the last element. */
  remove(element: HTMLElement): void {
    element.remove()
    for (const groups of this.#levels) {
      const last = groups.at(-1)
      if (!last || last.hasChildNodes()) return
      last.remove()
      groups.pop()
    }
  }

  /** The element with this index, where the host begins with them. */
  at(index: number): Element | null {
    const { groupLength } = this.#grouping
    return this.#holder(0, Math.floor(index / groupLength)).children[index % groupLength] ?? null
  }

  /** The first `count` elements never change again. */
  settle(count: number): void {
    for (const [level, groups] of this.#levels.entries()) {
      const size = this.#sizeOf(level)
      const full = Math.floor(count / size)
      for (let index = this.#fullCounts[level] ?? 0; index < full; index += 1) {
        const group = groups[index]
        if (group) skipWhenUnseen(group, this.#grouping.heightOf(index * size, (index + 1) * size))
      }
      this.#fullCounts[level] = full
    }
  }

  /** Only the first `count` elements are there or never change again: groups that hold others are open again. */
  reopen(count: number): void {
    for (const [level, groups] of this.#levels.entries()) {
      const full = Math.floor(count / this.#sizeOf(level))
      this.#fullCounts[level] = full
      for (const group of groups.slice(full).filter(Boolean)) {
        setClass(group, 'is-full', false)
        group.removeAttribute('style')
      }
    }
  }

  #sizeOf(level: number): number {
    return this.#grouping.groupLength * fan ** level
  }

  #holder(level: number, index: number): HTMLElement {
    if (index === 0) return this.#host
    const known = this.#levels[level]?.[index]
    if (known) return known
    const group = makeElement(this.#grouping.name, this.#grouping.className)
    for (let missing = this.#levels.length; missing <= level; missing += 1) this.#levels[missing] = []
    const groups = this.#levels[level]
    if (groups) groups[index] = group
    const holder = index < fan ? this.#host : this.#holder(level + 1, Math.floor(index / fan))
    this.#append(holder, group)
    this.#grouping.onGroup?.(group, holder === this.#host)
    return group
  }

  #append(holder: HTMLElement, element: HTMLElement): void {
    if (holder === this.#host) this.#host.insertBefore(element, this.#grouping.end?.() ?? null)
    else holder.append(element)
  }
}
