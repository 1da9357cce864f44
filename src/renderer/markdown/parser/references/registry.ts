import type { References } from '../inlines/inline-reader'
import type { Target } from '../inlines/constructs/link-tail'
import type { Footnote, TextLeaf } from '../nodes'
import { normalizeLabel } from '../text/labels'
import { assignNumbers, type Note, type NoteUse } from './note-numbers'

// A longer leaf is not read again: what it refers to must be defined before it.
const maximumReread = 100_000
// Labels are in upper case, so this is the beginning of none.
const notePrefix = 'note '

function noteKey(key: string): string {
  return notePrefix + key
}

/** Reads a leaf again from its source. */
export type Reread = (references: References) => void

/** What a leaf referred to while it was read, and how to read it again. */
export interface LeafRecord {
  readonly node: TextLeaf
  /** Leaves are numbered in the order of the document. */
  readonly sequence: number
  readonly length: number
  readonly reread: Reread
  missing: ReadonlySet<string>
  uses: readonly NoteUse[]
  isReferring: boolean
}

/** The references of one leaf, while it is open: nobody else hears of them before it closes. */
export class LeafReferences implements References {
  readonly #registry: Registry
  readonly missing = new Set<string>()
  readonly uses: NoteUse[] = []
  /** How many times something was looked up that is missing or a note. */
  lookups = 0
  readonly #counts = new Map<Note, number>()
  /** Notes that nobody referred to before, in the order of their numbers. */
  readonly #fresh: Note[] = []
  /** The numbers that were given to a leaf that is read again. */
  readonly #given: readonly NoteUse[] | undefined

  constructor(registry: Registry, given?: readonly NoteUse[]) {
    this.#registry = registry
    this.#given = given
  }

  get isEmpty(): boolean {
    return this.missing.size === 0 && this.uses.length === 0
  }

  link(label: string): Target | undefined {
    const key = normalizeLabel(label)
    const target = this.#registry.target(key)
    if (target) return target
    this.lookups += 1
    this.missing.add(key)
    return undefined
  }

  note(label: string): { readonly number: number; readonly use: number } | undefined {
    const key = normalizeLabel(label)
    const note = this.#registry.noteOf(key)
    this.lookups += 1
    if (!note) {
      this.missing.add(noteKey(key))
      return undefined
    }
    const given = this.#given?.[this.uses.length]
    const use = given?.note === note ? given : this.#nextUse(note)
    this.uses.push(use)
    return { number: use.number, use: use.use }
  }

  #nextUse(note: Note): NoteUse {
    const count = (this.#counts.get(note) ?? 0) + 1
    this.#counts.set(note, count)
    if (count === 1 && note.node.number === 0) this.#fresh.push(note)
    const number = note.node.number || this.#registry.noteCount + this.#fresh.indexOf(note) + 1
    return { note, number, use: note.uses + count }
  }
}

/** The definitions of a document, and which leaves wait for one. The first definition of a label counts. */
export class Registry {
  readonly #targets = new Map<string, Target>()
  readonly #notes = new Map<string, Note>()
  readonly #waiting = new Map<string, Set<LeafRecord>>()
  /** Leaves with notes, in the order of the document. */
  readonly #referring: LeafRecord[] = []
  readonly #due = new Set<LeafRecord>()
  readonly #footnotes: Footnote[]
  #credit = 0
  /** Some numbers are not what the order of the document says. */
  #isStale = false

  constructor(footnotes: Footnote[]) {
    this.#footnotes = footnotes
  }

  /** How many notes have a number. */
  get noteCount(): number {
    return this.#footnotes.length
  }

  target(key: string): Target | undefined {
    return this.#targets.get(key)
  }

  noteOf(key: string): Note | undefined {
    return this.#notes.get(key)
  }

  define(label: string, target: Target): void {
    const key = normalizeLabel(label)
    if (this.#targets.has(key)) return
    this.#targets.set(key, target)
    this.#wake(key)
  }

  defineNote(label: string, node: Note['node']): void {
    const key = normalizeLabel(label)
    if (this.#notes.has(key)) return
    this.#notes.set(key, { node, uses: 0 })
    this.#wake(noteKey(key))
  }

  #wake(key: string): void {
    for (const leaf of this.#waiting.get(key) ?? []) this.#due.add(leaf)
    this.#waiting.delete(key)
  }

  /** A leaf that is complete; it stands behind all that were recorded before. */
  record(leaf: LeafRecord): void {
    if (leaf.length <= maximumReread) this.#wait(leaf)
    this.#refer(leaf)
    for (const { note, number, use } of leaf.uses) {
      note.uses += 1
      if (note.node.number === 0) note.node.number = this.#footnotes.push(note.node)
      // While the leaf was open, leaves before it may have been read again and have taken its numbers.
      if (note.node.number !== number || note.uses !== use) this.#isStale = true
    }
  }

  #refer(leaf: LeafRecord): void {
    if (leaf.uses.length === 0 || leaf.isReferring) return
    leaf.isReferring = true
    this.#referring.push(leaf)
  }

  #wait(leaf: LeafRecord): void {
    for (const key of leaf.missing) {
      if (this.#isDefined(key)) this.#due.add(leaf)
      const leaves = this.#waiting.get(key) ?? new Set()
      this.#waiting.set(key, leaves.add(leaf))
    }
  }

  #isDefined(key: string): boolean {
    return key.startsWith(notePrefix) ? this.#notes.has(key.slice(notePrefix.length)) : this.#targets.has(key)
  }

  /**
   * Reads the leaves again whose references were defined since. To keep that in proportion to the text, it is paid for by
   * `characters` that came; what cannot be paid yet waits, at the latest for the end (Infinity).
   */
  rereadDue(characters: number): readonly TextLeaf[] {
    this.#credit = characters === Infinity ? Infinity : Math.min(this.#credit + characters * 4, 64_000)
    if (this.#due.size === 0 && !this.#isStale) return []
    const changed = new Set<LeafRecord>()
    for (const leaf of Array.from(this.#due)) {
      if (leaf.length > this.#credit) continue
      this.#credit -= leaf.length
      this.#due.delete(leaf)
      this.#readAgain(leaf)
      changed.add(leaf)
    }
    if (changed.size > 0 || this.#isStale) this.#renumber(changed)
    return [...changed].map((leaf) => leaf.node)
  }

  #readAgain(leaf: LeafRecord, given?: readonly NoteUse[]): void {
    const references = new LeafReferences(this, given)
    leaf.reread(references)
    for (const key of leaf.missing) this.#waiting.get(key)?.delete(leaf)
    leaf.missing = references.missing
    leaf.uses = references.uses
    this.#wait(leaf)
  }

  #renumber(changed: Set<LeafRecord>): void {
    for (const leaf of changed) this.#refer(leaf)
    this.#isStale = this.#referring.length > this.#credit
    if (this.#isStale) return
    this.#credit -= this.#referring.length
    this.#referring.sort((left, right) => left.sequence - right.sequence)
    const { footnotes, wrong } = assignNumbers(this.#notes.values(), this.#referring)
    for (const [leaf, uses] of wrong) {
      if (leaf.length > this.#credit) {
        this.#isStale = true
        continue
      }
      this.#credit -= leaf.length
      this.#readAgain(leaf, uses)
      changed.add(leaf)
    }
    this.#footnotes.splice(0, this.#footnotes.length, ...footnotes)
  }
}
