/** A piece of content: thinking aloud, or the answer. */
export interface ContentPiece {
  readonly reasoning: boolean
  readonly text: string
}

const openTag = '<think>'
const closeTag = '</think>'
/** More white space than this before a tag is content. */
const maximumLeadingSpace = 256

/**
 * Takes a `<think>…</think>` that opens a reply out of its content. Tags may be split over any number of pushes; a closing
 * tag inside code is text. Once `settled`, all further content is answer and need not pass through here.
 */
export class ThinkTags {
  #state: 'opening' | 'thinking' | 'after' | 'answer' = 'opening'
  /** Not given out yet: it may become part of a tag. */
  #pending = ''
  #reasoningStarted = false
  readonly #code = new CodeState()
  /** All that came after a closing tag that was taken for code: the answer after all, if no other tag follows. */
  #afterSkippedTag: string | null = null

  get settled(): boolean {
    return this.#state === 'answer'
  }

  /** Says that the reply has opened with something else: a tag from here on is text. */
  settle(): readonly ContentPiece[] {
    return this.#state === 'opening' ? this.end() : []
  }

  push(text: string): readonly ContentPiece[] {
    const pieces: ContentPiece[] = []
    this.#pending += text
    if (this.#state === 'opening') this.#open(pieces)
    if (this.#state === 'thinking') this.#think(pieces, false)
    if (this.#state === 'after' || this.#state === 'answer') this.#answer(pieces)
    return pieces
  }

  /** What was held back, once the content has ended. */
  end(): readonly ContentPiece[] {
    const pieces: ContentPiece[] = []
    if (this.#state === 'thinking') this.#think(pieces, true)
    if (this.#state === 'thinking' && this.#afterSkippedTag !== null) {
      pieces.push({ reasoning: false, text: this.#afterSkippedTag.trimStart() })
    }
    this.#state = this.#state === 'opening' ? 'answer' : this.#state
    this.#answer(pieces)
    this.#state = 'answer'
    return pieces.filter((piece) => piece.text !== '')
  }

  #open(pieces: ContentPiece[]): void {
    const text = this.#pending.trimStart()
    if (text.startsWith(openTag)) {
      this.#state = 'thinking'
      this.#pending = text.slice(openTag.length)
    } else if (!openTag.startsWith(text) || this.#pending.length > maximumLeadingSpace) {
      this.#state = 'answer'
      this.#answer(pieces)
    }
  }

  #think(pieces: ContentPiece[], ended: boolean): void {
    const text = this.#pending
    let from = 0
    for (let at = text.indexOf(closeTag); at !== -1; at = text.indexOf(closeTag, from)) {
      this.#code.read(text.slice(from, at))
      const next = text[at + closeTag.length]
      if (this.#code.inLine && next === undefined && !ended) {
        // Whether this closes or is quoted shows in the next character.
        this.#keepAfterTag(text.slice(from, at))
        this.#reason(text.slice(0, at), pieces)
        this.#pending = text.slice(at)
        return
      }
      const quoted = this.#code.inFence || (this.#code.inLine && next !== undefined && !/[\r\n]/.test(next))
      if (!quoted) {
        this.#reason(text.slice(0, at), pieces)
        this.#pending = text.slice(at + closeTag.length)
        this.#state = 'after'
        return
      }
      this.#keepAfterTag(text.slice(from, at))
      this.#afterSkippedTag = ''
      from = at + closeTag.length
    }
    const kept = ended ? 0 : tagStartLength(text.slice(from))
    const end = text.length - kept
    this.#code.read(text.slice(from, end))
    this.#keepAfterTag(text.slice(from, end))
    this.#reason(text.slice(0, end), pieces)
    this.#pending = text.slice(end)
  }

  #keepAfterTag(text: string): void {
    if (this.#afterSkippedTag !== null) this.#afterSkippedTag += text
  }

  #reason(text: string, pieces: ContentPiece[]): void {
    const shown = this.#reasoningStarted ? text : text.trimStart()
    if (shown === '') return
    this.#reasoningStarted = true
    pieces.push({ reasoning: true, text: shown })
  }

  #answer(pieces: ContentPiece[]): void {
    const text = this.#state === 'after' ? this.#pending.replace(/^[\r\n]+/, '') : this.#pending
    this.#pending = ''
    if (text === '') return
    this.#state = 'answer'
    pieces.push({ reasoning: false, text })
  }
}

/** How many characters at the end of the text may be the start of a closing tag. */
function tagStartLength(text: string): number {
  for (let length = Math.min(closeTag.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(closeTag.slice(0, length))) return length
  }
  return 0
}

/** Follows a text and knows whether it stands inside a code fence or between backticks. */
class CodeState {
  inFence = false
  inLine = false
  #lineStart = ''
  #onFenceLine = false

  read(text: string): void {
    for (const character of text) {
      if (character === '\n') {
        this.inLine = false
        this.#onFenceLine = false
        this.#lineStart = ''
        continue
      }
      if (this.#lineStart.length < 3 && (this.#lineStart !== '' || character.trim() !== '')) {
        this.#lineStart += character
        if (this.#lineStart === '```' || this.#lineStart === '~~~') {
          this.inFence = !this.inFence
          this.inLine = false
          this.#onFenceLine = true
        }
      }
      if (character === '`' && !this.#onFenceLine) this.inLine = !this.inLine
    }
  }
}
