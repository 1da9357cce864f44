/**
 * Lets the columns of a table keep the widths that they have, in proportion, whatever rows come. From then on each row is
 * laid out alone.
 */
export function freezeColumns(frame: HTMLElement, table: HTMLTableElement): void {
  const cells = [...(table.tHead?.rows[0]?.cells ?? [])]
  const widths = cells.map((cell) => cell.getBoundingClientRect().width)
  const total = widths.reduce((sum, width) => sum + width, 0)
  // Where nothing is laid out, all are alike.
  const columns = widths.map((width) => `minmax(0, ${total === 0 ? 1 : round(width)}fr)`)
  table.style.setProperty('--columns', columns.join(' '))
  if (total > frame.clientWidth + 1) table.style.setProperty('min-width', `${round(total)}px`)
  frame.classList.add('is-frozen')
}

function round(width: number): number {
  return Math.round(width * 100) / 100
}
