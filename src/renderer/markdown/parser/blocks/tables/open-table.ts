import type { InlineText, Table } from '../../nodes'
import type { LeafDocument, OpenRecord } from '../leaf-text'
import { emptyCell, maximumHeaderLength, OpenRow } from './table-rows'
import type { Growing, OpenLeaf } from '../tree'

// Short rows of a wide table are filled up; so many cells and it ends.
const maximumFilledCells = 20_000

/** A line that begins with `|` is shown as the header of a table until the line below it says whether it is one. */
export class TableCandidate {
  readonly node: Growing<Table> = { kind: 'table', align: [], header: [], rows: [], settledRows: 0 }
  readonly record: OpenRecord
  readonly #row: OpenRow
  #source = ''

  constructor(document: LeafDocument) {
    this.record = document.openRecord()
    this.#row = new OpenRow(this.node.header, Infinity, this.record)
  }

  get source(): string {
    return this.#source
  }

  /** Whether it can still be a header. */
  get isPossible(): boolean {
    return this.#source.length <= maximumHeaderLength
  }

  append(text: string): void {
    this.#source += text
    if (this.isPossible) this.#row.append(text)
  }

  endLine(): void {
    this.#row.finish()
  }

  sync(): void {
    this.#row.sync()
    while (this.node.align.length < this.node.header.length) this.node.align.push(null)
  }
}

/** A table whose header and delimiter row are read. */
export class OpenTable implements OpenLeaf {
  readonly kind = 'table'
  readonly node: Growing<Table>
  readonly #record: OpenRecord
  #row: OpenRow | null = null
  #filled = 0

  constructor(candidate: TableCandidate, align: readonly Table['align'][number][]) {
    this.node = candidate.node
    this.node.align.splice(0, this.node.align.length, ...align)
    this.#record = candidate.record
  }

  /** No more rows fit; what follows is text. */
  get isFull(): boolean {
    return this.#filled > maximumFilledCells
  }

  beginRow(): void {
    const columns = this.node.align.length
    const cells: InlineText[] = Array.from({ length: columns }, () => emptyCell)
    this.node.rows.push(cells)
    this.#row = new OpenRow(cells, columns, this.#record)
  }

  append(text: string): void {
    this.#row?.append(text)
  }

  endLine(): void {
    if (!this.#row) return
    this.#row.finish()
    this.#filled += Math.max(0, this.node.align.length - this.#row.count)
    this.#row = null
    this.node.settledRows = this.node.rows.length
  }

  close(): void {
    this.#record.close(this.node)
  }

  sync(): void {
    this.#row?.sync()
  }
}
