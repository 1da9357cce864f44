/** What is kept of a text that has left the page. */
export interface KeptText {
  /** How many characters it has. */
  readonly length: number
  /** It is not kept any more. */
  stop(): void
}

/**
 * Texts that have left the page and may come back, each by its key. Those that left longest ago go when there are more
 * than `mostTexts` or more than `mostCharacters` in all; the last one stays, however long it is.
 */
export class KeptTexts<Text extends KeptText> {
  readonly #most: { readonly texts: number; readonly characters: number }
  readonly #texts = new Map<string, Text>()
  #characters = 0

  constructor(most: { readonly texts: number; readonly characters: number }) {
    this.#most = most
  }

  /** Keeps a text, in place of the one with the same key. */
  keep(key: string, text: Text): void {
    this.take(key)?.stop()
    this.#texts.set(key, text)
    this.#characters += text.length
    for (const [oldest] of this.#texts) {
      const isTooMuch = this.#texts.size > this.#most.texts || this.#characters > this.#most.characters
      if (!isTooMuch || oldest === key) return
      this.take(oldest)?.stop()
    }
  }

  /** Gives a text back, if it is still here: it is the caller's then. */
  take(key: string): Text | null {
    const text = this.#texts.get(key)
    if (!text) return null
    this.#texts.delete(key)
    this.#characters -= text.length
    return text
  }
}
