import { matchesIn } from './text/matches'
import { rangeIn, textBlocks, type TextBlock } from './text-blocks'

const name = 'found'
const currentName = 'found-current'
// What is painted reaches this many screens beyond what is in sight; a frame of scrolling is much less.
const aroundScreens = 1
// More than fit on a screen.
const mostMarks = 3000
// Reading the text around and marking it must leave room in the frame for the rest.
const budgetMs = 6

/**
 * Marks matches in the page without touching the page, by the CSS Custom Highlight API: those in sight and near, so that
 * the cost does not depend on how long a message is. Ranges are static: live ones would be moved at each change of the page.
 */
export class FoundMarks {
  readonly #box: HTMLElement

  constructor(box: HTMLElement) {
    this.#box = box
  }

  /** Marks what is there now of a needle in these elements, and the one match that is being looked at. */
  paint(roots: readonly Element[], needle: string, current: Range | null): void {
    const marks = new Highlight()
    const deadline = performance.now() + budgetMs
    for (const block of this.#blocksNear(roots)) {
      for (const match of matchesIn(block.text, needle)) {
        if (match) marks.add(staticRange(block, match.start, match.end))
        if (marks.size >= mostMarks || performance.now() > deadline) break
      }
      if (marks.size >= mostMarks || performance.now() > deadline) break
    }
    CSS.highlights.set(name, marks)
    const mark = new Highlight(...(current && isWhole(current) ? [new StaticRange(current)] : []))
    mark.priority = 1
    CSS.highlights.set(currentName, mark)
  }

  /** Takes all marks away. */
  clear(): void {
    CSS.highlights.delete(name)
    CSS.highlights.delete(currentName)
  }

  *#blocksNear(roots: readonly Element[]): Generator<TextBlock> {
    const { top, bottom, height } = this.#box.getBoundingClientRect()
    const isNear = (element: Element): boolean => {
      const box = element.getBoundingClientRect()
      return box.bottom > top - height * aroundScreens && box.top < bottom + height * aroundScreens
    }
    for (const root of roots) if (isNear(root)) yield* textBlocks(root, isNear)
  }
}

/** Whether a match is still in the page as it was. */
export function isWhole({ startContainer, endContainer, collapsed }: Range): boolean {
  return startContainer.isConnected && endContainer.isConnected && !collapsed
}

function staticRange(block: TextBlock, start: number, end: number): StaticRange {
  return new StaticRange(rangeIn(block, start, end))
}
