import type { Token } from '../../highlight/tokens'
import { makeElement } from '../element'
import { GroupTree } from '../group-tree'
import { addLineElements, makeLine, removeLineElements } from './line-elements'
import { piecesOf, showPieces, type PaintedPiece } from './pieces'

/** So many lines stand in one element, which is not laid out while it is out of sight. */
export const chunkLines = 50
const linePx = 20

/** Gives the tokens of a whole line, or of the one that still grows. */
export interface LineTokens {
  whole(text: string, index: number): readonly Token[]
  open(text: string): readonly Token[]
}

/** Lines of code on the page, of which only the last one changes. */
export class CodeLines {
  readonly #host: HTMLElement
  readonly #tokens: LineTokens
  readonly #chunks: HTMLElement[] = []
  readonly #groups: GroupTree
  #lines: readonly string[] = []
  #openLine = ''
  /** How many whole lines are painted. */
  #wholeCount = 0
  /** The last line, as far as it is painted, if it is not a whole one. */
  #open: { readonly host: HTMLElement; pieces: readonly PaintedPiece[] } | null = null
  #isNumbered = false

  constructor(host: HTMLElement, tokens: LineTokens) {
    this.#host = host
    this.#tokens = tokens
    const heightOf = (from: number, to: number): number => (to - from) * chunkLines * linePx
    this.#groups = new GroupTree(host, { groupLength: 1, name: 'span', className: 'chunk', heightOf })
  }

  /** How many whole lines are painted. */
  get wholeCount(): number {
    return this.#wholeCount
  }

  /** Shows whole lines, which only become more, and the one that still grows, '' for none. */
  show(lines: readonly string[], openLine: string): void {
    this.#lines = lines
    this.#openLine = openLine
    for (; this.#wholeCount < lines.length; this.#wholeCount += 1) {
      const line = lines[this.#wholeCount] ?? ''
      this.#showLine(this.#wholeCount, line, this.#tokens.whole(line, this.#wholeCount))
      this.#open = null
      if (this.#wholeCount % chunkLines === 0) this.#groups.settle(this.#wholeCount / chunkLines)
    }
    this.#showOpen()
  }

  /** Paints the whole lines of one chunk again, with these tokens. */
  paintAgain(chunkIndex: number, tokens: readonly (readonly Token[])[]): void {
    const chunk = this.#chunks[chunkIndex]
    if (!chunk) return
    const open = this.#open
    const from = chunkIndex * chunkLines
    const end = Math.min(from + chunkLines, this.#wholeCount)
    chunk.replaceChildren()
    for (let index = from; index < end; index += 1) {
      this.#open = null
      this.#showLine(index, this.#lines[index] ?? '', tokens[index - from] ?? [])
    }
    if (this.#chunks[chunkIndex + 1]) endLine(lineHost(chunk))
    const holdsOpen = this.#wholeCount < from + chunkLines
    this.#open = holdsOpen ? null : open
    if (holdsOpen) this.#showOpen()
  }

  /** Numbers the lines or takes the numbers away. */
  setNumbered(isNumbered: boolean): void {
    if (isNumbered === this.#isNumbered) return
    this.#isNumbered = isNumbered
    this.#removeOpen()
    for (const [index, chunk] of this.#chunks.entries()) {
      const from = index * chunkLines
      if (isNumbered) addLineElements(chunk, from, Math.min(chunkLines, this.#wholeCount - from))
      else removeLineElements(chunk)
    }
    this.#showOpen()
  }

  /** Where text goes on. */
  tail(): HTMLElement {
    const last = this.#chunks.at(-1)
    return last ? lineHost(last) : this.#host
  }

  #showOpen(): void {
    if (this.#openLine === '') this.#removeOpen()
    else this.#showLine(this.#wholeCount, this.#openLine, this.#tokens.open(this.#openLine))
  }

  #showLine(index: number, line: string, tokens: readonly Token[]): void {
    this.#open ??= { host: this.#startLine(index), pieces: [] }
    this.#open.pieces = showPieces(this.#open.host, this.#open.pieces, piecesOf(line, tokens))
  }

  /** Makes the place of a line. The line end before it comes only now: an empty last line would show as one. */
  #startLine(index: number): HTMLElement {
    const chunkIndex = Math.floor(index / chunkLines)
    const isFirst = index % chunkLines === 0
    const before = this.#chunks[isFirst ? chunkIndex - 1 : chunkIndex]
    if (before && !(isFirst && this.#chunks[chunkIndex])) endLine(lineHost(before))
    let chunk = this.#chunks[chunkIndex]
    if (!chunk) {
      chunk = makeElement('span', 'chunk')
      this.#chunks[chunkIndex] = chunk
      this.#groups.add(chunk, chunkIndex)
    }
    if (!this.#isNumbered) return chunk
    const line = makeLine(index + 1)
    chunk.append(line)
    return line
  }

  /** What looked like a line has become the closing fence. */
  #removeOpen(): void {
    if (!this.#open) return
    const { host, pieces } = this.#open
    showPieces(host, pieces, [])
    this.#open = null
    const chunk = this.#chunks.at(-1)
    if (!chunk) return
    if (host !== chunk) host.remove()
    if (this.#wholeCount % chunkLines === 0) {
      this.#groups.remove(chunk)
      this.#chunks.pop()
    }
    const before = this.#chunks.at(-1)
    if (before) cutLineEnd(lineHost(before))
  }
}

/** The element in which the last line of a chunk stands. */
function lineHost(chunk: HTMLElement): HTMLElement {
  const { lastElementChild } = chunk
  return lastElementChild instanceof HTMLElement && lastElementChild.className === 'line' ? lastElementChild : chunk
}

function endLine(host: HTMLElement): void {
  const { lastChild } = host
  if (lastChild instanceof Text) lastChild.appendData('\n')
  else host.append('\n')
}

function cutLineEnd(host: HTMLElement): void {
  const { lastChild } = host
  if (!(lastChild instanceof Text) || !lastChild.data.endsWith('\n')) return
  if (lastChild.length === 1) lastChild.remove()
  else lastChild.deleteData(lastChild.length - 1, 1)
}
