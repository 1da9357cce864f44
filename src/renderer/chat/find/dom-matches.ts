import { matchesIn } from './text/matches'
import { rangeIn, textBlocks } from './text-blocks'

/** A place in the page: in a text the character, else the start of the element. */
export interface PagePlace {
  readonly node: Node
  readonly at: number
}

/** A match in the page. */
export interface FoundMatch {
  readonly range: Range
  /** It is the one that was asked for, and not the last of too few. */
  readonly isExact: boolean
}

/** The match with this number, from 0, among all in an element; the last one if there are not so many, null if none. */
export function* nthMatch(root: Element, needle: string, number: number): Generator<null, FoundMatch | null> {
  let left = number
  let last: (() => Range) | null = null
  for (const block of textBlocks(root)) {
    for (const match of matchesIn(block.text, needle)) {
      if (match) {
        last = () => rangeIn(block, match.start, match.end)
        if (left === 0) return { range: last(), isExact: true }
        left -= 1
      } else yield null
    }
    yield null
  }
  return last && { range: last(), isExact: false }
}

/** How many matches in an element begin before a place. */
export function* matchesBefore(root: Element, needle: string, place: PagePlace): Generator<null, number> {
  let count = 0
  for (const block of textBlocks(root)) {
    if (!begins(block.nodes[0], 0, place)) return count
    const endsBefore = begins(block.nodes.at(-1), block.nodes.at(-1)?.length ?? 0, place)
    for (const match of matchesIn(block.text, needle)) {
      if (!match) yield null
      else if (endsBefore) count += 1
      else {
        const { startContainer, startOffset } = rangeIn(block, match.start, match.end)
        if (!begins(startContainer, startOffset, place)) return count
        count += 1
      }
    }
    yield null
  }
  return count
}

/** Whether a place in a text is before another place. */
function begins(node: Node | undefined, at: number, place: PagePlace): boolean {
  if (!node) return false
  if (node === place.node) return at < place.at
  return (node.compareDocumentPosition(place.node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
