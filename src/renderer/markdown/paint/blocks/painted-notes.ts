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
  /** As it stands there. */
  number: number
}

/** The notes at the end of a document. */
export class PaintedNotes {
  readonly #host: HTMLElement
  readonly #context: PaintContext
  #section: HTMLElement | null = null
  #list: HTMLElement | null = null
  #painted: readonly PaintedNote[] = []
  /** The one that changed last. */
  #latest: PaintedNote | null = null

  constructor(host: HTMLElement, context: PaintContext) {
    this.#host = host
    this.#context = context
  }

  /** What stands behind all blocks; null while there are no notes. */
  get element(): HTMLElement | null {
    return this.#section
  }

  /** Where text goes on; null while there are no notes. */
  tail(): HTMLElement | null {
    return this.#latest?.run.tail() ?? null
  }

  /** Shows these notes, at least one more at a time until `isLate`. Says whether all of them are there. */
  show(notes: readonly Footnote[], isLate: () => boolean = () => false): boolean {
    if (notes.length === 0) {
      this.clear()
      return true
    }
    if (!this.#list) this.#open()
    if (!this.#shows(notes)) return this.#place(notes, isLate)
    for (const painted of this.#painted) this.#showOne(painted)
    return true
  }

  /** Removes them. */
  clear(): void {
    if (!this.#section) return
    this.#section.remove()
    this.#section = null
    this.#list = null
    this.#painted = []
    this.#latest = null
  }

  #shows(notes: readonly Footnote[]): boolean {
    return notes.length === this.#painted.length && notes.every((note, index) => this.#painted[index]?.note === note)
  }

  #place(notes: readonly Footnote[], isLate: () => boolean): boolean {
    const known = new Map(this.#painted.map((one) => [one.note, one]))
    const placed: PaintedNote[] = []
    let hasMade = false
    for (const [index, note] of notes.entries()) {
      const before = known.get(note)
      if (!before && hasMade && isLate()) break
      const painted = before ?? this.#make(note)
      hasMade ||= !before
      known.delete(note)
      this.#showOne(painted)
      const place = this.#list?.children[index] ?? null
      if (place !== painted.element) this.#list?.insertBefore(painted.element, place)
      placed.push(painted)
    }
    for (const { element } of known.values()) element.remove()
    this.#painted = placed
    return placed.length === notes.length
  }

  #showOne(painted: PaintedNote): void {
    const { note, run } = painted
    if (painted.number !== note.number) this.#number(painted)
    if (run.settledCount === note.children.length) return
    run.show(note.children, note.settledChildren)
    this.#latest = painted
  }

  /** A number may change as long as notes come. */
  #number(painted: PaintedNote): void {
    const { number } = painted.note
    painted.number = number
    painted.element.dataset['number'] = `${number}.`
    painted.back.dataset['note'] = String(number)
    painted.back.setAttribute('aria-label', this.#context.parts.translate('markdown.noteBack', { number }))
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
    return { note, back, element, run, number: 0 }
  }
}
