/** Which rows of a long list are drawn: from `first` up to, but not including, `end`. */
export interface VisibleRows {
  readonly first: number
  readonly end: number
}

/** The rows in sight of a list of equal rows, and a few on both sides. All sizes in pixels. */
export function visibleRows(
  list: { readonly count: number; readonly rowHeight: number },
  view: { readonly top: number; readonly height: number },
  spare = 8,
): VisibleRows {
  const first = Math.floor(Math.max(0, view.top) / list.rowHeight) - spare
  const end = Math.ceil((Math.max(0, view.top) + view.height) / list.rowHeight) + spare
  return { first: Math.max(0, Math.min(first, list.count)), end: Math.max(0, Math.min(end, list.count)) }
}
