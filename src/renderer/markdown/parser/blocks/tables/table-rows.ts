import type { InlineText, Table } from '../../nodes'
import type { GrowingText } from '../../inlines/inline-leaf'
import { LeafText, type OpenRecord } from '../leaf-text'

/** Tables with more columns are text. */
export const maximumColumns = 256
/** A header is at most so long; a longer line is text. */
export const maximumHeaderLength = 8_000

/** A cell that nobody wrote. */
export const emptyCell: InlineText = { inlines: [], settledInlines: 0 }

interface CellSink {
  begin(): void
  add(text: string): void
  end(): void
}

/** Splits a row into its cells as it comes. `\|` is a `|` that splits nothing. */
class RowSplitter {
  readonly #sink: CellSink
  #state: 'start' | 'between' | 'in' = 'start'
  #isEscaped = false

  constructor(sink: CellSink) {
    this.#sink = sink
  }

  feed(text: string): void {
    let from = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (this.#state !== 'in' && !this.#beginsCell(code)) {
        from = at + 1
        continue
      }
      if (this.#isEscaped) {
        this.#isEscaped = false
        this.#sink.add(code === 124 ? '' : '\\')
        from = at
      } else if (code === 92) {
        this.#sink.add(text.slice(from, at))
        this.#isEscaped = true
        from = at + 1
      } else if (code === 124) {
        this.#sink.add(text.slice(from, at))
        this.#sink.end()
        this.#state = 'between'
        from = at + 1
      }
    }
    if (this.#state === 'in') this.#sink.add(text.slice(from))
  }

  #beginsCell(code: number): boolean {
    if (code === 32 || code === 9) return false
    if (code === 124) {
      if (this.#state === 'between') {
        this.#sink.begin()
        this.#sink.end()
      }
      this.#state = 'between'
      return false
    }
    this.#sink.begin()
    this.#state = 'in'
    return true
  }

  finish(): void {
    if (this.#state !== 'in') return
    if (this.#isEscaped) this.#sink.add('\\')
    this.#sink.end()
  }
}

/** How many cells a row has. */
export function countCells(row: string): number {
  let count = 0
  const splitter = new RowSplitter({
    begin: () => {
      count += 1
    },
    add: () => {},
    end: () => {},
  })
  splitter.feed(row)
  splitter.finish()
  return count
}

/** A row that is being written: fills `cells`, of which those beyond `limit` are left out. */
export class OpenRow {
  readonly #record: OpenRecord
  readonly #splitter: RowSplitter
  readonly #cells: InlineText[]
  #text: LeafText | null = null
  count = 0

  constructor(cells: InlineText[], limit: number, record: OpenRecord) {
    this.#cells = cells
    this.#record = record
    this.#splitter = new RowSplitter({
      begin: () => this.#begin(limit),
      add: (text) => this.#text?.append(text),
      end: () => this.#end(),
    })
  }

  #begin(limit: number): void {
    this.count += 1
    if (this.count > limit) return
    const cell: GrowingText = { inlines: [], settledInlines: 0 }
    this.#cells[this.count - 1] = cell
    this.#text = new LeafText(cell, this.#record.references)
  }

  #end(): void {
    if (this.#text) this.#record.finish(this.#text)
    this.#text = null
  }

  append(text: string): void {
    this.#splitter.feed(text)
  }

  finish(): void {
    this.#splitter.finish()
  }

  sync(): void {
    this.#text?.sync()
  }
}

type Alignment = Table['align'][number]

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** The alignments that the line below a table's header gives; null when it is no such line. */
export function readDelimiterRow(line: string): readonly Alignment[] | null {
  if (!delimiterRow.test(line)) return null
  const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.map((cell) => {
    const mark = cell.trim()
    const isRight = mark.endsWith(':')
    if (mark.startsWith(':')) return isRight ? 'center' : 'left'
    return isRight ? 'right' : null
  })
}
