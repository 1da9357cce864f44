import type { Block } from '../../parser/nodes'
import type { PaintContext } from '../paint-context'
import type { PaintedBlock } from './painted-block'

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
