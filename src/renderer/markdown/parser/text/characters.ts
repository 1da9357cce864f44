// Character classes of the CommonMark specification 0.31.2, section 2.1, and of its CJK-friendly amendment.

/** Space, tab or line ending. */
export function isWhitespace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** A character that a backslash takes its meaning from. */
export function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  )
}

const unicodeSpace = /\p{Zs}/u
const unicodePunctuation = /[\p{P}\p{S}]/u
const emoji = /\p{Emoji_Presentation}/u
// East Asian Width W, F or H, and the Hangul script, in whole blocks.
const wide =
  /[\u1100-\u11ff\u20a9\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uffdc\uffe0-\uffee\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u

/** Takes one character; '' is the edge of the text and counts as whitespace. */
export function isUnicodeWhitespace(character: string): boolean {
  const code = character.charCodeAt(0)
  if (character === '' || isWhitespace(code)) return true
  return code >= 160 && unicodeSpace.test(character)
}

/** Takes one character. Punctuation and symbols, ASCII's too. */
export function isUnicodePunctuation(character: string): boolean {
  const code = character.charCodeAt(0)
  return code < 128 ? isAsciiPunctuation(code) : unicodePunctuation.test(character)
}

/** Takes one character: a CJK character as the amendment has it. */
export function isCjk(character: string): boolean {
  return character.charCodeAt(0) >= 0x1100 && wide.test(character) && !emoji.test(character)
}

/** The character that ends right before `end`, '' at the start. */
export function characterBefore(text: string, end: number): string {
  if (end <= 0) return ''
  const code = text.charCodeAt(end - 1)
  const isPair = code >= 0xdc00 && code <= 0xdfff && end > 1
  return text.slice(isPair ? end - 2 : end - 1, end)
}

/** The character that starts at `at`, '' at the end. */
export function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}
