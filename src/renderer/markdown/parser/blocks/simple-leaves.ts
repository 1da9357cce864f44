import type { Code, Heading, HtmlBlock } from '../nodes'
import { LeafText, type LeafDocument, type OpenRecord } from './leaf-text'
import type { Growing, OpenLeaf } from './tree'

/** A fence that was opened: its character, its length, and how far it is indented. */
export interface Fence {
  readonly character: string
  readonly length: number
  readonly indent: number
  readonly info: string
}

export class OpenFence implements OpenLeaf {
  readonly kind = 'fence'
  readonly node: Growing<Code>
  readonly fence: Fence

  constructor(fence: Fence) {
    this.fence = fence
    this.node = { kind: 'code', info: fence.info, lines: [], openLine: '', closed: false }
  }

  append(text: string): void {
    this.node.openLine += text
  }

  endLine(): void {
    this.node.openLine.charCodeAt(0)
    this.node.lines.push(this.node.openLine)
    this.node.openLine = ''
  }

  close(): void {
    this.node.closed = true
  }

  sync(): void {}
}

/** Code by indentation. */
export class OpenIndented implements OpenLeaf {
  readonly kind = 'indented'
  readonly node: Growing<Code> = { kind: 'code', info: '', lines: [], openLine: '', closed: false }
  /** Blank lines that count only if more code follows. */
  #blankLines: string[] = []

  append(text: string): void {
    for (const line of this.#blankLines) this.node.lines.push(line)
    this.#blankLines = []
    this.node.openLine += text
  }

  blankLine(text: string): void {
    this.#blankLines.push(text)
  }

  endLine(): void {
    this.node.lines.push(this.node.openLine)
    this.node.openLine = ''
  }

  close(): void {
    this.node.closed = true
  }

  sync(): void {}
}

const htmlEnds: readonly (RegExp | null)[] = [
  null,
  /<\/(?:script|pre|textarea|style)>/i,
  /-->/,
  /\?>/,
  />/,
  /\]\]>/,
  null,
  null,
]

export class OpenHtml implements OpenLeaf {
  readonly kind = 'html'
  readonly node: Growing<HtmlBlock> = { kind: 'html', text: '' }
  readonly #ends: RegExp | null
  #line = ''
  isClosed = false

  /** `type` counts the start conditions of the specification from 1. */
  constructor(type: number) {
    this.#ends = htmlEnds[type] ?? null
  }

  /** Blank lines end it, not a mark of its own. */
  get endsAtBlank(): boolean {
    return this.#ends === null
  }

  beginLine(): void {
    this.node.text += '\n'
    this.#line = ''
  }

  append(text: string): void {
    this.node.text += text
    if (this.#ends) this.#line += text
  }

  endLine(): void {
    if (this.#ends?.test(this.#line)) this.isClosed = true
    this.#line = ''
  }

  close(): void {
    this.node.text.charCodeAt(0)
  }

  sync(): void {}
}

/** A heading with `#`. It lasts for one line. */
export class OpenHeading implements OpenLeaf {
  readonly kind = 'heading'
  readonly node: Growing<Heading>
  readonly #record: OpenRecord
  readonly #text: LeafText
  /** The end of the text, while it may be a closing sequence. */
  #held = ''
  #nextLook = 0

  constructor(level: Heading['level'], document: LeafDocument) {
    this.node = { kind: 'heading', level, inlines: [], settledInlines: 0 }
    this.#record = document.openRecord()
    this.#text = new LeafText(this.node, this.#record.references)
  }

  append(text: string): void {
    this.#held += text
    if (this.#held.length < this.#nextLook) return
    const end = closingStart(this.#held, this.#text.source.isEmpty)
    this.#text.append(this.#held.slice(0, end))
    this.#held = this.#held.slice(end)
    this.#nextLook = this.#held.length > 64 ? this.#held.length * 2 : 0
  }

  endLine(): void {}

  close(): void {
    const end = closingStart(this.#held, this.#text.source.isEmpty)
    this.#text.append(this.#held.slice(0, end))
    this.#record.finish(this.#text)
    this.#record.close(this.node)
  }

  sync(): void {
    this.#text.sync()
  }
}

/** Where the blanks, marks and blanks begin that may be the end of a heading; blanks must stand before the marks. */
function closingStart(text: string, isStart: boolean): number {
  let at = text.length
  const skip = (marks: string): void => {
    while (at > 0 && marks.includes(text.charAt(at - 1))) at -= 1
  }
  skip(' \t')
  const blanks = at
  skip('#')
  if (at === blanks) return blanks
  const marks = at
  skip(' \t')
  return at < marks || (at === 0 && isStart) ? at : blanks
}
