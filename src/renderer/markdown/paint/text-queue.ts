/** Text that waits to be worked off, in the order in which it came. */
export class TextQueue {
  readonly #texts: string[] = []
  /** How much of the first one has been taken. */
  #taken = 0
  #length = 0

  /** How many characters wait. */
  get length(): number {
    return this.#length
  }

  /** Puts text at the end. */
  add(text: string): void {
    if (text === '') return
    this.#texts.push(text)
    this.#length += text.length
  }

  /** Takes so many characters from the beginning, or all there are. */
  take(most: number): string {
    let piece = ''
    let from = 0
    while (from < this.#texts.length && piece.length < most) {
      const text = this.#texts[from] ?? ''
      const room = most - piece.length
      if (text.length - this.#taken <= room) {
        piece += text.slice(this.#taken)
        this.#taken = 0
        from += 1
      } else {
        piece += text.slice(this.#taken, this.#taken + room)
        this.#taken += room
      }
    }
    this.#texts.splice(0, from)
    this.#length -= piece.length
    return piece
  }

  /** Forgets all of it. */
  clear(): void {
    this.#texts.length = 0
    this.#taken = 0
    this.#length = 0
  }
}
