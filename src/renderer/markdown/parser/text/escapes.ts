import { isAsciiPunctuation } from './characters'
import { namedCharacter } from './entity-names'

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));/y
const partialReference = /&(?:#(?:\d{0,7}|[xX][0-9a-fA-F]{0,6})|[a-zA-Z][a-zA-Z0-9]{0,31})?$/y

/** A character reference that was read: what it stands for and where it ends. */
export interface CharacterReference {
  readonly text: string
  readonly end: number
}

function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : '\ufffd'
}

/** Reads the reference whose `&` stands at `at`; null when there is none. */
export function readReference(text: string, at: number): CharacterReference | null {
  reference.lastIndex = at
  const match = reference.exec(text)
  if (!match) return null
  const [whole, decimal, hex, name = ''] = match
  const end = at + whole.length
  if (decimal !== undefined) return { text: characterOf(Number.parseInt(decimal, 10)), end }
  if (hex !== undefined) return { text: characterOf(Number.parseInt(hex, 16)), end }
  const named = namedCharacter(name)
  return named === undefined ? null : { text: named, end }
}

/** Whether the text ends in what may become a character reference, begun at `at`. */
export function mayBecomeReference(text: string, at: number): boolean {
  partialReference.lastIndex = at
  return partialReference.test(text)
}

/** A text with its backslash escapes and character references resolved. */
export function unescape(text: string): string {
  if (!/[\\&]/.test(text)) return text
  let result = ''
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 92 && isAsciiPunctuation(text.charCodeAt(at + 1))) {
      result += text.charAt(at + 1)
      at += 2
      continue
    }
    const found = code === 38 ? readReference(text, at) : null
    result += found ? found.text : text.charAt(at)
    at = found ? found.end : at + 1
  }
  return result
}
