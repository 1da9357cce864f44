import { isWhitespace } from '../../text/characters'
import { unescape } from '../../text/escapes'

/** Where a link points to. */
export interface Target {
  readonly href: string
  readonly title: string
}

type Phase = 'before' | 'angle' | 'bare' | 'behind' | 'title' | 'end' | 'done' | 'failed'

const maximumParentheses = 32

/**
 * Reads `(address "title")` in pieces, each character once: an address may be a whole image. Starts behind the `(`;
 * `length` counts what was read, the closing `)` included.
 */
export class LinkTail {
  #phase: Phase = 'before'
  #isEscaped = false
  #depth = 0
  #hasSpace = false
  #quote = 0
  #address: readonly [number, number] = [0, 0]
  #title: readonly [number, number] = [0, 0]
  #start = 0
  length = 0

  get outcome(): 'more' | 'done' | 'failed' {
    return this.#phase === 'done' || this.#phase === 'failed' ? this.#phase : 'more'
  }

  feed(text: string, from = 0): 'more' | 'done' | 'failed' {
    for (let index = from; index < text.length; index += 1) {
      if (this.#phase === 'done' || this.#phase === 'failed') break
      this.#phase = this.#next(text.charCodeAt(index))
      this.length += 1
    }
    return this.outcome
  }

  /** The target; `text` is all that was read. */
  target(text: string): Target {
    return { href: unescape(text.slice(...this.#address)), title: unescape(text.slice(...this.#title)) }
  }

  #next(code: number): Phase {
    if (this.#isEscaped) {
      this.#isEscaped = false
      // A backslash escapes no line ending and no space.
      if (this.#phase === 'title' || !isWhitespace(code)) return this.#phase
    }
    switch (this.#phase) {
      case 'before':
        return this.#before(code)
      case 'angle':
        return this.#angle(code)
      case 'bare':
        return this.#bare(code)
      case 'behind':
        return this.#behind(code)
      case 'title':
        return this.#inTitle(code)
      default:
        return isWhitespace(code) ? 'end' : code === 41 ? 'done' : 'failed'
    }
  }

  #before(code: number): Phase {
    if (isWhitespace(code)) return 'before'
    this.#start = this.length
    if (code === 60) {
      this.#start += 1
      return 'angle'
    }
    return this.#bare(code)
  }

  #angle(code: number): Phase {
    if (code === 10 || code === 60) return 'failed'
    if (code === 92) this.#isEscaped = true
    if (code !== 62) return 'angle'
    this.#address = [this.#start, this.length]
    return 'behind'
  }

  #bare(code: number): Phase {
    if (code === 92) this.#isEscaped = true
    if (code === 40) this.#depth += 1
    const isEnd = isWhitespace(code) || (code === 41 && this.#depth === 0)
    if (isEnd && this.#depth === 0) {
      this.#address = [this.#start, this.length]
      return this.#behind(code)
    }
    if (code === 41) this.#depth -= 1
    return isEnd || code < 32 || code === 127 || this.#depth > maximumParentheses ? 'failed' : 'bare'
  }

  #behind(code: number): Phase {
    if (code === 41) return 'done'
    if (isWhitespace(code)) {
      this.#hasSpace = true
      return 'behind'
    }
    if (!this.#hasSpace || (code !== 34 && code !== 39 && code !== 40)) return 'failed'
    this.#quote = code === 40 ? 41 : code
    this.#start = this.length + 1
    return 'title'
  }

  #inTitle(code: number): Phase {
    if (code === 92) this.#isEscaped = true
    if (code === 40 && this.#quote === 41) return 'failed'
    if (code !== this.#quote) return 'title'
    this.#title = [this.#start, this.length]
    return 'end'
  }
}
