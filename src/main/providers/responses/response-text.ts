import { SeenText } from '../chat-completions/seen-text'

/** A piece of a whole text. `group`: pieces of one group follow each other directly, groups a blank line apart. */
export interface TextPiece {
  readonly group: string
  readonly text: string
}

/**
 * Puts one text of a response together from its deltas and from the whole copies that follow them, so that nothing is doubled,
 * and nothing is lost when the deltas are missing. Each call gives the characters that are new.
 */
export class ResponseText {
  readonly #parts = new Map<string, SeenText>()
  readonly #opened = new Set<string>()
  readonly #before: number
  #shown = ''
  #group: string | null = null

  /** `before`: how many characters of it had been shown when the stream broke that this one takes up. */
  constructor(before = 0) {
    this.#before = before
  }

  /** Characters so far, with those before the break. */
  get length(): number {
    return this.#before + this.#shown.length
  }

  /** The group or the part begins in this stream. */
  open(name: string): void {
    if (this.#before > 0) this.#opened.add(name)
  }

  delta(group: string, part: string, text: string): string {
    if (text === '') return ''
    this.#seen(part).add(text)
    return this.#add(group, text)
  }

  /** A whole copy of one part. */
  whole(group: string, part: string, text: string): string {
    // Of a part that began before the break it is unknown how much was shown: the copy of all parts will tell.
    if (this.#before > 0 && !this.#opened.has(part)) return ''
    const seen = this.#parts.get(part)
    if (seen) return this.delta(group, part, seen.newIn(text, true))
    // Its deltas may have come under another index.
    return this.#shown.endsWith(text) ? '' : this.delta(group, part, text)
  }

  /** A whole copy of all parts. */
  all(pieces: readonly TextPiece[]): string {
    const joined = joinPieces(pieces)
    const isKnown = this.#before === 0 ? joined.startsWith(this.#shown) : this.#shown === ''
    if (!isKnown) return ''
    this.#group = null
    return this.#add('', joined.slice(this.length))
  }

  #seen(part: string): SeenText {
    let seen = this.#parts.get(part)
    if (!seen) this.#parts.set(part, (seen = new SeenText()))
    return seen
  }

  #add(group: string, text: string): string {
    if (text === '') return ''
    const isNext = this.#group === null ? this.#opened.has(group) : this.#group !== group && this.length > 0
    this.#group = group
    const news = isNext ? `\n\n${text}` : text
    this.#shown += news
    return news
  }
}

function joinPieces(pieces: readonly TextPiece[]): string {
  let joined = ''
  let group: string | null = null
  for (const piece of pieces) {
    if (piece.text === '') continue
    joined += group !== null && group !== piece.group ? `\n\n${piece.text}` : piece.text
    group = piece.group
  }
  return joined
}
