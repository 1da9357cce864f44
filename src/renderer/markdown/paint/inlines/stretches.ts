import { makeElement } from '../element'
import { GroupTree } from '../group-tree'

const stretchLength = 4000
// As many lines as that takes in the column.
const stretchPx = 1300

/** Which part of a long text a place in it belongs to, from 0. */
export function stretchOf(start: number): number {
  return Math.floor(start / stretchLength)
}

/**
 * The elements in which a long text stands. Chromium lays out all lines of one element together, so a paragraph that is
 * longer than anybody writes one goes on in further elements, each of which begins a new line.
 */
export class Stretches {
  readonly #host: HTMLElement
  readonly #more: { readonly stretch: number; readonly element: HTMLElement }[] = []
  #groups: GroupTree | null = null

  constructor(host: HTMLElement) {
    this.#host = host
  }

  /** The last of them. */
  get last(): HTMLElement {
    return this.#more.at(-1)?.element ?? this.#host
  }

  /** The element of a part, which is the last one or one behind it. */
  hostOf(stretch: number): HTMLElement {
    if (stretch === 0) return this.#host
    const last = this.#more.at(-1)
    if (last && last.stretch >= stretch) return last.element
    this.#groups ??= new GroupTree(this.#host, { groupLength: 1, name: 'span', className: 'chunk', heightOf })
    const element = makeElement('span', 'chunk')
    this.#groups.settle(this.#more.length)
    this.#groups.add(element, this.#more.length)
    this.#more.push({ stretch, element })
    return element
  }

  /** Removes those at the end that nothing stands in any more. */
  dropEmpty(): void {
    const kept = this.#more.findLastIndex(({ element }) => element.hasChildNodes()) + 1
    if (kept === this.#more.length) return
    for (const { element } of this.#more.splice(kept).toReversed()) this.#groups?.remove(element)
    this.#groups?.reopen(Math.max(0, kept - 1))
  }
}

function heightOf(from: number, to: number): number {
  return (to - from) * stretchPx
}
