import type { Block, DocumentNode, Footnote } from '../nodes'
import { Registry } from '../references/registry'
import { readMarker, readNoteStart, type Marker } from './container-starts'
import { LeafDocument } from './leaf-text'
import { continueLeaf } from './leaf-lines'
import { readFence, readHeading, readHtmlStart, readRule, readUnderline } from './leaf-starts'
import { LineCursor } from './line-cursor'
import { OpenMath, readMathStart } from './open-math'
import { OpenParagraph } from './paragraphs/open-paragraph'
import { OpenTable } from './tables/open-table'
import { OpenFence, OpenHeading, OpenHtml, OpenIndented } from './simple-leaves'
import { Spine } from './spine'
import { maximumColumns, maximumHeaderLength, readDelimiterRow } from './tables/table-rows'
import type { Growing, OpenLeaf } from './tree'

/** True: the start of the line is decided. False: it takes more of the line. */
type Decided = boolean

/**
 * The block structure of a document, line by line. A line that is still coming is worked on as far as it can have one
 * meaning only; from then on its text goes straight to its leaf. So nothing is ever taken back.
 */
export class BlockMachine {
  readonly #footnotes: Footnote[] = []
  readonly document: Growing<DocumentNode> = {
    kind: 'document',
    children: [],
    settledChildren: 0,
    footnotes: this.#footnotes,
  }
  readonly registry = new Registry(this.#footnotes)
  readonly #leaves = new LeafDocument(this.registry)
  readonly #spine = new Spine(this.document)
  readonly #line = new LineCursor()
  #leaf: OpenLeaf | null = null
  /** What the rest of the line goes to, once that is decided. */
  #sink: OpenLeaf | null = null
  #isDecided = false
  #isContinued = false
  #nextLook = 0

  constructor() {
    this.#line.start()
  }

  /** Takes more of the current line, which has no line ending in it. */
  append(text: string): void {
    if (this.#isDecided) {
      this.#sink?.append(text)
      return
    }
    this.#line.text += text
    // A long line whose meaning stays open is looked at again when it has grown by a quarter.
    if (this.#line.text.length < this.#nextLook) return
    this.#decide()
    this.#nextLook = this.#line.text.length > 256 ? this.#line.text.length * 1.25 : 0
  }

  /** The current line is complete. */
  endLine(): void {
    if (!this.#isDecided) {
      this.#line.isComplete = true
      this.#decide()
    }
    this.#sink?.endLine()
    if (this.#leaf?.kind === 'heading') this.#closeLeaf()
    if (this.#leaf instanceof OpenHtml && this.#leaf.isClosed) this.#closeLeaf()
    if (this.#leaf instanceof OpenMath && this.#leaf.node.closed) this.#closeLeaf()
    this.#spine.endLine()
    this.#line.start()
    this.#sink = null
    this.#isDecided = false
    this.#isContinued = false
    this.#nextLook = 0
  }

  /** Whether the current line holds any text. */
  get isInLine(): boolean {
    return this.#isDecided || this.#line.text !== ''
  }

  /** Brings the nodes up to date with all text that came. */
  sync(): void {
    this.#leaf?.sync()
  }

  /** The document is complete. */
  close(): void {
    if (this.isInLine) this.endLine()
    this.#closeLeaf()
    this.#spine.closeAll()
  }

  #decide(): void {
    if (!this.#isContinued) {
      if (!this.#spine.match(this.#line)) return
      this.#isContinued = true
    }
    this.#line.look()
    this.#isDecided = this.#continueLeaf() ?? this.#startBlocks()
  }

  /** Lines of leaves whose text is not looked at for blocks. Undefined: the line may hold blocks. */
  #continueLeaf(): Decided | undefined {
    const leaf = this.#leaf
    if (!leaf || !this.#spine.isAllMatched) return undefined
    const kind = continueLeaf(leaf, this.#line)
    if (kind === 'more') return false
    if (kind === null) return undefined
    if (kind === 'blank') return true
    this.#spine.touchAll()
    if (kind === 'used') return true
    if (kind === 'text') return this.#pour(leaf)
    this.#closeLeaf()
    return kind === 'end' ? true : undefined
  }

  /** From here on the line's text goes to the leaf. */
  #pour(leaf: OpenLeaf): true {
    this.#sink = leaf
    leaf.append(this.#line.rest)
    return true
  }

  #startBlocks(): Decided {
    for (;;) {
      this.#line.look()
      if (this.#line.isBlank) return this.#blankLine()
      this.#spine.touchAll()
      const isStarted = this.#line.indent >= 4 ? this.#startIndented() : this.#startBlock()
      if (isStarted === 'more') return false
      if (isStarted === 'leaf') return true
      if (isStarted === null) return this.#text()
    }
  }

  #blankLine(): Decided {
    if (!this.#line.isComplete) return false
    this.#closeBefore()
    return true
  }

  /** Whether the line may go on with a paragraph, in its place or lazily. */
  get #isInParagraph(): boolean {
    return this.#leaf?.kind === 'paragraph'
  }

  #startIndented(): 'leaf' | null {
    if (this.#isInParagraph) return null
    const leaf = new OpenIndented()
    this.#open(leaf, leaf.node)
    this.#line.skipColumns(4)
    this.#pour(leaf)
    return 'leaf'
  }

  /** Opens what starts here: 'container', after which more may start, or 'leaf', which takes the rest of the line. */
  #startBlock(): 'container' | 'leaf' | 'more' | null {
    switch (this.#line.character) {
      case '>':
        return this.#startQuote()
      case '#':
        return this.#startHeading()
      case '`':
      case '~':
        return this.#startFence()
      case '<':
        return this.#startHtml()
      case '[':
        return this.#startNote()
      case '$':
      case '\\':
        return this.#startMath()
      case '=':
        return this.#startUnderline()
      case '-':
        return this.#startUnderline() ?? this.#startRule() ?? this.#startItem() ?? this.#startTable()
      case '*':
      case '_':
        return this.#startRule() ?? this.#startItem()
      case '|':
      case ':':
        return this.#startTable()
      default:
        return /[+0-9]/.test(this.#line.character) ? this.#startItem() : null
    }
  }

  #startQuote(): 'container' | 'more' | null {
    const line = this.#line
    if (this.#spine.isFull) return null
    if (line.next + 1 >= line.text.length && !line.isComplete) return 'more'
    this.#closeBefore()
    this.#spine.openQuote()
    line.skipTo(line.next + 1)
    line.skipColumns(1)
    return 'container'
  }

  #startItem(): 'container' | 'more' | null {
    const marker = this.#spine.isFull ? null : readMarker(this.#line, this.#isInOwnParagraph)
    if (marker === null || marker === 'more') return marker
    this.#openItem(marker)
    return 'container'
  }

  #openItem(marker: Marker): void {
    const line = this.#line
    this.#closeBefore()
    const { indent } = line
    const width = marker.end - line.next
    line.skipTo(marker.end)
    const isWide = marker.isEmpty || line.indent > 4
    const padding = isWide ? 1 : line.indent
    line.skipColumns(padding)
    this.#spine.openItem(marker, indent + width + padding)
  }

  #startNote(): 'container' | 'more' | null {
    const note = this.#spine.isFull ? null : readNoteStart(this.#line)
    if (note === null || note === 'more') return note
    this.#closeBefore()
    const node = this.#spine.openNote(note.label)
    this.registry.defineNote(note.label, node)
    this.#line.skipTo(note.end)
    this.#line.skipBlanks()
    return 'container'
  }

  #startHeading(): 'leaf' | 'more' | null {
    const heading = readHeading(this.#line)
    if (heading === null || heading === 'more') return heading
    const leaf = new OpenHeading(heading.level, this.#leaves)
    this.#open(leaf, leaf.node)
    this.#line.skipTo(heading.end)
    this.#pour(leaf)
    return 'leaf'
  }

  #startFence(): 'leaf' | 'more' | null {
    const fence = readFence(this.#line)
    if (fence === null || fence === 'more') return fence
    const leaf = new OpenFence(fence)
    this.#open(leaf, leaf.node)
    return 'leaf'
  }

  #startHtml(): 'leaf' | 'more' | null {
    const type = readHtmlStart(this.#line, !this.#isInParagraph)
    if (type === null || type === 'more') return type
    const leaf = new OpenHtml(type)
    this.#open(leaf, leaf.node)
    this.#pour(leaf)
    return 'leaf'
  }

  #startMath(): 'leaf' | 'more' | null {
    const start = readMathStart(this.#line.text.slice(this.#line.next), this.#line.isComplete)
    if (start === null || start === 'more') return start
    const leaf = new OpenMath(start)
    this.#open(leaf, leaf.node)
    return 'leaf'
  }

  #startRule(): 'leaf' | 'more' | null {
    const rule = readRule(this.#line)
    if (rule === null || rule === 'more') return rule
    this.#closeBefore()
    this.#spine.beginChild()
    this.#spine.place().show({ kind: 'rule' })
    this.#spine.settle()
    return 'leaf'
  }

  /** Whether a paragraph goes on here, in its own place. */
  get #isInOwnParagraph(): boolean {
    return this.#isInParagraph && this.#spine.isAllMatched
  }

  #startUnderline(): 'leaf' | 'more' | null {
    const leaf = this.#leaf
    if (!(leaf instanceof OpenParagraph) || !this.#isInOwnParagraph) return null
    const level = readUnderline(this.#line)
    if (level === null || level === 'more') return level
    if (!leaf.toHeading(level)) return null
    this.#leaf = null
    this.#spine.settle()
    return 'leaf'
  }

  #startTable(): 'leaf' | 'more' | null {
    const leaf = this.#leaf
    if (!(leaf instanceof OpenParagraph) || !this.#isInOwnParagraph) return null
    const line = this.#line.text.slice(this.#line.next)
    if (line.length > maximumHeaderLength || !/^[-|: \t]*$/.test(line)) return null
    if (!this.#line.isComplete) return 'more'
    const align = readDelimiterRow(line)
    if (!align || align.length > maximumColumns || !leaf.isHeader(align.length)) return null
    const table = new OpenTable(leaf.takeHeader(), align)
    this.#leaf = null
    this.#spine.settle()
    this.#open(table, table.node)
    return 'leaf'
  }

  /** What starts no block goes on with a paragraph or a table, or starts a paragraph. */
  #text(): true {
    const isOwn = this.#spine.isAllMatched
    if (this.#leaf instanceof OpenTable && isOwn && !this.#leaf.isFull) {
      this.#line.skipBlanks()
      this.#leaf.beginRow()
      return this.#pour(this.#leaf)
    }
    if (!(this.#leaf instanceof OpenParagraph)) this.#openParagraph()
    const paragraph = this.#leaf
    if (!(paragraph instanceof OpenParagraph)) return true
    const mayBeHeader = this.#spine.isAllMatched && this.#line.indent < 4
    this.#line.skipBlanks()
    paragraph.beginLine(this.#line.character, mayBeHeader)
    return this.#pour(paragraph)
  }

  #openParagraph(): void {
    this.#closeBefore()
    this.#spine.beginChild()
    this.#leaf = new OpenParagraph(this.#leaves, this.#spine.place(), this.#spine.leadRole())
  }

  /** Puts a new leaf in the innermost container. */
  #open(leaf: OpenLeaf, node: Block): void {
    this.#closeBefore()
    this.#spine.beginChild()
    this.#spine.place().show(node)
    this.#leaf = leaf
  }

  #closeLeaf(): void {
    const leaf = this.#leaf
    this.#leaf = null
    if (!leaf) return
    leaf.close()
    this.#spine.settle()
  }

  /** Closes what ends before a block that starts here: containers that the line does not belong to, and the leaf. */
  #closeBefore(): void {
    this.#closeLeaf()
    this.#spine.closeUnmatched()
  }
}
