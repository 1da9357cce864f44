import { isBlankFrom, scanTag } from '../inlines/constructs/html-tags'
import type { Heading } from '../nodes'
import { unescape } from '../text/escapes'
import { skipBlanks } from '../text/labels'
import type { LineCursor } from './line-cursor'
import type { Fence } from './simple-leaves'

/** How a look at the start of a line ends: with a find, with none, or with the need for more of the line. */
export type Start<Value> = Value | 'more' | null

/** A line that is nothing but so many `-`, `_` or `*`, blanks in between. */
export function readRule(line: LineCursor): Start<true> {
  const { character, text } = line
  if (!'-_*'.includes(character) || line.isNoRuleBefore(character)) return null
  let count = 0
  for (let index = line.next; index < text.length; index += 1) {
    const other = text.charAt(index)
    if (other === character) count += 1
    else if (other !== ' ' && other !== '\t') {
      line.noteNoRule(character, index)
      return null
    }
  }
  if (!line.isComplete) return 'more'
  return count >= 3 ? true : null
}

/** The marks of a heading; its text starts at `end`. */
export function readHeading(line: LineCursor): Start<{ readonly level: Heading['level']; readonly end: number }> {
  let end = line.next
  while (line.text.charAt(end) === '#') end += 1
  const level = end - line.next
  if (level > 6) return null
  const content = skipBlanks(line.text, end)
  if (content === line.text.length && !line.isComplete) return 'more'
  if (content === end && end < line.text.length) return null
  return { level: level as Heading['level'], end: content }
}

/** The line below a paragraph that makes it a heading. */
export function readUnderline(line: LineCursor): Start<1 | 2> {
  const rest = line.text.slice(line.next)
  const level = rest.startsWith('=') ? 1 : 2
  if (!(level === 1 ? /^=+[ \t]*$/ : /^-+[ \t]*$/).test(rest)) return null
  return line.isComplete ? level : 'more'
}

export function readFence(line: LineCursor): Start<Fence> {
  const { character } = line
  let end = line.next
  while (line.text.charAt(end) === character) end += 1
  const length = end - line.next
  if (length < 3) return end === line.text.length && !line.isComplete ? 'more' : null
  const info = line.text.slice(end)
  if (character === '`' && info.includes('`')) return null
  if (!line.isComplete) return 'more'
  return { character, length, indent: line.indent, info: unescape(info.trim()) }
}

/** Whether the line closes a fence. */
export function readFenceEnd(line: LineCursor, fence: Fence): Start<true> {
  if (line.indent >= 4) return null
  let end = line.next
  while (line.text.charAt(end) === fence.character) end += 1
  const isLong = end - line.next >= fence.length
  if (!isBlankFrom(line.text, end) || (line.isComplete && !isLong)) return null
  if (end < line.text.length && !isLong) return null
  return line.isComplete ? true : 'more'
}

const blockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|' +
  'main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|' +
  'title|tr|track|ul'
const literalTag = /^<(?:script|pre|textarea|style)(?:[ \t>]|$)/i
const blockTag = new RegExp(`^</?(?:${blockNames})(?:[ \\t>]|/>|$)`, 'i')
const openBlockTag = /^<\/?[a-z][a-z0-9]*\/?$|^<\/?$|^<!(?:-|\[[A-Z]*)?$/i

/** Which of the specification's seven conditions the line meets that begins with `<`; the last only if `mayBeAny`. */
export function readHtmlStart(line: LineCursor, mayBeAny: boolean): Start<number> {
  const rest = line.text.slice(line.next)
  if (!line.isComplete && rest.length < 32 && openBlockTag.test(rest)) return 'more'
  if (literalTag.test(rest)) return 1
  if (rest.startsWith('<!--')) return 2
  if (rest.startsWith('<?')) return 3
  if (/^<![a-z]/i.test(rest)) return 4
  if (rest.startsWith('<![CDATA[')) return 5
  if (blockTag.test(rest)) return 6
  return mayBeAny ? readAnyTag(rest, line.isComplete) : null
}

function readAnyTag(rest: string, isComplete: boolean): Start<number> {
  const end = scanTag(rest, 0)
  if (end === null) return null
  if (end === 'more') return isComplete ? null : 'more'
  if (!isBlankFrom(rest, end)) return null
  return isComplete ? 7 : 'more'
}
