import type { Footnote } from '../../parser/nodes'
import { makeElement } from '../element'
import type { PaintContext } from '../paint-context'
import { BlockRun } from './block-run'
import { evenGap } from './spacing/gaps'
import { makeInside } from './inside'

interface PaintedNote {
  readonly note: Footnote
  /** Leads back to the text. */
  readonly back: HTMLElement
  readonly element: HTMLElement
  readonly run: BlockRun
}

/** The notes at the end of a document. */
export class PaintedNotes {
  readonly #host: HTMLElement
  readonly #context: PaintContext
  #section: HTMLElement | null = null
  #list: HTMLElement | null = null
  #painted: readonly PaintedNote[] = []

  constructor(host: HTMLElement, context: PaintContext) {
    this.#host = host
    this.#context = context
  }

  /** What stands behind all blocks; null while there are no notes. */
  get element(): HTMLElement | null {
    return this.#section
  }

  /** Shows these notes. */
  show(notes: readonly Footnote[]): void {
    if (notes.length === 0) {
      this.clear()
      return
    }
    if (!this.#list) this.#open()
    if (notes.length === this.#painted.length && notes.every((note, index) => this.#painted[index]?.note === note)) {
      for (const painted of this.#painted) this.#showOne(painted)
      return
    }
    const known = new Map(this.#painted.map((one) => [one.note, one]))
    this.#painted = notes.map((note, index) => {
      const painted = known.get(note) ?? this.#make(note)
      known.delete(note)
      this.#showOne(painted)
      const place = this.#list?.children[index] ?? null
      if (place !== painted.element) this.#list?.insertBefore(painted.element, place)
      return painted
    })
    for (const { element } of known.values()) element.remove()
  }

  /** Removes them. */
  clear(): void {
    this.#section?.remove()
    this.#section = null
    this.#list = null
    this.#painted = []
  }

  #showOne(painted: PaintedNote): void {
    const { note, run } = painted
    this.#number(painted)
    run.show(note.children, note.settledChildren)
  }

  /** A number may change as long as notes come. */
  #number({ note: { number }, element, back }: PaintedNote): void {
    if (back.dataset['note'] === String(number)) return
    element.dataset['number'] = `${number}.`
    back.dataset['note'] = String(number)
    back.setAttribute('aria-label', this.#context.parts.translate('markdown.noteBack', { number }))
  }

  #open(): void {
    this.#section = makeElement('section', 'notes')
    this.#section.setAttribute('aria-label', this.#context.parts.translate('markdown.notes'))
    this.#list = makeElement('ol')
    this.#section.append(this.#list)
    this.#host.append(this.#section)
  }

  #make(note: Footnote): PaintedNote {
    const element = makeElement('li')
    const back = makeElement('button', 'note-back')
    back.type = 'button'
    back.dataset['action'] = 'from-note'
    back.append('↩\ufe0e')
    const text = makeElement('div', 'note-text')
    element.append(text, back)
    const run = new BlockRun({
      make: (block, index) => makeInside(block, index, 0, element, this.#context),
      add: (added) => text.append(added),
      gap: evenGap,
    })
    return { note, back, element, run }
  }
}
