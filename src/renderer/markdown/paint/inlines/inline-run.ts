import type { Inline } from '../../parser/nodes'
import type { PaintContext } from '../paint-context'
import { changeInline, makeInline } from './inline-nodes'
import { makeElement } from '../element'
import { makeLink } from './link'
import { cutLongText, longestPart } from './long-text'
import { Stretches, stretchOf } from './stretches'

interface Painted {
  readonly inline: Inline
  readonly node: ChildNode
  /** Of what holds inlines itself. */
  readonly inner: InlineRun | null
  /** The part of a long text that it stands in, and how long the text is up to its end. */
  readonly stretch: number
  readonly end: number
}

type Holder = Extract<Inline, { readonly children: readonly Inline[] }>

// An element among the text costs as much as so many characters.
const elementLength = 6

const holderNames = { emphasis: 'em', strong: 'strong', strike: 'del' } as const

/** Inlines on the page that may still change. What stays the same keeps its nodes; text that grows is appended. */
export class InlineRun {
  readonly #context: PaintContext
  readonly #stretches: Stretches
  readonly #painted: Painted[] = []
  /** Where each inline begins in what is painted: a long text is painted in parts. */
  readonly #begins: number[] = []

  constructor(host: HTMLElement, context: PaintContext) {
    this.#context = context
    this.#stretches = new Stretches(host)
  }

  /** How long it is, in characters. */
  get length(): number {
    return this.#painted.at(-1)?.end ?? 0
  }

  /** The element that text is added to. */
  get tail(): HTMLElement {
    return this.#stretches.last
  }

  /** Shows these inlines. The first `from` are known to be as they were. */
  show(inlines: readonly Inline[], from = 0): void {
    let place = this.#begins[from] ?? this.#painted.length
    for (let index = from; index < inlines.length; index += 1) {
      const inline = inlines[index]
      if (!inline) break
      this.#begins[index] = place
      if (inline.kind !== 'text' || inline.text.length <= longestPart) this.#showOne(place++, inline)
      else for (const text of cutLongText(inline.text)) this.#showOne(place++, { kind: 'text', text })
    }
    this.#begins.length = inlines.length
    this.#removeFrom(place)
  }

  #showOne(place: number, inline: Inline): void {
    const start = this.#painted[place - 1]?.end ?? 0
    const stretch = stretchOf(start)
    // What stands in another part now has pushed all that follows it.
    if (this.#painted[place] && this.#painted[place].stretch !== stretch) this.#removeFrom(place)
    const before = this.#painted[place]
    if (before && (before.inline === inline || this.#change(before, inline))) {
      this.#painted[place] = { ...before, inline, end: start + lengthOf(inline, before.inner) }
      return
    }
    const { node, inner } = this.#make(inline)
    if (before) before.node.replaceWith(node)
    else this.#stretches.hostOf(stretch).append(node)
    this.#painted[place] = { inline, node, inner, stretch, end: start + lengthOf(inline, inner) }
  }

  #change({ inline: before, node, inner }: Painted, inline: Inline): boolean {
    if (!changeInline(node, before, inline)) return false
    if ('children' in inline) inner?.show(inline.children)
    return true
  }

  #make(inline: Inline): Pick<Painted, 'node' | 'inner'> {
    if (!('children' in inline)) return { node: makeInline(inline, this.#context), inner: null }
    const node = makeHolder(inline)
    const inner = new InlineRun(node, this.#context)
    inner.show(inline.children)
    return { node, inner }
  }

  #removeFrom(place: number): void {
    if (place >= this.#painted.length) return
    for (const { node } of this.#painted.splice(place)) node.remove()
    this.#stretches.dropEmpty()
  }
}

function makeHolder(inline: Holder): HTMLElement {
  return inline.kind === 'link' ? makeLink(inline) : makeElement(holderNames[inline.kind])
}

/** In characters of plain text, by what it costs to lay out. */
function lengthOf(inline: Inline, inner: InlineRun | null): number {
  return elementLength + (inner ? inner.length : 'text' in inline ? inline.text.length : 0)
}
