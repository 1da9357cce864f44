import type { Block, InlineText, Table } from '../../parser/nodes'
import type { PaintedBlock } from '../blocks/painted-block'
import { TextRun } from '../blocks/text-block'
import { setDirection } from '../direction'
import { makeElement } from '../element'
import type { PaintContext } from '../paint-context'
import { freezeColumns } from './frozen-columns'
import { RowGroups } from './row-groups'
import { makeTableTools } from './table-tools'
import { TextChunks } from '../text-chunks'
import { markdownHead, markdownRow } from './table-text'

// A table with more columns is no table to read: its rows show as they were written.
const mostColumns = 100
const textLinePx = 20
// A longer one that is also wider than the page scrolls in a box, so that its head and its scrollbar are at hand.
const boxedRows = 20

interface PaintedRow {
  readonly element: HTMLElement
  readonly cells: readonly TextRun[]
}

/** A table on the page. */
export class PaintedTable implements PaintedBlock {
  readonly element = makeElement('div', 'table-block')
  readonly #context: PaintContext
  readonly #frame = makeElement('div', 'table')
  readonly #table = makeElement('table')
  /** As it was when the head was made: the table's own may still grow. */
  #align: Table['align']
  #head: PaintedRow
  readonly #groups: RowGroups
  #block: Table
  #settledRows = 0
  /** The rows after the settled ones. */
  readonly #open: PaintedRow[] = []
  #lastRow: HTMLElement | null = null

  constructor(block: Table, context: PaintContext) {
    this.#context = context
    this.#block = block
    this.#align = [...block.align]
    const head = makeElement('thead')
    this.#head = this.#makeRow('th')
    head.append(this.#head.element)
    this.#table.append(head)
    this.#groups = new RowGroups(this.#table, () => freezeColumns(this.#frame, this.#table), context)
    this.#frame.append(this.#table)
    const tools = context.templates.copyOf('table tools', () => makeTableTools(context.parts.translate))
    this.element.append(tools, this.#frame)
    context.watchWidth(this.#table)
  }

  show(block: Block): boolean {
    if (block.kind !== 'table' || isTooWide(block)) return false
    if (!isAligned(block.align, this.#align)) {
      // Columns come while the line under the head does; rows can't be there yet.
      if (this.#settledRows + this.#open.length > 0) return false
      this.#align = [...block.align]
      this.#changeHead()
    }
    const again = this.#context.rereads.has(block)
    this.#block = block
    this.#context.tables.set(this.element, block)
    showRow(this.#head, block.header, again)
    for (let index = this.#settledRows; index < block.rows.length; index += 1) {
      const row = this.#open[index - this.#settledRows] ?? this.#addRow(index)
      showRow(row, block.rows[index] ?? [], again)
    }
    for (const { element } of this.#open.splice(block.rows.length - this.#settledRows)) this.#groups.remove(element)
    this.#lastRow = this.#open.at(-1)?.element ?? (block.rows.length === 0 ? null : this.#lastRow)
    this.#open.splice(0, block.settledRows - this.#settledRows)
    this.#settledRows = block.settledRows
    this.#groups.settle(this.#settledRows)
    return true
  }

  settle(): void {
    this.#context.leaves.set(this.#block, this.element)
    const { rows } = this.#block
    this.#groups.settle(rows.length)
    if (rows.length > boxedRows && this.#context.folds(`table ${rows.length}`)) this.#frame.classList.add('is-tall')
  }

  tail(): HTMLElement | null {
    const row = this.#lastRow ?? this.#head.element
    const cells = [...row.children]
    return (cells.findLast((cell) => cell.hasChildNodes()) ?? cells[0] ?? null) as HTMLElement | null
  }

  #changeHead(): void {
    const { element, cells } = this.#head
    for (const cell of Array.from(element.children).slice(this.#align.length)) cell.remove()
    const kept = cells.slice(0, this.#align.length)
    for (const [index, align] of this.#align.entries()) {
      const cell = element.children[index]
      if (!cell) kept.push(this.#makeCell('th', align, element))
      else if (align === null) cell.removeAttribute('class')
      else cell.className = align
    }
    this.#head = { element, cells: kept }
  }

  #addRow(index: number): PaintedRow {
    const row = this.#makeRow('td')
    this.#groups.add(row.element, index)
    this.#open[index - this.#settledRows] = row
    return row
  }

  #makeRow(name: 'td' | 'th'): PaintedRow {
    const element = makeElement('tr')
    return { element, cells: this.#align.map((align) => this.#makeCell(name, align, element)) }
  }

  #makeCell(name: 'td' | 'th', align: Table['align'][number], row: HTMLElement): TextRun {
    const cell = makeElement(name, align ?? '')
    if (name === 'th') cell.scope = 'col'
    // The columns of a table run as its first word does.
    const isFirst = name === 'th' && !row.hasChildNodes()
    row.append(cell)
    return new TextRun(cell, this.#context, (direction) => {
      if (isFirst) setDirection(this.#table, direction, false)
      setDirection(cell, direction, this.#table.dir === 'rtl')
    })
  }
}

/** A table with more columns than can be read, as it was written. */
export class PaintedTableText implements PaintedBlock {
  readonly element = makeElement('pre', 'table-text')
  readonly #chunks = new TextChunks(this.element, textLinePx)
  #rowCount = 0
  #text = ''

  constructor() {
    this.element.dir = 'ltr'
  }

  show(block: Block): boolean {
    if (block.kind !== 'table' || !isTooWide(block)) return false
    if (this.#rowCount === 0) this.#text = markdownHead(block)
    for (; this.#rowCount < block.settledRows; this.#rowCount += 1) {
      this.#text += markdownRow(block.rows[this.#rowCount] ?? [])
    }
    this.#chunks.show(this.#text)
    return true
  }

  settle(): void {
    this.#chunks.settle()
  }

  tail(): HTMLElement {
    return this.#chunks.tail()
  }
}

/** Whether a table has more columns than anybody reads. */
export function isTooWide({ header }: Table): boolean {
  return header.length > mostColumns
}

function showRow({ cells }: PaintedRow, texts: readonly InlineText[], again: boolean): void {
  for (const [index, text] of texts.entries()) cells[index]?.show(text, again)
}

function isAligned(one: Table['align'], other: Table['align']): boolean {
  return one.length === other.length && one.every((align, index) => align === other[index])
}
