import type { Footnote } from '../nodes'
import type { LeafRecord } from './registry'

/** A footnote that is defined. */
export interface Note {
  /** Its `number` is 0 as long as nobody refers to it. */
  readonly node: Footnote & { number: number }
  /** How many references to it are recorded. */
  uses: number
}

/** One reference to a note. */
export interface NoteUse {
  readonly note: Note
  readonly number: number
  readonly use: number
}

interface Numbered {
  readonly footnotes: readonly Footnote[]
  /** Leaves that show other numbers than they should, with the right ones. */
  readonly wrong: ReadonlyMap<LeafRecord, readonly NoteUse[]>
}

/** Numbers all notes anew by the order in which the leaves refer to them. */
export function assignNumbers(notes: Iterable<Note>, referring: readonly LeafRecord[]): Numbered {
  for (const note of notes) {
    note.uses = 0
    note.node.number = 0
  }
  const footnotes: Footnote[] = []
  const wrong = new Map<LeafRecord, readonly NoteUse[]>()
  for (const leaf of referring) {
    const uses = leaf.uses.map(({ note }) => {
      note.uses += 1
      if (note.node.number === 0) note.node.number = footnotes.push(note.node)
      return { note, number: note.node.number, use: note.uses }
    })
    const isRight = uses.every(({ number, use }, at) => leaf.uses[at]?.number === number && leaf.uses[at]?.use === use)
    if (!isRight) wrong.set(leaf, uses)
  }
  return { footnotes, wrong }
}
