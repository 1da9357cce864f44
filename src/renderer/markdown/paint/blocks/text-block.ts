import type { Block, Heading, InlineText, Paragraph } from '../../parser/nodes'
import { DirectionFinder, setDirection, type Direction } from '../direction'
import { makeElement } from '../element'
import { InlineRun } from '../inlines/inline-run'
import type { PaintContext } from '../paint-context'
import type { PaintedBlock, Surroundings } from './painted-block'

/** Running text on the page that may still grow. */
export class TextRun {
  readonly #run: InlineRun
  readonly #finder = new DirectionFinder()
  readonly #direct: (direction: Direction | null) => void
  #text: InlineText | null = null
  #settledCount = 0

  /** `direct` hears, at each show, which way the text is read. */
  constructor(host: HTMLElement, context: PaintContext, direct: (direction: Direction | null) => void) {
    this.#run = new InlineRun(host, context)
    this.#direct = direct
  }

  /** The element that text is added to. */
  get tail(): HTMLElement {
    return this.#run.tail
  }

  /** Shows its present state. `again`: its settled inlines may be others too. */
  show(text: InlineText, again: boolean): void {
    const isSame = this.#text === text && !again
    this.#run.show(text.inlines, isSame ? this.#settledCount : 0)
    this.#text = text
    this.#settledCount = text.settledInlines
    this.#direct(this.#finder.find(text, !isSame))
  }
}

/** A paragraph or a heading on the page. */
export class PaintedText implements PaintedBlock {
  readonly element: HTMLElement
  readonly #context: PaintContext
  readonly #name: string
  readonly #run: TextRun
  #leaf: Paragraph | Heading | null = null

  constructor(block: Paragraph | Heading, { depth, lead }: Surroundings, context: PaintContext) {
    this.#context = context
    this.#name = nameOf(block)
    this.element = makeElement(this.#name as 'p')
    const [directed, isInside] = lead ? [lead, depth > 1] : [this.element, depth > 0]
    this.#run = new TextRun(this.element, context, (direction) => setDirection(directed, direction, isInside))
  }

  show(block: Block): boolean {
    if ((block.kind !== 'paragraph' && block.kind !== 'heading') || nameOf(block) !== this.#name) return false
    this.#leaf = block
    this.#run.show(block, this.#context.rereads.has(block))
    return true
  }

  settle(): void {
    if (this.#leaf) this.#context.leaves.set(this.#leaf, this.element)
  }

  tail(): HTMLElement {
    return this.#run.tail
  }
}

function nameOf(block: Paragraph | Heading): string {
  return block.kind === 'paragraph' ? 'p' : `h${block.level}`
}
