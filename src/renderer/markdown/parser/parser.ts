import { BlockMachine } from './blocks/block-machine'
import type { DocumentNode, StreamingParser, TextLeaf } from './nodes'

/** A parser for one text, which may come in pieces of any size. */
export function createParser(): StreamingParser {
  return new MarkdownParser()
}

class MarkdownParser implements StreamingParser {
  readonly #machine = new BlockMachine()
  /** The end of what came whose meaning depends on the next character. */
  #held = ''
  #reread: TextLeaf[] = []

  get document(): DocumentNode {
    return this.#machine.document
  }

  push(delta: string): void {
    const text = this.#held + delta
    const last = text.charCodeAt(text.length - 1)
    // A carriage return may be half a line ending, a high surrogate half a character.
    const isHeld = last === 13 || (last >= 0xd800 && last <= 0xdbff)
    this.#held = isHeld ? text.slice(-1) : ''
    this.#take(isHeld ? text.slice(0, -1) : text)
    this.#machine.sync()
    this.#addReread(delta.length)
  }

  end(): void {
    this.#take(this.#held)
    this.#held = ''
    this.#machine.close()
    this.#addReread(Infinity)
  }

  #take(text: string): void {
    const clean = cleaned(text)
    let start = 0
    for (let end = clean.indexOf('\n'); end >= 0; end = clean.indexOf('\n', start)) {
      if (end > start) this.#machine.append(clean.slice(start, end))
      this.#machine.endLine()
      start = end + 1
    }
    if (start < clean.length) this.#machine.append(clean.slice(start))
  }

  #addReread(characters: number): void {
    for (const leaf of this.#machine.registry.rereadDue(characters)) this.#reread.push(leaf)
  }

  takeReread(): readonly TextLeaf[] {
    const taken = [...new Set(this.#reread)]
    this.#reread = []
    return taken
  }
}

/** One kind of line ending, no NUL, no half characters. */
function cleaned(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
  const whole = lines.includes('\0') ? lines.replaceAll('\0', '\ufffd') : lines
  return whole.isWellFormed() ? whole : whole.toWellFormed()
}
