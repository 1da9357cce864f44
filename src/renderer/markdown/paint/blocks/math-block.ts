import type { Block } from '../../parser/nodes'
import { makeElement } from '../element'
import { drawFormula } from '../inlines/formula'
import type { PaintContext } from '../paint-context'
import { TextChunks } from '../text-chunks'
import type { PaintedBlock } from './painted-block'

const linePx = 20

/** A formula in a block of its own: its source until it is complete and drawn. */
export class PaintedMath implements PaintedBlock {
  readonly element = makeElement('div', 'formula-block')
  readonly #context: PaintContext
  readonly #source = makeElement('pre', 'formula-source')
  readonly #chunks = new TextChunks(this.#source, linePx)
  #drawn: string | null = null

  constructor(context: PaintContext) {
    this.#context = context
    this.element.dir = 'ltr'
    this.element.append(this.#source)
  }

  show(block: Block): boolean {
    if (block.kind !== 'math') return false
    if (this.#drawn !== null) return block.closed && block.tex === this.#drawn
    this.#chunks.show(block.tex)
    if (block.closed) {
      this.#drawn = block.tex
      drawFormula(this.element, block.tex, true, this.#context)
    }
    return true
  }

  settle(): void {
    this.#chunks.settle()
  }

  tail(): HTMLElement | null {
    return this.#drawn === null ? this.#chunks.tail() : null
  }
}
