import { AppError } from '../../../shared/errors'

/**
 * Takes the elements out of a JSON array as its text comes, split anywhere. An element is given once its end is there, as
 * text that may still be no JSON. Throws `bad-response` when one grows beyond the limit.
 */
export class JsonArrayElements {
  /** The array's own end has come. */
  closed = false
  /** The beginning of an element whose end has not come yet. */
  #pending = ''
  readonly #limit: number
  #opened = false
  #depth = 0
  #inString = false
  #escaped = false

  /** `limit`: for one element, in characters. */
  constructor(limit: number) {
    this.#limit = limit
  }

  push(text: string): readonly string[] {
    const elements: string[] = []
    let start = 0
    for (let at = 0; at < text.length && !this.closed; at += 1) {
      const character = text.charCodeAt(at)
      if (this.#inString) {
        this.#string(character)
      } else if (!this.#opened) {
        // The bracket, and a byte order mark before it.
        this.#opened = character === 91
        start = at + 1
      } else if (character === 34) {
        this.#inString = true
      } else if (character === 123 || character === 91) {
        this.#depth += 1
      } else if (this.#depth > 0) {
        if (character === 125 || character === 93) this.#depth -= 1
      } else if (character === 44 || character === 93) {
        const element = (this.#pending + text.slice(start, at)).trim()
        if (element !== '') elements.push(element)
        this.#pending = ''
        start = at + 1
        this.closed = character === 93
      }
    }
    if (this.#opened && !this.closed) this.#pending += text.slice(start)
    if (this.#pending.length > this.#limit) {
      throw new AppError({ code: 'bad-response', detail: `One part is larger than ${this.#limit} characters.` })
    }
    return elements
  }

  #string(character: number): void {
    if (this.#escaped) this.#escaped = false
    else if (character === 92) this.#escaped = true
    else if (character === 34) this.#inString = false
  }
}
