import { fold } from './fold'

/** Where a match stands in a text. */
export interface Match {
  readonly start: number
  readonly end: number
}

// Folding this much takes a few milliseconds at most.
const pieceLength = 32_768

/** What is looked for, as texts are compared; '' when there is nothing to look for. */
export function toNeedle(query: string): string {
  return query.trim() === '' ? '' : fold(query).text
}

/**
 * Every match of a folded needle in a text, from its start, none over another. Now and then null, so that who reads it
 * may pause: what comes between two answers takes a few milliseconds at most, however long the text is.
 */
export function* matchesIn(text: string, needle: string): Generator<Match | null> {
  let from = 0
  while (needle !== '' && from < text.length) {
    const { to, isBetweenLines } = pieceEnd(text, from)
    const { text: folded, startOf, endOf } = fold(text.slice(from, to))
    let end = from
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      end = from + endOf(at + needle.length)
      yield { start: from + startOf(at), end }
    }
    if (to === text.length) return
    // A match may lie across the cut, unless that is where a line ends.
    from = isBetweenLines ? to : Math.max(end, to - needle.length * 2, from + 1)
    yield null
  }
}

function pieceEnd(text: string, from: number): { readonly to: number; readonly isBetweenLines: boolean } {
  const to = from + pieceLength
  if (to >= text.length) return { to: text.length, isBetweenLines: true }
  const line = text.lastIndexOf('\n', to)
  return line > from ? { to: line + 1, isBetweenLines: true } : { to, isBetweenLines: false }
}
