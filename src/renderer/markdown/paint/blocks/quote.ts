import type { Block, Quote } from '../../parser/nodes'
import { makeElement, setClass } from '../element'
import { makeIcon } from '../tools/icon'
import type { PaintContext } from '../paint-context'
import { BlockRun } from './block-run'
import { evenGap } from './spacing/gaps'
import { makeInside, markDeep } from './inside'
import type { PaintedBlock } from './painted-block'

/** A quote on the page, or an alert, which is one with a title. */
export class PaintedQuote implements PaintedBlock {
  readonly element = makeElement('blockquote')
  readonly #context: PaintContext
  readonly #run: BlockRun
  #alert: Quote['alert'] = null

  /** `depth`: how many items and quotes are around it. */
  constructor(depth: number, context: PaintContext) {
    this.#context = context
    markDeep(this.element, depth)
    this.#run = new BlockRun({
      make: (block, index) => makeInside(block, index, depth, this.element, context),
      add: (element) => this.element.append(element),
      gap: evenGap,
    })
  }

  show(block: Block): boolean {
    if (block.kind !== 'quote') return false
    this.#showAlert(block.alert)
    this.#run.show(block.children, block.settledChildren)
    return true
  }

  settle(): void {
    this.#run.settle()
  }

  tail(): HTMLElement {
    return this.#run.tail() ?? this.element
  }

  #showAlert(alert: Quote['alert']): void {
    if (alert === this.#alert) return
    if (this.#alert !== null) {
      setClass(this.element, `is-${this.#alert}`, false)
      setClass(this.element, 'alert', false)
      this.element.firstElementChild?.remove()
    }
    this.#alert = alert
    if (alert === null) return
    this.element.classList.add('alert', `is-${alert}`)
    const title = makeElement('p', 'alert-title')
    title.append(makeIcon(alert), this.#context.parts.translate(`markdown.alerts.${alert}`))
    this.element.prepend(title)
  }
}
