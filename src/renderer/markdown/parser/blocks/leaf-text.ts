import { InlineLeaf, type GrowingText } from '../inlines/inline-leaf'
import type { References } from '../inlines/inline-reader'
import type { TextLeaf } from '../nodes'
import { LeafReferences, type Registry } from '../references/registry'

const chunkLength = 4_096

/** A text that is put together from many small pieces and read back at most a few times. */
export class GatheredText {
  readonly #chunks: string[] = []
  #last = ''

  add(text: string): void {
    this.#last += text
    if (this.#last.length < chunkLength) return
    this.#chunks.push(this.#last)
    this.#last = ''
  }

  get isEmpty(): boolean {
    return this.#last === '' && this.#chunks.length === 0
  }

  toString(): string {
    return this.#chunks.join('') + this.#last
  }
}

/** One running text of a leaf, with its source as long as it may have to be read again. */
export class LeafText {
  readonly #target: GrowingText
  readonly #inline: InlineLeaf
  readonly #references: LeafReferences
  readonly #lookups: number
  readonly source = new GatheredText()

  constructor(target: GrowingText, references: LeafReferences) {
    this.#target = target
    this.#references = references
    this.#lookups = references.lookups
    this.#inline = new InlineLeaf(target, references)
  }

  append(text: string): void {
    this.source.add(text)
    this.#inline.append(text)
  }

  /** Text from this place on may be taken back, so it is not settled. */
  holdFrom(place: number): void {
    this.#inline.settleLimit = place
  }

  sync(): void {
    this.#inline.sync()
  }

  /** Reads the rest. Gives a way to read it all again if it has to do with references. */
  finish(): ((references: References) => void) | null {
    this.#inline.finish()
    if (this.#references.lookups === this.#lookups) return null
    const target = this.#target
    const source = this.source.toString()
    return (references) => readText(target, source, references)
  }
}

/** Reads a whole text into `target`, in the place of what stands there. */
export function readText(target: GrowingText, source: string, references: References): void {
  target.inlines.length = 0
  target.settledInlines = 0
  const inline = new InlineLeaf(target, references)
  inline.append(source)
  inline.finish()
}

/** What a leaf needs to know of the document around it. */
export class LeafDocument {
  readonly registry: Registry
  #sequence = 0

  constructor(registry: Registry) {
    this.registry = registry
  }

  /** Starts the record of a leaf. Leaves start in the order of the document. */
  openRecord(): OpenRecord {
    this.#sequence += 1
    return new OpenRecord(this.registry, this.#sequence)
  }
}

/** Collects what one leaf refers to. */
export class OpenRecord {
  readonly #registry: Registry
  readonly #sequence: number
  readonly references: LeafReferences
  readonly #rereads: ((references: References) => void)[] = []
  #length = 0

  constructor(registry: Registry, sequence: number) {
    this.#registry = registry
    this.#sequence = sequence
    this.references = new LeafReferences(registry)
  }

  finish(text: LeafText): void {
    const reread = text.finish()
    if (!reread) return
    this.#rereads.push(reread)
    this.#length += text.source.toString().length
  }

  close(node: TextLeaf): void {
    if (this.references.isEmpty) return
    const rereads = this.#rereads
    this.#registry.record({
      node,
      sequence: this.#sequence,
      length: this.#length,
      reread: (references) => {
        for (const reread of rereads) reread(references)
      },
      missing: this.references.missing,
      uses: this.references.uses,
      isReferring: false,
    })
  }
}
