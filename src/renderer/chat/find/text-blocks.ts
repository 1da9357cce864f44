/** Running text as it stands in the page: the texts of one block, in order, and all of them joined. */
export interface TextBlock {
  readonly nodes: readonly Text[]
  /** Where each one begins in `text`. */
  readonly starts: readonly number[]
  readonly text: string
}

const inlineTags = new Set(
  [
    'a',
    'abbr',
    'b',
    'bdi',
    'code',
    'del',
    'em',
    'i',
    'ins',
    'kbd',
    'mark',
    's',
    'span',
    'strong',
    'sub',
    'sup',
    'u',
    'wbr',
  ].map((tag) => tag.toUpperCase()),
)
/** What stands in a message and is not what it says: controls, labels, formulas, pictures. `said-text` leaves out the same. */
const notSaid =
  'button, select, textarea, header, svg, math, iframe, .formula, .formula-block, .image, .alert-title, .reason, .table-tools, .unseen, [aria-hidden="true"]'

/** The blocks of text in an element, in order; of children that are blocks only those that `isWanted`. */
export function* textBlocks(root: Element, isWanted: (block: Element) => boolean = () => true): Generator<TextBlock> {
  let nodes: Text[] = []
  const take = (): TextBlock | null => {
    const block = nodes.length > 0 ? toBlock(nodes) : null
    nodes = []
    return block
  }
  function* walk(element: Element): Generator<TextBlock> {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child instanceof Text) {
        if (child.length > 0) nodes.push(child)
        continue
      }
      if (!(child instanceof Element) || child.matches(notSaid)) continue
      // Long code stands in runs of lines, each an element that is not laid out while it is out of sight.
      if (inlineTags.has(child.tagName) && !child.classList.contains('chunk')) {
        yield* walk(child)
        continue
      }
      const before = take()
      if (before) yield before
      if (child.tagName === 'BR' || !isWanted(child)) continue
      yield* walk(child)
      const inside = take()
      if (inside) yield inside
    }
  }
  yield* walk(root)
  const last = take()
  if (last) yield last
}

/** The range of a part of a block's text. */
export function rangeIn({ nodes, starts }: TextBlock, start: number, end: number): Range {
  const range = document.createRange()
  const [first, last] = [indexAt(starts, start), indexAt(starts, end - 1)]
  const [from, to] = [nodes[first], nodes[last]]
  if (from) range.setStart(from, start - (starts[first] ?? 0))
  if (to) range.setEnd(to, end - (starts[last] ?? 0))
  return range
}

function toBlock(nodes: readonly Text[]): TextBlock {
  const starts: number[] = []
  const texts: string[] = []
  let length = 0
  for (const node of nodes) {
    starts.push(length)
    texts.push(node.data)
    length += node.length
  }
  const text = texts.join('')
  // A line break in running text is a space; where lines are kept, nothing that is looked for goes across one.
  const keepsLines = nodes[0]?.parentElement?.closest('pre, .question') != null
  return { nodes, starts, text: keepsLines ? text : text.replaceAll('\n', ' ') }
}

function indexAt(starts: readonly number[], place: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
