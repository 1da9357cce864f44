import { take } from '../lexicon'
import type { Grammar } from '../mode'
import type { StringStream } from '../string-stream'

interface MarkdownState {
  /** What opened the fence that is open, else ''. */
  fence: string
  inComment: boolean
}

const fence = /\s*(`{3,}|~{3,})/y
const heading = /#{1,6}(?:\s|$)/y
const rule = /\s*(?:=+|(?:[-*_]\s*){3,})\s*$/y
const listMark = /\s*(?:[-*+]|\d{1,9}[.)])(?:\s+\[[ xX]\])?(?=\s|$)/y
const quoteMark = /\s*>/y
const definition = /\s*\[[^\]]+\]:\s*\S+/y
const code = /(`+)(?!`)[^`](?:.*?[^`])??\1(?!`)/y
const linkTarget = /(?<=\])(?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\]]*\])/y
const address = /<(?:https?:|mailto:)[^>\s]*>|https?:\/\/[^\s<>)]+/y
const htmlTag = /<\/?[a-z][^<>]*>/iy
const plain = /[^`<[\]h\\]+|\\./y

/** Markdown as text: what marks its blocks, code, links. What stands in its fences is plain. */
export const markdown: Grammar = {
  mode: {
    startState: (): MarkdownState => ({ fence: '', inComment: false }),
    token: (stream, state) => readToken(stream, state as MarkdownState),
  },
}

function readToken(stream: StringStream, state: MarkdownState): string | null {
  if (state.inComment) return readComment(stream, state)
  if (stream.sol()) {
    const style = readLineStart(stream, state)
    if (style !== undefined) return style
  }
  if (take(code, stream)) return 'string'
  if (take(linkTarget, stream) || take(address, stream)) return 'link'
  if (stream.match('<!--')) {
    state.inComment = true
    return readComment(stream, state)
  }
  if (take(htmlTag, stream)) return 'tag'
  if (!take(plain, stream)) stream.next()
  return null
}

/** Undefined when the line begins with text. */
function readLineStart(stream: StringStream, state: MarkdownState): string | null | undefined {
  const marks = take(fence, stream)?.[1] ?? ''
  if (state.fence) {
    const isEnd = marks.startsWith(state.fence) && stream.string.slice(stream.pos).trim() === ''
    stream.skipToEnd()
    if (isEnd) state.fence = ''
    return isEnd ? 'comment' : null
  }
  if (marks) {
    state.fence = marks
    stream.skipToEnd()
    return 'comment'
  }
  if (take(heading, stream)) {
    stream.skipToEnd()
    return 'header'
  }
  if (take(rule, stream)) return 'comment'
  if (take(listMark, stream)) return 'keyword'
  if (take(quoteMark, stream)) return 'comment'
  return take(definition, stream) ? 'link' : undefined
}

function readComment(stream: StringStream, state: MarkdownState): string {
  const end = stream.string.indexOf('-->', stream.pos)
  state.inComment = end < 0
  stream.pos = end < 0 ? stream.string.length : end + 3
  return 'comment'
}
