import type { Block } from '../../parser/nodes'
import type { PaintContext } from '../paint-context'
import type { PaintedBlock } from './painted-block'

// Deeper, there is no room to step in any further.
const deepest = 10

/** Marks an item or a quote that has `depth` others around it, if it is to stand no further in than they do. */
export function markDeep(element: HTMLElement, depth: number): void {
  if (depth >= deepest) element.classList.add('is-deep')
}

/** Makes a block of an item or a quote, which has `depth` others around it. The first one gives it its direction. */
export function makeInside(
  block: Block,
  index: number,
  depth: number,
  container: HTMLElement,
  context: PaintContext,
): PaintedBlock {
  const isFirst = index === 0
  // What was first before may have given one.
  if (isFirst) container.removeAttribute('dir')
  return context.makeBlock(block, { depth: depth + 1, lead: isFirst ? container : null })
}
