import { take } from '../lexicon'
import type { Grammar } from '../mode'
import type { StringStream } from '../string-stream'

interface YamlState {
  /** Null: not in a block of text. Else the block's lines stand deeper than this column. */
  blockColumn: number | null
  quote: '"' | "'" | null
  /** How many `[` and `{` are open. */
  flow: number
  /** Where the last key, or else the line's text, begins. */
  keyColumn: number
  /** A value comes: words are its text, not keys. */
  atValue: boolean
  /** In the midst of a value's words, where brackets mean nothing. */
  inText: boolean
}

const space = /\s+/y
const key =
  /(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#&*!|>'"%@`,[\]{}?:-][^#,[\]{}]*?|-[^\s,[\]{}][^#,[\]{}]*?)(?=\s*:(?:\s|$))/y
const blockStart = /[|>][-+\d]*(?=\s*(?:#|$))/y
const constant = /(?:true|false|null|yes|no|on|off|~)(?=\s*(?:[,\]}#]|$))/iy
const number = /[-+]?(?:0x[\da-f]+|0o[0-7]+|\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?|\.inf|\.nan)(?=\s*(?:[,\]}]|\s#|$))/iy
const date = /\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?(?=\s*(?:#|$))/y
const reference = /[&*][\w.-]+/y
const tag = /![\w!./:-]*/y
const marker = /(?:---|\.\.\.)(?=\s|$)/y
const plainWord = /[^\s,[\]{}#:]+|#|:/y

/** YAML: keys, blocks of text by their indentation, lists and maps in brackets. */
export const yaml: Grammar = {
  mode: {
    startState: (): YamlState => ({
      blockColumn: null,
      quote: null,
      flow: 0,
      keyColumn: 0,
      atValue: false,
      inText: false,
    }),
    token: (stream, state) => readToken(stream, state as YamlState),
  },
}

function readToken(stream: StringStream, state: YamlState): string | null {
  if (state.quote) return readQuoted(stream, state, state.quote)
  if (stream.sol()) {
    if (state.blockColumn !== null && stream.indentation() > state.blockColumn) {
      stream.skipToEnd()
      return 'string'
    }
    state.blockColumn = null
    state.keyColumn = stream.indentation()
    state.inText = false
    if (state.flow === 0) state.atValue = false
    if (take(marker, stream)) return 'comment'
  }
  const afterSpace = stream.sol() || /\s/.test(stream.string[stream.pos - 1] ?? '')
  if (take(space, stream)) return null
  if (afterSpace && stream.peek() === '#') {
    stream.skipToEnd()
    return 'comment'
  }
  if ((!state.atValue || state.flow > 0) && take(key, stream)) {
    state.keyColumn = stream.column()
    return 'propertyName'
  }
  if (take(reference, stream)) return 'type'
  if (take(tag, stream)) return 'type'
  const mark = readMark(stream, state)
  return mark === undefined ? readValue(stream, state) : mark
}

/** Undefined when no sign of the structure stands here. */
function readMark(stream: StringStream, state: YamlState): string | null | undefined {
  if (take(blockStart, stream)) {
    // Under `- key: |` the text is deeper than the key, not only than the dash.
    state.blockColumn = state.keyColumn
    return 'keyword'
  }
  const mark = stream.peek() ?? ''
  if (!'[]{},:-?'.includes(mark) || (state.inText && state.flow === 0 && mark !== ':')) return undefined
  const isSeparator = /[\s,[\]{}]|^$/.test(stream.string[stream.pos + 1] ?? '')
  if ('-?:'.includes(mark) && !isSeparator) return undefined
  stream.next()
  state.inText = false
  if (mark === '[' || mark === '{') state.flow += 1
  else if (mark === ']' || mark === '}') state.flow = Math.max(0, state.flow - 1)
  else if (mark === ':') state.atValue = true
  else state.atValue = false
  return null
}

function readValue(stream: StringStream, state: YamlState): string | null {
  const quote = state.inText ? '' : stream.peek()
  if (quote === '"' || quote === "'") {
    stream.next()
    return readQuoted(stream, state, quote)
  }
  if (!state.inText) {
    if (take(date, stream) || take(number, stream)) return 'number'
    if (take(constant, stream)) return 'atom'
  }
  if (!take(plainWord, stream)) stream.next()
  state.inText = true
  return null
}

function readQuoted(stream: StringStream, state: YamlState, quote: '"' | "'"): string {
  state.quote = quote
  for (let character = stream.next(); character !== undefined; character = stream.next()) {
    if (character === '\\' && quote === '"') stream.next()
    else if (character === quote) {
      state.quote = null
      break
    }
  }
  return 'string'
}
