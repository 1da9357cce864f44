/** How much of a text has been seen, and enough of its end to know it again in a longer copy. */
export class SeenText {
  length = 0
  #lastPart = ''

  add(part: string): void {
    this.length += part.length
    this.#lastPart = part
  }

  /**
   * What a message's text has beyond the part seen. A text that does not go on from that part is a piece of its own, unless
   * deltas bring the pieces.
   */
  newIn(text: string, deltaSeen: boolean): string {
    const grown = text.slice(this.length - this.#lastPart.length, this.length) === this.#lastPart
    if (this.length === 0 || (text.length >= this.length && grown)) return text.slice(this.length)
    return deltaSeen ? '' : text
  }
}
