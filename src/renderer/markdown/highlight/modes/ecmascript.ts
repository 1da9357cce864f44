import { isHere, take } from '../lexicon'
import type { Grammar, Mode } from '../mode'
import type { StringStream } from '../string-stream'

/** What the text stands inside of. JSX: the tag itself, or between an element's tags. */
type Frame = 'braces' | 'hole' | 'template' | 'comment' | "'" | '"' | 'tag' | 'closing-tag' | 'element'

/** Where a text in JavaScript or TypeScript stands. */
export interface EcmaScriptState {
  frames: Frame[]
  /** The last token that counts: a word, a sign, or what kind of thing it was. */
  last: string
}

const keywords = new Set(
  `break case catch class const constructor continue debugger default delete do else export extends finally for function if import
  in instanceof let new return super switch this throw try typeof var void while with yield await enum async static`.split(
    /\s+/,
  ),
)
/** Keywords only where a name, a string or an opening bracket follows. */
const softKeywords = new Set(
  `abstract accessor as asserts declare from get global implements infer interface is keyof
  module namespace of out override private protected public readonly satisfies set static type unique using`.split(
    /\s+/,
  ),
)
const typeNames = new Set('any bigint boolean never number object string symbol unknown void'.split(' '))
const constants = new Set('true false null undefined NaN Infinity'.split(' '))
/** After these comes an expression, so `/` begins an expression to match and `<` an element. */
const beforeExpression = new Set(
  'return typeof case do else in of instanceof new delete void throw await yield default extends => ( [ { } , ; : ? = ! & | + - * % ~ ^ < > &&'.split(
    ' ',
  ),
)
/** After these may come a type. */
const beforeType = new Set(': | & < , => as is = keyof extends readonly satisfies infer [ unique in'.split(' '))

