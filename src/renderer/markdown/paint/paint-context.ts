import type { Block, Code, Table, TextLeaf } from '../parser/nodes'
import type { PaintedBlock, Surroundings } from './blocks/painted-block'
import type { Formulas, PaintParts } from './paint-parts'
import type { Templates } from './tools/templates'

/** A piece of work. Says whether it is done; one that is not is called again. */
export type LaterJob = () => boolean

/** What the painters of one view share. */
export interface PaintContext {
  readonly parts: PaintParts
  readonly templates: Templates
  /** Makes what shows a block; the caller shows it the block. */
  readonly makeBlock: (block: Block, surroundings: Surroundings) => PaintedBlock
  /** Whether what is long shows its beginning only. `key` tells it from other long things of the reply. */
  readonly folds: (key: string) => boolean
  /** Does a job within the time of this frame or of a later one, in the order of the calls. */
  readonly later: (job: LaterJob) => void
  /** Whether what stands in the page is laid out there. */
  readonly canMeasure: () => boolean
  /** Does something once what is shown now can be measured. */
  readonly afterShow: (run: () => void) => void
  /** Whether the work of this frame has to end. */
  readonly isLate: () => boolean
  /** Calls back once the formulas are loaded, within the time of a frame. */
  readonly withFormulas: (use: (formulas: Formulas) => void) => void
  /** Undone when the view stops. */
  readonly undos: Set<() => void>
  /** Keeps an eye on whether a table is wider than the element that it stands in, until the view stops. */
  readonly watchWidth: (table: HTMLElement) => void
  /** Leaves whose settled inlines are not what they were, while they are shown again. */
  readonly rereads: Set<TextLeaf>
  /** Where settled leaves stand. */
  readonly leaves: WeakMap<TextLeaf, HTMLElement>
  /** What the buttons in these elements are about. */
  readonly codes: WeakMap<Element, Code>
  readonly tables: WeakMap<Element, Table>
}
