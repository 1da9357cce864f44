/**
 * Walks over one line, tabs counting as the spaces up to the next stop of four. The line may still be growing: then
 * `isComplete` is false.
 */
export class LineCursor {
  text = ''
  isComplete = false
  at = 0
  #column = 0
  /** Columns of a tab at `at` that are used up already. */
  #usedOfTab = 0
  /** The next character that is neither space nor tab, the end if there is none. */
  next = 0
  /** How many columns of blanks stand before it. */
  indent = 0

  #noRule = { character: '', before: 0 }

  start(): void {
    this.#noRule = { character: '', before: 0 }
    this.text = ''
    this.isComplete = false
    this.at = 0
    this.#column = 0
    this.#usedOfTab = 0
  }

  /** Brings `next` and `indent` up to date. */
  look(): void {
    let column = this.#column
    let index = this.at
    for (; index < this.text.length; index += 1) {
      const code = this.text.charCodeAt(index)
      if (code === 32) column += 1
      else if (code === 9) column += 4 - (column % 4)
      else break
    }
    this.next = index
    this.indent = column - this.#column
  }

  get isBlank(): boolean {
    return this.next >= this.text.length
  }

  /** What stands at `index` keeps all of the line before it from being a rule of this character. */
  noteNoRule(character: string, index: number): void {
    this.#noRule = { character, before: index }
  }

  isNoRuleBefore(character: string): boolean {
    return this.#noRule.character === character && this.next < this.#noRule.before
  }

  /** The character at `next`, '' at the end. */
  get character(): string {
    return this.text.charAt(this.next)
  }

  /** Goes on by so many columns of blanks at most; a tab may be used in part. */
  skipColumns(count: number): void {
    let left = count
    while (left > 0) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 32 && code !== 9) return
      const width = code === 32 ? 1 : 4 - (this.#column % 4)
      const used = Math.min(width, left)
      this.#column += used
      left -= used
      if (used === width) {
        this.at += 1
        this.#usedOfTab = 0
      } else this.#usedOfTab += used
    }
  }

  /** Goes on to `index`, over characters that are no tabs, from `next`. */
  skipTo(index: number): void {
    this.#column += this.indent + (index - this.next)
    this.at = index
    this.#usedOfTab = 0
    this.look()
  }

  /** Goes on to the next character that is no blank. */
  skipBlanks(): void {
    this.skipTo(this.next)
  }

  /** What is left, with spaces for a tab that is used in part. */
  get rest(): string {
    if (this.#usedOfTab === 0) return this.text.slice(this.at)
    // `column` stands inside of the tab.
    return ' '.repeat(4 - (this.#column % 4)) + this.text.slice(this.at + 1)
  }
}
