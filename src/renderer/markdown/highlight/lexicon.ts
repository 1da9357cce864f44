import type { Mode } from './mode'
import type { StringStream } from './string-stream'

/** A kind of string. All expressions are sticky. */
export interface StringForm {
  readonly open: RegExp
  /** What ends it; made from the match of `open` where it depends on that. */
  readonly close: string | ((opened: RegExpExecArray) => string)
  /** The character that takes away the next one's meaning. */
  readonly escape?: string
  /** The end written twice stands for itself. */
  readonly doubled?: boolean
  /** Goes on over line ends; without it the string ends with its line. */
  readonly multiline?: boolean
  /** The end stands alone at the start of a line, after white space at most. */
  readonly closesLine?: boolean
  /** What opens code inside the string, up to the `}` or `)` that fits. */
  readonly hole?: RegExp
  readonly style?: string
}

/** The words and forms of a language with comments, strings, numbers and names. All expressions are sticky. */
export interface Lexicon {
  /** Tried before all else. */
  readonly rules?: readonly (readonly [RegExp, string | null])[]
  readonly lineComment?: RegExp
  readonly blockComment?: { readonly open: string; readonly close: string; readonly nested?: boolean }
  readonly strings?: readonly StringForm[]
  readonly number?: RegExp
  readonly name?: RegExp
  /** Words by style, with white space between: `{ keyword: 'if else' }`. */
  readonly words?: Readonly<Record<string, string>>
  /** Words may be written in capitals. */
  readonly ignoreCase?: boolean
  /** The words behind which a type is named, with white space between; `class`, `struct` and the like if not said. */
  readonly beforeType?: string
}

type Frame =
  | { readonly in: 'comment'; readonly depth: number }
  | { readonly in: 'string'; readonly form: StringForm; readonly close: string }
  | { readonly in: 'hole'; readonly depth: number }

/** What a text that is read with a lexicon stands inside of, outermost first. */
export interface LexiconState {
  frames: Frame[]
  /** The keyword before, if nothing but white space came since. */
  lastWord: string
}

