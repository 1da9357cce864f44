import type { Target } from '../inlines/constructs/link-tail'
import { isWhitespace } from '../text/characters'
import { unescape } from '../text/escapes'
import { detached, isEmptyLabel, scanLabel, skipBlanks } from '../text/labels'

/** A link reference definition at the start of a paragraph; `end` is where the next line begins. */
export interface Definition {
  readonly label: string
  readonly target: Target
  readonly end: number
}

// A title ends within so many characters, or it is none: nothing of a paragraph is shown before that is known.
const maximumTitleLength = 1_000

type Part = { readonly value: string; readonly end: number } | 'more' | null

/**
 * Reads the definition that a paragraph's text begins with. 'more': that depends on what follows; never when the text
 * `isWhole`. Null: the paragraph begins with none.
 */
export function readDefinition(text: string, isWhole: boolean): Definition | 'more' | null {
  const open = isWhole ? null : 'more'
  const labelEnd = scanLabel(text, 0)
  if (labelEnd === null) return null
  if (labelEnd === 'more' || labelEnd === text.length) return open
  const label = text.slice(1, labelEnd - 1)
  if (text.charAt(labelEnd) !== ':' || isEmptyLabel(label)) return null
  const start = skipLine(text, labelEnd + 1)
  if (start === text.length) return open
  const address = readAddress(text, start, isWhole)
  if (address === null || address === 'more') return address
  return withTitle(text, detached(label), address, isWhole)
}

/** Skips blanks with at most one line ending among them. */
function skipLine(text: string, at: number): number {
  const end = skipBlanks(text, at)
  return text.charAt(end) === '\n' ? skipBlanks(text, end + 1) : end
}

function readAddress(text: string, at: number, isWhole: boolean): Part {
  if (text.charAt(at) === '<') return readAngle(text, at, isWhole)
  let depth = 0
  let index = at
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isWhitespace(code)) break
    if (code < 32 || code === 127) return null
    if (code === 92) index += 1
    else if (code === 40) depth += 1
    else if (code === 41) depth -= 1
    if (depth < 0) return null
  }
  if (index >= text.length && !isWhole) return 'more'
  const end = Math.min(index, text.length)
  return depth !== 0 || end === at ? null : { value: unescape(text.slice(at, end)), end }
}

function readAngle(text: string, at: number, isWhole: boolean): Part {
  for (let index = at + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 10 || code === 60) return null
    if (code === 62) return { value: unescape(text.slice(at + 1, index)), end: index + 1 }
    if (code === 92 && text.charCodeAt(index + 1) !== 10) index += 1
  }
  return isWhole ? null : 'more'
}

function withTitle(
  text: string,
  label: string,
  address: { readonly value: string; readonly end: number },
  isWhole: boolean,
): Definition | 'more' | null {
  const lineEnd = skipBlanks(text, address.end)
  if (lineEnd === text.length && !isWhole) return 'more'
  const isAlone = lineEnd >= text.length || text.charAt(lineEnd) === '\n'
  const bare = isAlone
    ? { label, target: detachedTarget(address.value, ''), end: Math.min(lineEnd + 1, text.length) }
    : null
  const start = skipLine(text, address.end)
  if (start === text.length) return isWhole ? bare : 'more'
  if (start === address.end) return null
  const title = readTitle(text, start, isWhole)
  if (title === 'more' || title === null) return title ?? bare
  const end = skipBlanks(text, title.end)
  if (end === text.length && !isWhole) return 'more'
  if (end < text.length && text.charAt(end) !== '\n') return bare
  return { label, target: detachedTarget(address.value, title.value), end: Math.min(end + 1, text.length) }
}

function readTitle(text: string, at: number, isWhole: boolean): Part {
  const quote = text.charAt(at)
  if (quote !== '"' && quote !== "'" && quote !== '(') return null
  const closing = quote === '(' ? ')' : quote
  for (let index = at + 1; index < text.length; index += 1) {
    if (index - at > maximumTitleLength) return null
    const character = text.charAt(index)
    if (character === closing) return { value: unescape(text.slice(at + 1, index)), end: index + 1 }
    if (character === '(' && quote === '(') return null
    if (character === '\\') index += 1
  }
  return isWhole || text.length - at > maximumTitleLength + 1 ? null : 'more'
}

function detachedTarget(href: string, title: string): Target {
  return { href: detached(href), title: detached(title) }
}
