import type { Table } from '../../parser/nodes'
import type { PaintParts } from '../paint-parts'
import { toCsv, toMarkdownTable, toTabbed } from './table-text'

/** Puts a table on the clipboard: as Markdown, as comma-separated values, or as a table for documents and sheets. */
export function copyTable(table: Table, kind: string, { copy, toHtml }: PaintParts): Promise<boolean> {
  if (kind === 'markdown') return copy(toMarkdownTable(table))
  if (kind === 'csv') return copy(toCsv(table))
  return copy(toTabbed(table), toHtml({ kind: 'document', children: [table], settledChildren: 1, footnotes: [] }))
}
