import { makeElement } from './element'
import { GroupTree } from './group-tree'

// An element ends with the first line end behind so many characters, at the latest after so many: however text comes, it
// is cut at the same places.
const chunkLength = 4000
const longestChunk = 8000
const lineCharacters = 64

/** Text as it was written that grows at its end, in pieces that are laid out one by one. */
export class TextChunks {
  readonly #host: HTMLElement
  readonly #chunkPx: number
  #groups: GroupTree
  #chunkCount = 0
  #text = ''
  #chunk: HTMLElement | null = null
  #chunkLength = 0
  #isFull = false

  /** `linePx`: how high a line is. */
  constructor(host: HTMLElement, linePx: number) {
    this.#host = host
    this.#chunkPx = (chunkLength / lineCharacters) * linePx
    this.#groups = this.#makeGroups()
  }

  /** Shows a text. One that goes on from the one before costs what has been added. */
  show(text: string): void {
    if (text === this.#text) return
    let from = this.#text.length
    if (!text.startsWith(this.#text)) {
      this.#host.replaceChildren()
      this.#groups = this.#makeGroups()
      this.#chunk = null
      this.#chunkCount = 0
      from = 0
    }
    this.#text = text
    while (from < text.length) from = this.#append(text, from)
  }

  /** Lets go of the text: nothing is added any more. */
  settle(): void {
    this.#text = ''
  }

  /** The element that text is added to. */
  tail(): HTMLElement {
    return this.#chunk ?? this.#host
  }

  #append(text: string, from: number): number {
    if (!this.#chunk || this.#isFull) this.#start()
    const lineEnd = text.indexOf('\n', from + Math.max(0, chunkLength - 1 - this.#chunkLength))
    const most = from + longestChunk - this.#chunkLength
    const full = lineEnd < 0 ? most : Math.min(lineEnd + 1, most)
    const end = Math.min(full, text.length)
    const added = text.slice(from, end)
    const { lastChild } = this.#chunk as HTMLElement
    if (lastChild instanceof Text) lastChild.appendData(added)
    else this.#chunk?.append(added)
    this.#chunkLength += end - from
    this.#isFull = end === full
    return end
  }

  #start(): void {
    this.#groups.settle(this.#chunkCount)
    this.#chunk = makeElement('span', 'chunk')
    this.#chunkLength = 0
    this.#isFull = false
    this.#groups.add(this.#chunk, this.#chunkCount)
    this.#chunkCount += 1
  }

  #makeGroups(): GroupTree {
    const heightOf = (from: number, to: number): number => (to - from) * this.#chunkPx
    return new GroupTree(this.#host, { groupLength: 1, name: 'span', className: 'chunk', heightOf })
  }
}
