import { type Finder, findClosing, type Section } from '../finder'
import { constructReach, type Found } from './found'

function isEscaped(text: string, at: number, from: number): boolean {
  let count = 0
  while (at - count > from && text.charCodeAt(at - count - 1) === 92) count += 1
  return count % 2 === 1
}

/** A formula has a letter or a digit; a run of marks alone is none. */
function isTex(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** A formula between `\(` and `\)`, `\[` and `\]` or `$$` and `$$`, whose first mark stands at `at`. */
export function readMarkedMath(finder: Finder, section: Section, at: number, isFinal: boolean): Found {
  const { text } = section
  const mark = text.slice(at, at + 2)
  const closing = mark === '\\(' ? '\\)' : mark === '\\[' ? '\\]' : '$$'
  const from = at + 2
  const end = findClosing(finder, section, closing, from, (place) => !isEscaped(text, place, from))
  if (end < 0) return isFinal || text.length - at > constructReach ? null : 'more'
  const tex = text.slice(from, end)
  if (end - at > constructReach || !isTex(tex)) return null
  return { node: { kind: 'math', tex: tex.trim(), display: mark !== '\\(' }, end: end + 2 }
}

const dollarReach = 500
const wordInProse = /(?:^|\s)[a-z]{3,}(?=\s|$)/i

/**
 * The strict rule for single dollars. The opening one follows no letter, digit, dollar or backslash and is followed by
 * no whitespace; the closing one, the next dollar on the same line, follows no whitespace and is followed by no digit; a
 * letter may follow only what is clearly a formula. What begins like an amount must go on like a formula, not like prose.
 */
export function readDollarMath(text: string, at: number, isFinal: boolean): Found {
  if (!mayOpenDollar(text, at)) return null
  const end = dollarEnd(text, at + 1)
  if (end === 'none') return null
  if (end === 'more' || (end + 1 >= text.length && !isFinal)) return isFinal ? null : 'more'
  const tex = text.slice(at + 1, end)
  const after = text.charAt(end + 1)
  if (/\s$/.test(tex) || /[\d$]/.test(after) || !isTex(tex) || isMoney(tex)) return null
  if (/[a-z]/i.test(after) && !/^[a-z]$/i.test(tex) && !/[\\^_={}]/.test(tex)) return null
  return { node: { kind: 'math', tex, display: false }, end: end + 1 }
}

/** Whether the dollar at `at` may open a formula, as far as what stands around it says. */
export function mayOpenDollar(text: string, at: number): boolean {
  return !/[\p{L}\p{N}$\\]/u.test(text.charAt(at - 1)) && !/[\s$]/.test(text.charAt(at + 1))
}

function dollarEnd(text: string, from: number): number | 'more' | 'none' {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 36) return index
    if (code === 10 || index - from > dollarReach) return 'none'
    if (code === 92) index += 1
  }
  return 'more'
}

/** `5`, `2x` and `3 \times 4` are no money; `5 for the first and` is. */
function isMoney(tex: string): boolean {
  if (!/^[-+]?[\d.,]/.test(tex)) return false
  return !/[\\^_={}]/.test(tex) && wordInProse.test(tex)
}
