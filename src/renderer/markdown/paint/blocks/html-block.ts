import type { Block } from '../../parser/nodes'
import { directionOfText, setDirection } from '../direction'
import { makeElement } from '../element'
import { TextChunks } from '../text-chunks'
import type { PaintedBlock } from './painted-block'

const linePx = 24

/** Lines that would be HTML elsewhere, shown as they were written. */
export class PaintedHtml implements PaintedBlock {
  readonly element = makeElement('div', 'as-written')
  readonly #chunks = new TextChunks(this.element, linePx)

  show(block: Block): boolean {
    if (block.kind !== 'html') return false
    this.#chunks.show(block.text)
    setDirection(this.element, directionOfText(block.text), false)
    return true
  }

  settle(): void {
    this.#chunks.settle()
  }

  tail(): HTMLElement {
    return this.#chunks.tail()
  }
}
