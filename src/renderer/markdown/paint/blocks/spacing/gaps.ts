import type { Block } from '../../../parser/nodes'

/** The distance from the block before, by the reading order of headings and texts. */
export function gapAfter(block: Block, before: Block | undefined): string | null {
  if (!before) return null
  if (block.kind === 'heading') return 'gap-wide'
  return before.kind === 'heading' ? 'gap-small' : 'gap'
}

/** The same distance between all blocks, where there is less room for order. */
export function evenGap(_block: Block, before: Block | undefined): string | null {
  return before ? 'gap' : null
}
