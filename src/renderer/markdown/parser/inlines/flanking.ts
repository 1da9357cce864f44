import { characterBefore, isCjk, isUnicodePunctuation, isUnicodeWhitespace } from '../text/characters'
import type { Marker } from './items'

export interface Flanking {
  readonly canOpen: boolean
  readonly canClose: boolean
}

const variation = /^[\ufe00-\ufe0e]$/
const ideographicVariation = /^[\u{e0100}-\u{e01ef}]$/u
const quotation = /^[\u2018\u2019\u201c\u201d]$/

interface Before {
  readonly isSpace: boolean
  readonly isPunctuation: boolean
  readonly isCjk: boolean
}

/** The character before a run, together with a variation selector that follows it. */
function classifyBefore(text: string, character: string): Before {
  const isVaried = variation.test(character)
  const base = isVaried ? characterBefore(text, text.length - 1) : character
  // With the second selector these four are the full-width forms.
  const isFullWidth = character === '\ufe01' && quotation.test(base)
  return {
    isSpace: isUnicodeWhitespace(character),
    isPunctuation: base !== '' && isUnicodePunctuation(base),
    isCjk: ideographicVariation.test(character) || (base !== '' && isCjk(base)) || isFullWidth,
  }
}

/**
 * Whether a run of delimiters may open and close emphasis: CommonMark 0.31.2, section 6.2, with the amendment for CJK
 * text (punctuation that is CJK does not count as punctuation, and a CJK character beside counts like a space).
 */
export function flanking(marker: Marker, text: string, before: string, after: string): Flanking {
  const left = classifyBefore(text, before)
  const isSpaceAfter = isUnicodeWhitespace(after)
  const isPunctuationAfter = after !== '' && isUnicodePunctuation(after)
  const isCjkAfter = after !== '' && isCjk(after)
  const isHardBefore = left.isPunctuation && !left.isCjk
  const isHardAfter = isPunctuationAfter && !isCjkAfter
  const isLeft = !isSpaceAfter && (!isHardAfter || left.isSpace || left.isPunctuation || left.isCjk)
  const isRight = !left.isSpace && (!isHardBefore || isSpaceAfter || isPunctuationAfter || isCjkAfter)
  if (marker !== '_') return { canOpen: isLeft, canClose: isRight }
  return {
    canOpen: isLeft && (!isRight || left.isPunctuation),
    canClose: isRight && (!isLeft || isPunctuationAfter),
  }
}
