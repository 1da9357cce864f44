import { isBidiControl, holdsBidiControl, makeBidiMark, appendShown, splitAtBidiControls } from '../inlines/bidi-marks'
import { changeText, makeElement } from '../element'
import type { Token, TokenKind } from '../../highlight/tokens'

// A longer line stands in pieces that are laid out one by one; it is not coloured.
const longestPiece = 4096

/** A part of a line of code: of one colour, plain, a control made visible, or a part of a line that is too long. */
export interface Piece {
  readonly kind: TokenKind | 'control' | 'long' | null
  readonly text: string
}

/** A piece on the page. */
export interface PaintedPiece extends Piece {
  readonly node: Text | HTMLElement
  /** Where it begins in its text node, which it may share with the line before. */
  readonly start: number
}

/** The pieces of a line. What the tokens leave is plain. */
export function piecesOf(line: string, tokens: readonly Token[]): readonly Piece[] {
  if (line === '') return []
  if (line.length > longestPiece) return longPieces(line)
  const pieces: Piece[] = []
  let from = 0
  for (const { length, kind } of tokens) {
    pieces.push({ kind, text: line.slice(from, from + length) })
    from += length
  }
  if (from < line.length) pieces.push({ kind: null, text: line.slice(from) })
  return holdsBidiControl(line) ? pieces.flatMap(withControlsApart) : pieces
}

function longPieces(line: string): readonly Piece[] {
  return Array.from({ length: Math.ceil(line.length / longestPiece) }, (_, index) => ({
    kind: 'long',
    text: line.slice(index * longestPiece, (index + 1) * longestPiece),
  }))
}

function withControlsApart({ kind, text }: Piece): readonly Piece[] {
  return splitAtBidiControls(text).map((part) => ({ kind: isBidiControl(part) ? 'control' : kind, text: part }))
}

/** Brings the end of a line from the pieces that stand there to others. What they share keeps its nodes. */
export function showPieces(
  host: HTMLElement,
  painted: readonly PaintedPiece[],
  pieces: readonly Piece[],
): readonly PaintedPiece[] {
  let same = 0
  while (same < painted.length && same < pieces.length && isSame(painted[same], pieces[same])) same += 1
  const kept = painted.slice(0, same)
  const [before, after] = [painted[same], pieces[same]]
  const grows = before && after && before.kind === after.kind && before.kind !== 'control' && before.kind !== 'long'
  for (const piece of painted.slice(grows ? same + 1 : same).toReversed()) removePiece(piece)
  if (grows) {
    const node = before.node instanceof Text ? before.node : (before.node.firstChild as Text)
    changeText(node, before.start, before.text, after.text)
    kept.push({ ...before, ...after })
  }
  for (const piece of pieces.slice(kept.length)) kept.push(addPiece(host, piece))
  return kept
}

function isSame(one: Piece | undefined, other: Piece | undefined): boolean {
  return one?.kind === other?.kind && one?.text === other?.text
}

function addPiece(host: HTMLElement, piece: Piece): PaintedPiece {
  const { kind, text } = piece
  if (kind === null) {
    const last = host.lastChild
    const start = last instanceof Text ? last.length : 0
    if (last instanceof Text) last.appendData(text)
    const node = last instanceof Text ? last : host.appendChild(document.createTextNode(text))
    return { ...piece, node, start }
  }
  const node = kind === 'control' ? makeBidiMark(text) : makeElement('span', kind === 'long' ? 'long' : `is-${kind}`)
  if (kind === 'long') appendShown(node, text)
  else if (kind !== 'control') node.append(text)
  host.append(node)
  return { ...piece, node, start: 0 }
}

function removePiece({ node, start, text }: PaintedPiece): void {
  if (node instanceof Text && start > 0) node.deleteData(start, text.length)
  else node.remove()
}
