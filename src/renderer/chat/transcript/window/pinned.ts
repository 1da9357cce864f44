// A selection over more turns than this keeps only its two ends mounted.
const mostSelected = 200

/** The ids of the turns in a column that must stay mounted: with the focus or the selection. */
export function pinnedTurns(column: HTMLElement): readonly string[] {
  const slots = new Set<Element>()
  const add = (node: Node | null): Element | null => {
    const element = node instanceof Element ? node : (node?.parentElement ?? null)
    const slot = element && column.contains(element) ? element.closest('[data-slot]') : null
    if (slot) slots.add(slot)
    return slot
  }
  add(document.activeElement)
  const selection = document.getSelection()
  if (selection && !selection.isCollapsed) {
    const ends = [add(selection.anchorNode), add(selection.focusNode)] as const
    for (const slot of between(ends[0], ends[1])) slots.add(slot)
  }
  return [...slots].map((slot) => slot.getAttribute('data-slot') ?? '')
}

/** What stands between two siblings, in whichever order they are. */
function between(one: Element | null, other: Element | null): readonly Element[] {
  if (!one || !other || one === other) return []
  const isForward = (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const found: Element[] = []
  const end = isForward ? other : one
  for (let next = (isForward ? one : other).nextElementSibling; next && next !== end; next = next.nextElementSibling) {
    if (next.hasAttribute('data-slot')) found.push(next)
    if (found.length > mostSelected) return []
  }
  return found
}
