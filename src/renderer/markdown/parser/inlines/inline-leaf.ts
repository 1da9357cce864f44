import type { Inline, InlineText } from '../nodes'
import { InlineReader, type References } from './inline-reader'
import { type Item, literal } from './items'
import { openTail } from './open-tail'
import { PendingTail } from './pending'

/** The running text of a paragraph, a heading or a cell, as the parser lets it grow. */
export interface GrowingText extends InlineText {
  readonly inlines: Inline[]
  settledInlines: number
}

/** Keeps the inlines of one leaf in step with the text that is appended to it. */
export class InlineLeaf {
  readonly #target: GrowingText
  readonly #reader: InlineReader
  readonly #pending = new PendingTail()
  #isDirty = false
  /** What stands behind this place of the text is not settled. */
  settleLimit = Infinity

  constructor(target: GrowingText, references: References) {
    this.#target = target
    this.#reader = new InlineReader(references)
  }

  append(text: string): void {
    this.#reader.append(text)
    this.#isDirty = true
  }

  /** Brings the target up to date: what is decided first, then the open end as if it were closed here. */
  sync(): void {
    if (!this.#isDirty) return
    this.#isDirty = false
    this.#reader.read()
    const { inlines } = this.#target
    this.#settle()
    inlines.length = this.#target.settledInlines
    const pending = this.#pending.show(this.#reader)
    const { run, stack } = this.#reader
    const text = pending.taken > 0 ? run.slice(0, -pending.taken) : run
    for (const node of openTail(this.#reader, stack.items, text, pending.nodes)) inlines.push(node)
  }

  #settle(): void {
    const { stack } = this.#reader
    stack.expire(this.#reader.offset)
    const count = this.#within(stack.items, stack.decidedCount())
    if (count === 0) return
    const { inlines } = this.#target
    inlines.length = this.#target.settledInlines
    for (const node of stack.takeDecided(count)) inlines.push(flattened(node))
    this.#target.settledInlines = inlines.length
  }

  /** How many of the first `count` items stay what they are when the text behind the limit is taken away. */
  #within(items: readonly Item[], count: number): number {
    let kept = count
    while (kept > 0 && (items[kept - 1]?.end ?? 0) > this.settleLimit) kept -= 1
    const last = items[kept - 1]
    // A text may go on with the marks of what follows it, if that is cut off and comes to nothing.
    const mayGoOn = last?.kind === 'node' && last.node.kind === 'text' && (items[kept]?.end ?? 0) > this.settleLimit
    return mayGoOn ? kept - 1 : kept
  }

  /** The text is complete: everything is settled. */
  finish(): void {
    this.#reader.finish()
    const { inlines } = this.#target
    inlines.length = this.#target.settledInlines
    for (const item of this.#reader.stack.items) inlines.push(flattened(literal(item)))
    this.#target.settledInlines = inlines.length
  }
}

/** Text that grew by small pieces is a tree of them in V8 until somebody looks into it; this puts it in one piece. */
function flattened(node: Inline): Inline {
  if (node.kind === 'text') node.text.charCodeAt(0)
  return node
}
