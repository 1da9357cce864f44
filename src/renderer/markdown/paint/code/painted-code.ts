import type { Block, Code } from '../../parser/nodes'
import type { PaintedBlock } from '../blocks/painted-block'
import { makeElement, setClass } from '../element'
import { makeTool } from '../tools/icon'
import type { PaintContext } from '../paint-context'
import { CodeLines } from './code-lines'
import { Colouring, readLines } from './colouring'
import { mountDrawing } from './drawing'
import { awayFromLines, putAwayUnseen } from './put-away'

/** Longer code that comes as a whole shows so many lines until more are asked for. */
export const foldedLines = 40

const diagramLanguage = 'mermaid'

/** A block of code on the page: its language, its tools, its lines. */
export class PaintedCode implements PaintedBlock {
  readonly element = makeElement('figure', 'code')
  readonly #context: PaintContext
  readonly #header: HTMLElement
  readonly #colouring: Colouring
  readonly #lines: CodeLines
  #hasName = false
  #hasBegun = false
  #isClosed = false
  #isLong = false

  constructor(context: PaintContext) {
    this.#context = context
    const text = makeElement('code')
    const box = makeElement('pre')
    box.append(text)
    this.element.dir = 'ltr'
    this.#colouring = new Colouring(context)
    this.#lines = new CodeLines(text, this.#colouring)
    numberings.set(this.element, this.#lines)
    this.#header = context.templates.copyOf('code header', () => makeHeader(context))
    this.element.append(this.#header, box)
  }

  show(block: Block): boolean {
    if (block.kind !== 'code') return false
    this.#context.codes.set(this.element, block)
    if (!this.#hasBegun && (block.lines.length > 0 || block.openLine !== '')) this.#begin(block.info)
    // A language that is still being written would pass through the names of others.
    if (!this.#hasName && (this.#hasBegun || block.closed)) this.#showName(block.info)
    this.#colouring.know(block.lines)
    this.#lines.show(block.lines, block.openLine)
    if (block.lines.length > readLines) this.#dropNumbers()
    if (!this.#isLong && block.lines.length > awayFromLines) {
      this.#isLong = true
      this.#context.undos.add(putAwayUnseen(this.element))
    }
    if (block.closed && !this.#isClosed) this.#close(block)
    return true
  }

  settle(): void {
    // Its lines may still be read for their colours.
  }

  tail(): HTMLElement {
    return this.#lines.tail()
  }

  #showName(info: string): void {
    this.#hasName = true
    const { translate, findLanguage } = this.#context.parts
    const word = info.trim().split(/[\s,{]/, 1)[0] ?? ''
    const name = isDiagram(info) ? 'Mermaid' : (findLanguage(info)?.name ?? word)
    this.#header.firstElementChild?.append(name === '' ? translate('markdown.code') : name)
    this.element.setAttribute(
      'aria-label',
      name === '' ? translate('markdown.code') : translate('markdown.codeIn', { language: name }),
    )
  }

  /** The line of the fence is complete. */
  #begin(info: string): void {
    this.#hasBegun = true
    const language = this.#context.parts.findLanguage(info)
    if (language) this.#colouring.start(language, this.#lines)
  }

  #close(block: Code): void {
    this.#isClosed = true
    if (isDiagram(block.info)) mountDrawing(this.element, this.#header, block.lines.join('\n'), this.#context)
    else if (block.lines.length > foldedLines && this.#context.folds(foldKey(block))) this.#fold(block.lines.length)
  }

  #fold(count: number): void {
    this.element.classList.add('is-folded')
    const button = makeElement('button', 'unfold')
    button.type = 'button'
    button.dataset['action'] = 'unfold'
    button.append(this.#context.parts.translate('markdown.showLines', { count }))
    this.element.append(button)
  }

  #dropNumbers(): void {
    const button = this.#header.querySelector<HTMLElement>('[data-action="number-lines"]')
    if (!button) return
    button.remove()
    setNumbered(this.element, false)
  }
}

/** The place of the name, and the tools. */
function makeHeader({ parts: { translate, save } }: PaintContext): HTMLElement {
  const numbers = makeTool('numbers', 'number-lines', translate('markdown.numberLines'))
  const wrap = makeTool('wrap', 'wrap-lines', translate('markdown.wrapLines'))
  for (const toggle of [numbers, wrap]) toggle.setAttribute('aria-pressed', 'false')
  const header = makeElement('header')
  header.append(makeElement('span', 'grow clip'), numbers, wrap)
  if (save) header.append(makeTool('save', 'save-code', translate('markdown.saveCode')))
  header.append(makeTool('copy', 'copy-code', translate('chat.copyCode')))
  return header
}

const numberings = new WeakMap<Element, CodeLines>()

/** Numbers the lines of a block of code, or takes the numbers away. */
export function setNumbered(figure: Element, isNumbered: boolean): void {
  setClass(figure, 'is-numbered', isNumbered)
  numberings.get(figure)?.setNumbered(isNumbered)
}

/** What tells one block of code from the others of its reply. */
export function foldKey({ lines }: Code): string {
  return `${lines.length} ${lines[0] ?? ''}`
}

function isDiagram(info: string): boolean {
  return info.trim().split(/\s/, 1)[0]?.toLowerCase() === diagramLanguage
}
