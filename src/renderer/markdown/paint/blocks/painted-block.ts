import type { Block } from '../../parser/nodes'

/** Where a block stands. */
export interface Surroundings {
  /** How many items and quotes are around it. */
  readonly depth: number
  /** The item or quote whose first block it is, and which takes its direction from it. */
  readonly lead: HTMLElement | null
}

/** A block on the page that may still change. */
export interface PaintedBlock {
  readonly element: HTMLElement
  /** Shows the block's present state. False: it has become something else, and nothing was done. */
  show(block: Block): boolean
  /** Nothing in it changes any more. */
  settle(): void
  /** Where text goes on, for the caret. Null where none does. */
  tail(): HTMLElement | null
}