const space = /\s+/y
const word = /[\p{L}_$#][\p{L}\p{N}_$]*/uy
const number =
  /0[xX][\da-fA-F_]+n?|0[bB][01_]+n?|0[oO][0-7_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?n?/y
const regex = /\/(?![*/])(?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/y
const decorator = /@[\p{L}_$][\p{L}\p{N}_$.]*/uy
const sign = /=>|\?\.(?!\d)|\.\.\.|&&|\|\||\?\?|[^\s]/uy
const plainTemplate = /(?:[^`\\$]|\\.|\\$|\$(?!\{))+/y
const followsSoftKeyword = /\s+[\p{L}_$'"`{*[<#@(]/uy
const followsCall = /\(|\?\.\(|<[\w\s,.|&[\]'"]{1,60}>\(|`/y
/** `<T extends …>`, `<T>(…) => …`, `<string>value`. */
const typeArguments =
  /<\s*[A-Z]\w*\s*(?:,|extends\b|=)|<\w+>\s*\(|<(?:any|string|number|unknown|boolean|const)>|<(?:const|in|out)\s/y
const element = /<(?:>|[a-z][\w.:-]*(?=[\s/>]|$)|[A-Z][\w.]*(?=\s*\/>|\s+[\p{L}{_]|\s*$|>\s*$|>.*<\/))/uy
const elementText = /[^<{]+/y
const tagName = /[\p{L}_$][\p{L}\p{N}_$.:-]*/uy
const attributeName = /[\p{L}_$@:][\p{L}\p{N}_$.:@-]*/uy

/** JavaScript and TypeScript, with or without JSX: it knows an element from a comparison by what stands before it. */
export function ecmaScriptMode(withTypes: boolean): Mode<EcmaScriptState> {
  return {
    startState: () => ({ frames: [], last: ';' }),
    token: (stream, state) => {
      switch (state.frames.at(-1)) {
        case 'comment':
          return readComment(stream, state)
        case 'template':
          return readTemplate(stream, state)
        case "'":
        case '"':
          return readString(stream, state)
        case 'tag':
        case 'closing-tag':
          return readTag(stream, state)
        case 'element':
          return readElementText(stream, state)
        default:
          return readCode(stream, state, withTypes)
      }
    },
  }
}

export const javascript: Grammar = { mode: ecmaScriptMode(false) }
export const typescript: Grammar = { mode: ecmaScriptMode(true) }

/** Whether the text is outside of everything, so that a bracket that closes belongs to somebody else. */
export function isOutermost(state: EcmaScriptState): boolean {
  return state.frames.length === 0
}

function readCode(stream: StringStream, state: EcmaScriptState, withTypes: boolean): string | null {
  if (take(space, stream)) return null
  const next = stream.string[stream.pos]
  switch (next) {
    case "'":
    case '"':
      stream.pos += 1
      state.frames.push(next)
      return readString(stream, state)
    case '`':
      stream.pos += 1
      state.frames.push('template')
      return readTemplate(stream, state)
    case '/':
      return readSlash(stream, state)
    case '<':
      if (startsElement(stream, state)) return readTagStart(stream, state)
      break
    case '@':
      if (take(decorator, stream)) return 'function'
      break
    case '#':
      if (stream.pos === 0 && stream.string[1] === '!') return readLineComment(stream)
  }
  if (take(number, stream)) {
    state.last = 'number'
    return 'number'
  }
  return take(word, stream) ? readWord(stream, state, withTypes) : readSign(stream, state)
}

function readWord(stream: StringStream, state: EcmaScriptState, withTypes: boolean): string | null {
  const name = stream.current()
  const before = state.last
  state.last = 'name'
  if (before !== '.' && before !== '?.') {
    const style = wordStyle(name, before, stream, withTypes)
    if (style) {
      if (style === 'keyword') state.last = name === 'this' || name === 'super' ? 'name' : name
      return style
    }
  }
  if (before === 'class' || before === 'interface' || before === 'type' || before === 'enum') return 'type'
  if (before === 'function') return 'function'
  if (isCapitalised(name)) return before === 'new' || !isHere(followsCall, stream) ? 'type' : 'function'
  return isHere(followsCall, stream) ? 'function' : null
}

function wordStyle(name: string, before: string, stream: StringStream, withTypes: boolean): string | null {
  if (constants.has(name)) return 'number'
  const next = stream.peek() ?? ''
  if (withTypes && typeNames.has(name) && beforeType.has(before) && !'(.:'.includes(next || ' ')) return 'type'
  // In `{ default: 1 }` and `{ class: 'a' }` they are names.
  if (next === ':' && (before === '{' || before === ',')) return null
  return keywords.has(name) || (softKeywords.has(name) && isHere(followsSoftKeyword, stream)) ? 'keyword' : null
}

function readSign(stream: StringStream, state: EcmaScriptState): null {
  const mark = take(sign, stream)?.[0] ?? stream.next() ?? ''
  const { frames } = state
  if (mark === '{') frames.push('braces')
  else if (mark === '}' && frames.length > 0) frames.pop()
  state.last = mark
  return null
}

function readSlash(stream: StringStream, state: EcmaScriptState): string | null {
  if (stream.match('//')) return readLineComment(stream)
  if (stream.match('/*')) {
    state.frames.push('comment')
    return readComment(stream, state)
  }
  if (beforeExpression.has(state.last) && take(regex, stream)) {
    state.last = 'regexp'
    return 'string'
  }
  return readSign(stream, state)
}

function readLineComment(stream: StringStream): string {
  stream.skipToEnd()
  return 'comment'
}

function readComment(stream: StringStream, state: EcmaScriptState): string {
  const end = stream.string.indexOf('*/', stream.pos)
  if (end >= 0) state.frames.pop()
  stream.pos = end < 0 ? stream.string.length : end + 2
  return 'comment'
}

/** In code, a backslash takes the line's end along; in a tag, the quote is awaited. */
function readString(stream: StringStream, state: EcmaScriptState): string {
  const quote = state.frames.at(-1)
  const inTag = state.frames.at(-2) === 'tag'
  state.last = 'string'
  while (!stream.eol()) {
    const character = stream.next()
    if (character === quote) {
      state.frames.pop()
      return 'string'
    }
    if (character === '\\' && !inTag) {
      if (stream.eol()) return 'string'
      stream.next()
    }
  }
  if (!inTag) state.frames.pop()
  return 'string'
}

function readTemplate(stream: StringStream, state: EcmaScriptState): string {
  while (take(plainTemplate, stream));
  if (stream.match('${')) {
    state.frames.push('hole')
    state.last = '{'
  } else if (stream.match('`')) {
    state.frames.pop()
    state.last = 'string'
  } else stream.skipToEnd()
  return 'string'
}

function startsElement(stream: StringStream, state: EcmaScriptState): boolean {
  return beforeExpression.has(state.last) && !isHere(typeArguments, stream) && isHere(element, stream)
}

/** `<`, `</` and the name behind them. */
function readTagStart(stream: StringStream, state: EcmaScriptState): string | null {
  stream.next()
  const isClosing = stream.eat('/') !== undefined
  state.frames.push(isClosing ? 'closing-tag' : 'tag')
  state.last = '<'
  return null
}

function readTag(stream: StringStream, state: EcmaScriptState): string | null {
  if (take(space, stream)) return null
  const { frames } = state
  const isOpening = frames.at(-1) === 'tag'
  if (state.last === '<' && take(tagName, stream)) {
    state.last = 'tag-name'
    return isCapitalised(stream.current()) ? 'type' : 'keyword'
  }
  if (take(attributeName, stream)) return 'function'
  if (stream.match('/>')) {
    frames.pop()
    state.last = ')'
  } else if (stream.match('>')) {
    frames.pop()
    if (isOpening) frames.push('element')
    else if (frames.at(-1) === 'element') frames.pop()
    state.last = ')'
  } else if (stream.match('{')) {
    frames.push('braces')
    state.last = '{'
  } else {
    const mark = stream.next()
    if (mark === '"' || mark === "'") {
      frames.push(mark)
      return readString(stream, state)
    }
    state.last = mark ?? ''
  }
  return null
}

function readElementText(stream: StringStream, state: EcmaScriptState): string | null {
  if (take(elementText, stream)) return null
  if (stream.peek() === '<') return readTagStart(stream, state)
  return readSign(stream, state)
}

/** `MAX_RETRIES` is a constant, `T` a type. */
function isCapitalised(name: string): boolean {
  const first = name.charCodeAt(0)
  return first >= 65 && first <= 90 && (name.length === 1 || /[a-z]/.test(name))
}
