/**
 * A reply's text as the beginning of the model's next message. The provider refuses one that ends with white space, so that
 * stays here, and `push` takes it out of what the model writes next: it would stand there twice.
 */
export class Prefill {
  /** What is sent; empty when there is nothing but white space. */
  readonly text: string
  /** White space that has been shown already and that the model may write again. */
  #space: string
  #anyRepeated = false

  constructor(continueText: string) {
    this.text = continueText.trimEnd()
    this.#space = continueText.slice(this.text.length)
  }

  /** What of this piece is new. */
  push(text: string): string {
    let from = 0
    while (from < text.length && this.#space.startsWith(text.charAt(from))) {
      this.#anyRepeated = true
      this.#space = this.#space.slice(1)
      from += 1
    }
    if (from === text.length) return ''
    // A space between words, where the text broke off at the end of a line.
    const stray = this.#space !== '' && !this.#anyRepeated && text.startsWith(' ')
    this.#space = ''
    return text.slice(stray ? from + 1 : from)
  }
}
