import { isDigit } from '../text/characters'
import { isNoteLabel, scanLabel, skipBlanks } from '../text/labels'
import type { Start } from './leaf-starts'
import type { LineCursor } from './line-cursor'

/** The marker of a list item. */
export interface Marker {
  /** What the items of one list have in common: the bullet, or what follows the number. */
  readonly kind: string
  /** The number, null for a bullet. */
  readonly start: number | null
  /** Where the marker ends. */
  readonly end: number
  /** Nothing follows it on its line. */
  readonly isEmpty: boolean
}

function markerEnd(line: LineCursor): number {
  let end = line.next
  while (isDigit(line.text.charCodeAt(end)) && end - line.next < 10) end += 1
  return end
}

/** A marker at the start of a line. Inside of a paragraph an item must not be empty, and a number must be 1. */
export function readMarker(line: LineCursor, inParagraph: boolean): Start<Marker> {
  const { text } = line
  const isBullet = '-+*'.includes(line.character)
  const numberEnd = isBullet ? line.next : markerEnd(line)
  if (numberEnd - line.next > 9) return null
  const mark = text.charAt(numberEnd)
  if (mark === '' && !line.isComplete) return 'more'
  if (!isBullet && mark !== '.' && mark !== ')') return null
  const end = numberEnd + 1
  let content = end
  while (text.charAt(content) === ' ' || text.charAt(content) === '\t') content += 1
  if (content === text.length && !line.isComplete) return 'more'
  if (content === end && end < text.length) return null
  const start = isBullet ? null : Number.parseInt(text.slice(line.next, numberEnd), 10)
  const isEmpty = content === text.length
  if (inParagraph && (isEmpty || (start !== null && start !== 1))) return null
  return { kind: mark, start, end, isEmpty }
}

/** `[^label]:`, which opens a footnote; blanks may follow `end`. */
export function readNoteStart(line: LineCursor): Start<{ readonly label: string; readonly end: number }> {
  const { text } = line
  const second = text.charAt(line.next + 1)
  if (second === '' && !line.isComplete) return 'more'
  if (second !== '^') return null
  const end = scanLabel(text, line.next)
  const open = line.isComplete ? null : 'more'
  if (end === null) return null
  if (end === 'more') return /\s/.test(text.slice(line.next)) ? null : open
  const label = text.slice(line.next + 1, end - 1)
  if (!isNoteLabel(label)) return null
  if (end === text.length) return open
  if (text.charAt(end) !== ':') return null
  const content = skipBlanks(text, end + 1)
  return content === text.length && open ? open : { label: label.slice(1), end: end + 1 }
}
