import { isBlank, isDigit, isLetter, isWhitespace } from '../../text/characters'

/** A scan's outcome: where the thing ends, 'more' when the text ends before that is known, null when it is none. */
export type Scan = number | 'more' | null

function isTagCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 45
}

function isNameStart(code: number): boolean {
  return isLetter(code) || code === 95 || code === 58
}

function isNameCharacter(code: number): boolean {
  return isNameStart(code) || isDigit(code) || code === 46 || code === 45
}

function skip(text: string, at: number, isWanted: (code: number) => boolean): number {
  let index = at
  while (index < text.length && isWanted(text.charCodeAt(index))) index += 1
  return index
}

/** Reads `name`, or `name = value`, of a tag. */
function scanAttribute(text: string, at: number): Scan {
  const nameEnd = skip(text, at, isNameCharacter)
  const equals = skip(text, nameEnd, isWhitespace)
  if (equals >= text.length) return 'more'
  if (text.charCodeAt(equals) !== 61) return nameEnd
  const value = skip(text, equals + 1, isWhitespace)
  if (value >= text.length) return 'more'
  const quote = text.charAt(value)
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, value + 1)
    return end < 0 ? 'more' : end + 1
  }
  const end = skip(text, value, (code) => !isWhitespace(code) && !'"\'=<>`'.includes(String.fromCharCode(code)))
  if (end === value) return null
  return end >= text.length ? 'more' : end
}

function scanOpenTag(text: string, at: number): Scan {
  let index = skip(text, at + 1, isTagCharacter)
  for (;;) {
    const next = skip(text, index, isWhitespace)
    if (next >= text.length) return 'more'
    const code = text.charCodeAt(next)
    if (code === 62) return next + 1
    if (code === 47) {
      if (next + 1 >= text.length) return 'more'
      return text.charCodeAt(next + 1) === 62 ? next + 2 : null
    }
    if (next === index || !isNameStart(code)) return null
    const attribute = scanAttribute(text, next)
    if (typeof attribute !== 'number') return attribute
    index = attribute
  }
}

function scanCloseTag(text: string, at: number): Scan {
  if (at + 2 >= text.length) return 'more'
  if (!isLetter(text.charCodeAt(at + 2))) return null
  const end = skip(text, skip(text, at + 2, isTagCharacter), isWhitespace)
  if (end >= text.length) return 'more'
  return text.charCodeAt(end) === 62 ? end + 1 : null
}

/** Scans an opening or closing tag whose `<` stands at `at`. */
export function scanTag(text: string, at: number): Scan {
  if (at + 1 >= text.length) return 'more'
  const code = text.charCodeAt(at + 1)
  if (code === 47) return scanCloseTag(text, at)
  return isLetter(code) ? scanOpenTag(text, at) : null
}

/** What ends a comment, an instruction, a declaration or a CDATA section whose `<` stands at `at`; null: none of them. */
export function specialEnd(
  text: string,
  at: number,
): { readonly closing: string; readonly from: number } | 'more' | null {
  const start = text.slice(at, at + 9)
  if (start.startsWith('<?')) return { closing: '?>', from: at + 2 }
  if (!start.startsWith('<!')) return start === '<' ? 'more' : null
  if (start.startsWith('<!--')) return { closing: '-->', from: at + 2 }
  if (start === '<![CDATA[') return { closing: ']]>', from: at + 9 }
  if (isLetter(start.charCodeAt(2))) return { closing: '>', from: at + 3 }
  return '<!--'.startsWith(start) || '<![CDATA['.startsWith(start) ? 'more' : null
}

/** Whether only spaces and tabs stand from `at` to the end. */
export function isBlankFrom(text: string, at: number): boolean {
  return skip(text, at, isBlank) >= text.length
}
