import type { StreamingParser, TextLeaf } from '../parser/nodes'
import { listenToActions } from './actions'
import { makeBlock } from './blocks/paint-block'
import { PaintedDocument } from './blocks/painted-document'
import { stopWork, workAtOnce, workInFrames, type FrameTime, type Worker } from './frame-work'
import { createFormulaLoader } from './inlines/formula-loader'
import type { LaterJob, PaintContext } from './paint-context'
import type { PaintParts } from './paint-parts'
import { watchWidths } from './tables/watch-widths'
import { Templates } from './tools/templates'
import { TextQueue } from './text-queue'

/** Markdown on the page that grows at its end. */
export interface MarkdownView {
  /** Adds text. It shows at the next frame, or as soon as frames have time for it. */
  push(text: string): void
  /** Says that the text is complete. Resolves when all of it shows. */
  end(): Promise<void>
  /** Goes on after the end: `text` is the whole text so far, which begins with what was pushed. */
  resume(text: string): void
  /** Shows what fits before the next frame, for a view that has just come into the page. */
  showAtOnce(): void
  /** Does nothing until `wake`, whatever comes. */
  rest(): void
  wake(): void
  /** Stops all work and listening. What stands on the page stays. */
  stop(): void
}

/** What a reader may have asked for before. */
export interface ViewOptions {
  /** Whether something long shows whole. Without it all does. */
  readonly isUnfolded?: (key: string) => boolean
  readonly onUnfold?: (key: string) => void
}

// As much as a frame has time for in the worst case, layout included.
const pieceLength = 2048
// When more waits, it is shown only once most of it is there.
const muchLength = 65_536

/** Paints markdown into an empty element, in proportion to what is added, and never longer at a time than a frame has room for. */
export function createMarkdownView(host: HTMLElement, parts: PaintParts, options: ViewOptions = {}): MarkdownView {
  return new View(host, parts, options)
}

class View implements MarkdownView, Worker {
  readonly #parts: PaintParts
  readonly #document: PaintedDocument
  readonly #context: PaintContext
  readonly #queue = new TextQueue()
  readonly #jobs: LaterJob[] = []
  readonly #afterShow: (() => void)[] = []
  #parser: StreamingParser
  #time: FrameTime | null = null
  #takenLength = 0
  #isHiding = false
  /** Up to where the text shows already that a new parser reads once more. */
  #shownLength = 0
  #end: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null
  #hasEnded = false
  #isStopped = false
  #isResting = false
  /** The text came as a whole, so nobody has read any of it here. */
  #isWhole = false
  /** Leaves changed at the very end, so another text that goes on may change them back. */
  #changedAtEnd = false
  #caret: HTMLElement | null = null

  constructor(host: HTMLElement, parts: PaintParts, options: ViewOptions) {
    this.#parts = parts
    this.#parser = parts.createParser()
    const undos = new Set<() => void>()
    const later = (job: LaterJob): void => {
      if (this.#isStopped) return
      this.#jobs.push(job)
      this.#goOn()
    }
    const { isUnfolded = () => true, onUnfold = () => undefined } = options
    const context: PaintContext = {
      parts,
      templates: new Templates(),
      makeBlock: (block, surroundings) => makeBlock(block, surroundings, context),
      folds: (key) => this.#isWhole && !isUnfolded(key),
      later,
      canMeasure: () => host.isConnected && !this.#isHiding,
      afterShow: (run) => void this.#afterShow.push(run),
      isLate: () => this.#time?.isOver() === true,
      withFormulas: createFormulaLoader(parts.loadFormulas, later),
      undos,
      watchWidth: watchWidths(undos),
      rereads: new Set(),
      leaves: new WeakMap(),
      codes: new WeakMap(),
      tables: new WeakMap(),
    }
    this.#context = context
    this.#document = new PaintedDocument(host, context)
    undos.add(listenToActions(host, context, onUnfold))
  }

  push(text: string): void {
    if (this.#isStopped || text === '') return
    this.#queue.add(text)
    this.#goOn()
  }

  end(): Promise<void> {
    if (!this.#end) {
      this.#end = Promise.withResolvers<void>()
      this.#isWhole = this.#takenLength === 0
      this.#goOn()
    }
    return this.#end.promise
  }

  resume(text: string): void {
    if (!this.#hasEnded) {
      // Not at its end yet: only what is new is missing.
      this.#end?.resolve()
      this.#end = null
      this.push(text.slice(this.#takenLength + this.#queue.length))
      return
    }
    this.#shownLength = this.#takenLength
    this.#takenLength = 0
    this.#end = null
    this.#hasEnded = false
    this.#isWhole = false
    this.#parser = this.#parts.createParser()
    this.push(text)
  }

  showAtOnce(): void {
    workAtOnce(this)
  }

  rest(): void {
    this.#isResting = true
    stopWork(this)
  }

  wake(): void {
    this.#isResting = false
    if (!this.#hasNothingLeft()) this.#goOn()
  }

  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    stopWork(this)
    this.#queue.clear()
    this.#jobs.length = 0
    this.#setCaret(null)
    for (const undo of this.#context.undos) undo()
    this.#context.undos.clear()
  }

  work(time: FrameTime): boolean {
    this.#time = time
    while (this.#queue.length > 0) {
      time.spend(this.#takePiece())
      if (time.isOver()) return this.#hasNothingLeft()
    }
    if (this.#end && !this.#hasEnded) this.#finish()
    while (this.#jobs.length > 0) {
      if (this.#jobs[0]?.()) this.#jobs.shift()
      else return false
      if (time.isOver()) break
    }
    return this.#hasNothingLeft()
  }

  #goOn(): void {
    if (!this.#isStopped && !this.#isResting) workInFrames(this)
  }

  #hasNothingLeft(): boolean {
    return this.#queue.length === 0 && this.#jobs.length === 0 && (this.#end === null || this.#hasEnded)
  }

  #takePiece(): number {
    if (this.#shownLength > 0) {
      const piece = this.#queue.take(Math.min(pieceLength, this.#shownLength - this.#takenLength))
      this.#takenLength += piece.length
      this.#parser.push(piece)
      if (this.#takenLength === this.#shownLength) this.#adopt()
      // Nothing of it is laid out again.
      return 0
    }
    const piece = this.#queue.take(pieceLength)
    this.#takenLength += piece.length
    this.#parser.push(piece)
    this.#isHiding = this.#queue.length > muchLength
    this.#document.hideAdded(this.#isHiding)
    this.#show(this.#parser.takeReread())
    return piece.length
  }

  /** The new parser has read what shows already. */
  #adopt(): void {
    this.#shownLength = 0
    this.#parser.takeReread()
    this.#document.adopt(this.#changedAtEnd ? 0 : this.#parser.document.settledChildren)
    this.#changedAtEnd = false
    this.#show([])
  }

  #finish(): void {
    this.#hasEnded = true
    this.#parser.end()
    const rereads = this.#parser.takeReread()
    this.#changedAtEnd = rereads.length > 0
    this.#show(rereads)
    this.#document.settle()
    const end = this.#end
    this.#jobs.push(() => {
      end?.resolve()
      return true
    })
  }

  #show(rereads: readonly TextLeaf[]): void {
    this.#document.show(this.#parser.document, rereads)
    if (!this.#isHiding) for (const run of this.#afterShow.splice(0)) run()
    this.#setCaret(this.#end ? null : this.#document.tail())
  }

  #setCaret(element: HTMLElement | null): void {
    if (element === this.#caret) return
    this.#caret?.removeAttribute('data-caret')
    element?.setAttribute('data-caret', '')
    this.#caret = element
  }
}