const usualNumber =
  /0[xX][\da-fA-F_]+[a-zA-Z]*|0[bB][01_]+[a-zA-Z]*|0[oO][0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?(?:[a-zA-Z]\w{0,4})?/y
const usualName = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const space = /\s+/y
const usualBeforeType = 'class struct interface enum union trait record protocol new'
const dot = 46

interface Words {
  readonly styleOf: (name: string) => string | undefined
  readonly beforeType: ReadonlySet<string>
  /** Whether any string opens here; null when that is not faster than to try each. */
  readonly opensString: RegExp | null
}

/** A mode that reads with a lexicon. */
export function lexiconMode(lexicon: Lexicon): Mode<LexiconState> {
  const words = wordsOf(lexicon)
  return {
    startState: () => ({ frames: [], lastWord: '' }),
    token: (stream, state) => {
      if (stream.sol()) endWithLine(state)
      const frame = state.frames.at(-1)
      if (frame?.in === 'comment') return readComment(lexicon, stream, state, frame.depth)
      if (frame?.in === 'string') return readString(stream, state, frame)
      if (take(space, stream)) return null
      const style = readCode(lexicon, words, stream, state)
      state.lastWord = style === 'keyword' ? stream.current() : ''
      return style
    },
  }
}

/** Whether a sticky expression fits here. */
export function isHere(expression: RegExp, stream: StringStream): boolean {
  expression.lastIndex = stream.pos
  return expression.test(stream.string)
}

/** Takes what a sticky expression finds here. */
export function take(expression: RegExp, stream: StringStream): RegExpExecArray | null {
  expression.lastIndex = stream.pos
  const found = expression.exec(stream.string)
  if (found) stream.pos += found[0].length
  return found
}

/** A string that may not go on over line ends takes an open hole in it along. */
function endWithLine({ frames }: LexiconState): void {
  const cut = frames.findIndex(
    (frame, index) => frame.in === 'string' && !frame.form.multiline && index < frames.length - 1,
  )
  if (cut >= 0) frames.length = cut
}

function wordsOf({ words = {}, ignoreCase, beforeType = usualBeforeType, strings = [] }: Lexicon): Words {
  const styles = new Map<string, string>()
  for (const [style, list] of Object.entries(words))
    for (const word of list.trim().split(/\s+/)) styles.set(word, style)
  return {
    styleOf: ignoreCase ? (name) => styles.get(name.toLowerCase()) : (name) => styles.get(name),
    beforeType: new Set(beforeType.split(' ')),
    opensString: anyOf(strings.map(({ open }) => open)),
  }
}

/** Null when their flags differ. */
function anyOf(expressions: readonly RegExp[]): RegExp | null {
  const [first, ...rest] = expressions
  if (!first || rest.some(({ flags }) => flags !== first.flags)) return null
  return new RegExp(expressions.map(({ source }) => `(?:${source})`).join('|'), first.flags)
}

function readCode(lexicon: Lexicon, words: Words, stream: StringStream, state: LexiconState): string | null {
  for (const [expression, style] of lexicon.rules ?? []) if (take(expression, stream)) return style
  const { lineComment, blockComment, strings = [] } = lexicon
  if (lineComment && take(lineComment, stream)) {
    stream.skipToEnd()
    return 'comment'
  }
  if (blockComment && stream.match(blockComment.open)) {
    state.frames.push({ in: 'comment', depth: 1 })
    return readComment(lexicon, stream, state, 1)
  }
  const { opensString } = words
  const mayOpen = opensString === null || isHere(opensString, stream)
  for (const form of mayOpen ? strings : []) {
    const opened = take(form.open, stream)
    if (!opened) continue
    const close = typeof form.close === 'string' ? form.close : form.close(opened)
    const frame: Frame = { in: 'string', form, close }
    state.frames.push(frame)
    return form.closesLine && stream.eol() ? (form.style ?? 'string') : readString(stream, state, frame)
  }
  if (take(lexicon.number ?? usualNumber, stream)) return 'number'
  if (take(lexicon.name ?? usualName, stream)) return readName(words, stream, state)
  readMark(stream, state)
  return null
}

/** A member, behind one dot, is never a keyword. */
function readName({ styleOf, beforeType }: Words, stream: StringStream, state: LexiconState): string {
  const { string: line, start } = stream
  const isMember = line.charCodeAt(start - 1) === dot && line.charCodeAt(start - 2) !== dot
  const style = isMember ? undefined : styleOf(stream.current())
  return style ?? (beforeType.has(state.lastWord) ? 'typeName' : 'variable')
}

/** In a hole, brackets are counted: the one too many ends it. */
function readMark(stream: StringStream, state: LexiconState): void {
  const mark = stream.next()
  const frame = state.frames.at(-1)
  if (frame?.in !== 'hole') return
  const depth = frame.depth + (mark === '{' || mark === '(' ? 1 : mark === '}' || mark === ')' ? -1 : 0)
  if (depth === 0) state.frames.pop()
  else if (depth !== frame.depth) state.frames[state.frames.length - 1] = { in: 'hole', depth }
}

function readComment({ blockComment }: Lexicon, stream: StringStream, state: LexiconState, depth: number): string {
  const { open = '', close = '', nested } = blockComment ?? {}
  let now = depth
  while (!stream.eol() && now > 0) {
    if (stream.match(close)) now -= 1
    else if (nested && stream.match(open)) now += 1
    else stream.next()
  }
  state.frames.pop()
  if (now > 0) state.frames.push({ in: 'comment', depth: now })
  return 'comment'
}

function readString(stream: StringStream, state: LexiconState, frame: Frame & { readonly in: 'string' }): string {
  const { form, close } = frame
  const style = form.style ?? 'string'
  while (!stream.eol()) {
    if (form.hole && take(form.hole, stream)) {
      state.frames.push({ in: 'hole', depth: 1 })
      return style
    }
    if (form.doubled && stream.string.startsWith(close + close, stream.pos)) {
      stream.pos += close.length * 2
      continue
    }
    if (endsHere(stream, form, close)) {
      state.frames.pop()
      return style
    }
    const character = stream.next()
    if (character === form.escape) {
      if (stream.eol()) return style
      stream.next()
    } else if (character && isLetter(character.charCodeAt(0))) {
      while (isLetter(stream.string.charCodeAt(stream.pos))) stream.pos += 1
    }
  }
  if (!form.multiline && !form.closesLine) state.frames.pop()
  return style
}

function endsHere(stream: StringStream, { closesLine }: StringForm, close: string): boolean {
  const { string: line, pos } = stream
  if (!line.startsWith(close, pos) || (closesLine && line.slice(0, pos).trim() !== '')) return false
  stream.pos += close.length
  return true
}

/** Nothing in a string begins with one, but an end that stands at the start of its line. */
function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122
}
