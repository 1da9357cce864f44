import { createParser } from '../../../markdown/parser/parser'
import { saidText } from './said-text'

// As much as is read anew in a moment.
const mostCharacters = 8_000_000
const pieceLength = 4096

interface Said {
  readonly writtenLength: number
  readonly text: string
}

/** What replies say, read from their markdown: the last ones are kept, for who types on. */
export class SaidTexts {
  readonly #texts = new Map<string, Said>()
  #length = 0

  forget(): void {
    this.#texts.clear()
    this.#length = 0
  }

  /** What a reply says. To be run in slices. */
  *of(messageId: string, written: string): Generator<null, string> {
    const known = this.#texts.get(messageId)
    if (known?.writtenLength === written.length) return known.text
    const text = yield* readMarkdown(written)
    this.#drop(messageId)
    this.#texts.set(messageId, { writtenLength: written.length, text })
    this.#length += text.length
    for (const id of this.#texts.keys()) {
      if (this.#length <= mostCharacters) break
      this.#drop(id)
    }
    return text
  }

  #drop(messageId: string): void {
    this.#length -= this.#texts.get(messageId)?.text.length ?? 0
    this.#texts.delete(messageId)
  }
}

function* readMarkdown(written: string): Generator<null, string> {
  const parser = createParser()
  for (let from = 0; from < written.length; from += pieceLength) {
    parser.push(written.slice(from, from + pieceLength))
    yield null
  }
  parser.end()
  const texts: string[] = []
  for (const text of saidText(parser.document)) {
    texts.push(text)
    yield null
  }
  return texts.join('')
}
