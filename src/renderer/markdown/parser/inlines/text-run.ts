import { isWhitespace } from '../text/characters'

const wantedLength = 512
const maximumLength = 4_096

/**
 * Where to cut a long text so that what stands before is settled, as a place in `piece`, which is about to be added to
 * `run`: in front of a space or of CJK punctuation, in any case before it is too long. -1: not yet. Depends on the text
 * alone, not on the pieces in which it came.
 */
export function cutPlace(run: string, piece: string): number {
  const before = run.length
  if (before + piece.length <= wantedLength) return -1
  for (let index = Math.max(0, wantedLength - before); index < piece.length; index += 1) {
    const code = piece.charCodeAt(index)
    if (isGap(code) && !isWhitespace(index > 0 ? piece.charCodeAt(index - 1) : run.charCodeAt(before - 1))) return index
    if (before + index >= maximumLength && !(code >= 0xdc00 && code <= 0xdfff)) return index
  }
  return -1
}

function isGap(code: number): boolean {
  return isWhitespace(code) || (code >= 0x3001 && code <= 0x3002) || code === 0xff0c
}
