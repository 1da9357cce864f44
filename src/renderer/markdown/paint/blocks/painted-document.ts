import type { Block, DocumentNode, TextLeaf } from '../../parser/nodes'
import { GroupTree } from '../group-tree'
import type { PaintContext } from '../paint-context'
import { repaintCells } from '../tables/repaint-cells'
import { BlockRun } from './block-run'
import { blocksHeight } from './spacing/estimate'
import { gapAfter } from './spacing/gaps'
import { PaintedNotes } from './painted-notes'
import { TextRun } from './text-block'

// A single small block would cost more than it saves.
const groupLength = 12
// So many notes one after another are the notes at the end of the text. Fewer may stand below a section, and more text come.
const endNotes = 3
const outermost = { depth: 0, lead: null }

/** A document on the page. */
export class PaintedDocument {
  readonly #context: PaintContext
  readonly #run: BlockRun
  readonly #notes: PaintedNotes
  readonly #groups: GroupTree
  #isHiding = false
  readonly #hidden: HTMLElement[] = []
  #document: DocumentNode | null = null
  #isSettled = false
  /** How many blocks there are, and how many notes there were when the last of them grew. */
  #blockCount = 0
  #notesBefore = 0

  constructor(host: HTMLElement, context: PaintContext) {
    this.#context = context
    this.#notes = new PaintedNotes(host, context)
    this.#groups = new GroupTree(host, {
      groupLength,
      name: 'div',
      className: 'group',
      heightOf: (from, to) => blocksHeight(this.#document?.children.slice(from, to) ?? []),
      end: () => this.#notes.element,
      onGroup: (group, isInHost) => isInHost && this.#hide(group),
    })
    this.#run = new BlockRun({
      make: (block) => context.makeBlock(block, outermost),
      add: (element, index) => this.#groups.add(element, index),
      remove: (element) => this.#groups.remove(element),
      gap: gapAfter,
      settle: (count) => this.#groups.settle(count),
    })
  }

  /** Shows the present state, of which these leaves read differently than when they were shown. */
  show(document: DocumentNode, rereads: readonly TextLeaf[]): void {
    this.#document = document
    const { leaves, rereads: current } = this.#context
    for (const leaf of rereads) current.add(leaf)
    this.#run.show(document.children, document.settledChildren)
    this.#showNotes(document)
    for (const leaf of rereads) {
      const element = leaves.get(leaf)
      if (element) this.#repaint(leaf, element)
      else this.#repaintHolderOf(leaf)
    }
    current.clear()
  }

  /**
   * While much text waits, what is added is kept out of layout: a page that shows all that comes by would spend its time on
   * that. It shows when it is no longer hidden.
   */
  hideAdded(isHiding: boolean): void {
    this.#isHiding = isHiding
    if (!isHiding) for (const group of this.#hidden.splice(0)) group.hidden = false
  }

  /** Nothing changes any more. */
  settle(): void {
    this.#run.settle()
    this.#isSettled = true
    const { later, isLate } = this.#context
    later(() => !this.#isSettled || this.#notes.show(this.#document?.footnotes ?? [], isLate))
  }

  /** Where text goes on. */
  tail(): HTMLElement | null {
    return this.#notes.tail() ?? this.#run.tail()
  }

  /** Goes on with another document that begins with the same blocks: the first `count` stay as they are. */
  adopt(count: number): void {
    for (let index = this.#run.settledCount - 1; index >= count; index -= 1) {
      const element = this.#groups.at(index)
      if (element instanceof HTMLElement) this.#groups.remove(element)
    }
    this.#groups.reopen(count)
    this.#notes.clear()
    this.#isSettled = false
    this.#run.adopt(count)
  }

  /**
   * Notes stand behind all text: while it grows above them, they would be pushed about, and push it out of sight. So they
   * show only once the text has come to its notes, and all of them when it has settled.
   */
  #showNotes({ children, settledChildren, footnotes }: DocumentNode): void {
    if (children.length !== this.#blockCount || settledChildren < children.length) {
      this.#blockCount = children.length
      this.#notesBefore = footnotes.length
      this.#notes.clear()
    } else if (this.#notes.element || footnotes.length >= this.#notesBefore + endNotes) this.#notes.show(footnotes)
  }

  #hide(group: HTMLElement): void {
    if (!this.#isHiding) return
    group.hidden = true
    this.#hidden.push(group)
  }

  #repaint(leaf: TextLeaf, element: HTMLElement): void {
    if (leaf.kind === 'table') {
      repaintCells(leaf, element, this.#context)
      return
    }
    element.replaceChildren()
    new TextRun(element, this.#context, () => undefined).show(leaf, true)
  }

  /** For a leaf that was painted for another document: the whole block that holds it is painted anew. */
  #repaintHolderOf(leaf: TextLeaf): void {
    const { children = [] } = this.#document ?? {}
    for (let index = 0; index < this.#run.settledCount; index += 1) {
      const block = children[index]
      if (!block || !holds(block, leaf)) continue
      const painted = this.#context.makeBlock(block, outermost)
      painted.show(block)
      painted.settle()
      const gap = gapAfter(block, children[index - 1])
      if (gap !== null) painted.element.classList.add(gap)
      this.#groups.at(index)?.replaceWith(painted.element)
      return
    }
  }
}

function holds(block: Block, leaf: TextLeaf): boolean {
  return block === leaf || ('children' in block && block.children.some((child) => holds(child, leaf)))
}
