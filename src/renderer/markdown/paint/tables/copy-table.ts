import type { Table } from '../../parser/nodes'
import type { PaintParts } from '../paint-parts'
import { toCsv, toMarkdownTable, toTabbed } from './table-text'

/** Puts a table on the clipboard: as Markdown, as comma-separated values, or as a table for documents and sheets. */
export async function copyTable(table: Table, kind: string, { copy, toHtml }: PaintParts): Promise<boolean> {
  if (kind === 'markdown') return copy(toMarkdownTable(table))
  if (kind === 'csv') return copy(toCsv(table))
  const html = await toHtml({ kind: 'document', children: [table], settledChildren: 1, footnotes: [] })
  return copy(toTabbed(table), html)
}
