import type { InlineText, Table } from '../../parser/nodes'
import { TextRun } from '../blocks/text-block'
import type { PaintContext } from '../paint-context'

/** Paints the text of every cell of a settled table anew. */
export function repaintCells(block: Table, element: HTMLElement, context: PaintContext): void {
  const rows = element.querySelectorAll('tr')
  for (const [index, texts] of [block.header, ...block.rows].entries()) {
    const cells = rows[index]?.cells
    for (const [column, text] of texts.entries()) repaint(cells?.[column], text, context)
  }
}

function repaint(cell: HTMLElement | undefined, text: InlineText, context: PaintContext): void {
  if (!cell) return
  cell.replaceChildren()
  new TextRun(cell, context, () => undefined).show(text, true)
}
