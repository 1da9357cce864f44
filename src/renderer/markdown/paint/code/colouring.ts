import type { LineHighlighter, Token } from '../../highlight/tokens'
import type { PaintContext } from '../paint-context'
import type { PaintedLanguage } from '../paint-parts'
import { chunkLines, type CodeLines, type LineTokens } from './code-lines'

/** Longer code is not coloured beyond this line, and not numbered: nobody reads it here. */
export const readLines = 5000

const nothing: readonly Token[] = []
const loaded = new WeakMap<PaintedLanguage, () => LineHighlighter>()

/**
 * The colours of one block of code, line by line. A line for which there is no time in its frame is painted plain, and
 * again in its colours in a later one.
 */
export class Colouring implements LineTokens {
  readonly #context: PaintContext
  #lines: CodeLines | null = null
  #texts: readonly string[] = []
  #highlighter: LineHighlighter | null = null
  /** How many lines have been read by the highlighter. */
  #readCount = 0
  /** Of the read lines of the chunk that is not read whole. */
  #tokens: (readonly Token[])[] = []
  #isCatchingUp = false

  constructor(context: PaintContext) {
    this.#context = context
  }

  /** Begins to colour in a language, which is loaded first if need be. */
  start(language: PaintedLanguage, lines: CodeLines): void {
    this.#lines = lines
    const make = loaded.get(language)
    if (make) {
      this.#highlighter = make()
      return
    }
    language.load().then(
      (loadedMake) => {
        loaded.set(language, loadedMake)
        this.#highlighter = loadedMake()
        this.#catchUp()
      },
      // Code without colours is code all the same.
      () => undefined,
    )
  }

  /** Tells which lines there are, before they are painted. */
  know(texts: readonly string[]): void {
    this.#texts = texts
  }

  whole(text: string, index: number): readonly Token[] {
    if (!this.#highlighter || index >= readLines) return nothing
    if (this.#readCount < index || this.#context.isLate()) {
      this.#catchUp()
      return nothing
    }
    return this.#read(text)
  }

  open(text: string): readonly Token[] {
    const isRead = this.#readCount === (this.#lines?.wholeCount ?? 0) && this.#readCount < readLines
    return isRead && this.#highlighter ? this.#highlighter.openLine(text) : nothing
  }

  #read(text: string): readonly Token[] {
    const tokens = this.#highlighter?.line(text) ?? nothing
    this.#readCount += 1
    if (this.#readCount % chunkLines === 0) this.#tokens = []
    else this.#tokens.push(tokens)
    return tokens
  }

  #catchUp(): void {
    if (this.#isCatchingUp) return
    this.#isCatchingUp = true
    this.#context.later(() => {
      this.#isCatchingUp = !this.#readOn()
      return !this.#isCatchingUp
    })
  }

  /** Reads the lines that were painted plain, and paints each chunk again once it is read. */
  #readOn(): boolean {
    const lines = this.#lines
    if (!lines) return true
    const end = Math.min(lines.wholeCount, readLines)
    while (this.#readCount < end) {
      if (this.#context.isLate()) return false
      const before = this.#tokens
      const tokens = this.#read(this.#texts[this.#readCount] ?? '')
      if (this.#readCount % chunkLines === 0) lines.paintAgain(this.#readCount / chunkLines - 1, [...before, tokens])
    }
    if (this.#tokens.length > 0) lines.paintAgain(Math.floor(end / chunkLines), this.#tokens)
    return true
  }
}
