import { take } from '../lexicon'
import type { Grammar, Mode } from '../mode'
import type { StringStream } from '../string-stream'

/** What the text stands inside of: what opened it, or a list in brackets. */
type Frame = '"' | "'" | '`' | "$'" | '(' | '$(' | '((' | '$((' | '${' | 'array'

interface Heredoc {
  readonly end: string
  readonly mayBeIndented: boolean
  readonly isLiteral: boolean
}

/** Where a shell script stands. */
export interface ShellState {
  frames: Frame[]
  /** Opened by the lines so far, not ended yet; the first is being read at a line's start. */
  heredocs: Heredoc[]
  inHeredoc: boolean
  /** How many frames the heredoc stands in. */
  heredocDepth: number
  /** The next word is a command. */
  atCommand: boolean
  /** The line before ended in a backslash. */
  continues: boolean
  /** The last command or keyword, until its `in` or its name came. */
  after: string
  /** In a pattern of `case`, up to its bracket. */
  inPattern: boolean
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const beforeCommand = words('if then else elif while until do ! time {')
const otherKeywords = words(
  `fi done esac } [[ for case select function in export local declare readonly typeset unset return exit break continue set shift source alias unalias eval trap test [ let`,
)
/** The word after these is a command as well. */
const prefixes = words('sudo env exec nohup xargs command builtin doas')

const space = /\s+/y
const prompt = /\$(?= )/y
const heredoc = /<<(-?)\s*(?:'([^']+)'|"([^"]+)"|\\?([\w.-]+))/y
const variable = /\$(?:\w+|[?$!#@*-])/y
const assignment = /[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/y
const bareWord = /(?:[^\s;&|<>()$`"'\\]|\\.)+/y
const operator = /&&|\|\||;;|[;&|]/y
const redirect = /<<<|\d*[<>]+&?\d*/y
const quotedText = /(?:[^"\\$`]|\\.|\\$)+/y
const heredocText = /(?:[^\\$`]|\\.|\\$)+/y
const braceText = /[^}$"'`]+/y
const arithmeticName = /[A-Za-z_]\w*|\s+/y
const literal = /\b\d+\b/y

/** Reads scripts for sh, bash, zsh and the like. */
export const shellMode: Mode<ShellState> = {
  startState: () => ({
    frames: [],
    heredocs: [],
    inHeredoc: false,
    heredocDepth: 0,
    atCommand: true,
    continues: false,
    after: '',
    inPattern: false,
  }),
  token: (stream, state) => {
    if (stream.sol()) startLine(state)
    const frame = state.frames.at(-1)
    if (state.inHeredoc && state.frames.length === state.heredocDepth) return readHeredoc(stream, state)
    switch (frame) {
      case "'":
        return readTo(stream, state, "'")
      case "$'":
        return readEscaped(stream, state)
      case '"':
        return readText(stream, state, quotedText, '"')
      case '${':
        return readBraces(stream, state)
      case '((':
      case '$((':
        return readArithmetic(stream, state, frame)
      default:
        return readCode(stream, state, frame)
    }
  },
}

/** Names of variables have a colour of their own, in strings too. */
export const shell: Grammar = { mode: shellMode, styles: { variable: 'type' } }

function startLine(state: ShellState): void {
  if (!state.inHeredoc && state.heredocs.length > 0) {
    state.inHeredoc = true
    state.heredocDepth = state.frames.length
  }
  if (!state.continues && state.frames.at(-1) !== 'array') state.atCommand = true
  state.continues = false
}

function readHeredoc(stream: StringStream, state: ShellState): string {
  const [current] = state.heredocs
  if (stream.sol() && current) {
    const line = current.mayBeIndented ? stream.string.trimStart() : stream.string
    if (line === current.end) {
      state.heredocs.shift()
      state.inHeredoc = state.heredocs.length > 0
      stream.skipToEnd()
      return 'string'
    }
  }
  if (!current || current.isLiteral) {
    stream.skipToEnd()
    return 'string'
  }
  return readText(stream, state, heredocText, null)
}

function readTo(stream: StringStream, state: ShellState, end: string): string {
  if (stream.skipTo(end)) {
    stream.next()
    state.frames.pop()
  } else stream.skipToEnd()
  return 'string'
}

function readEscaped(stream: StringStream, state: ShellState): string {
  for (let character = stream.next(); character !== undefined; character = stream.next()) {
    if (character === '\\') stream.next()
    else if (character === "'") {
      state.frames.pop()
      break
    }
  }
  return 'string'
}

/** Text with `$…` in it, up to `end`. */
function readText(stream: StringStream, state: ShellState, plain: RegExp, end: string | null): string {
  if (take(plain, stream)) return 'string'
  if (end && stream.eat(end)) {
    state.frames.pop()
    return 'string'
  }
  return readDollar(stream, state) ?? readTick(stream, state) ?? take1(stream)
}

function take1(stream: StringStream): string {
  stream.next()
  return 'string'
}

/** `$name`, `${`, `$(`, `$((`; null when the dollar is just that. */
function readDollar(stream: StringStream, state: ShellState): string | null {
  if (take(variable, stream)) return 'variable'
  for (const opening of ['$((', '$(', '${', "$'"] as const) {
    if (opening === "$'" && (state.frames.at(-1) === '"' || state.inHeredoc)) continue
    if (!stream.match(opening)) continue
    state.frames.push(opening)
    if (opening === '$(') state.atCommand = true
    return opening === "$'" ? 'string' : 'variable'
  }
  return null
}

function readTick(stream: StringStream, state: ShellState): string | null {
  if (!stream.eat('`')) return null
  if (state.frames.at(-1) === '`') state.frames.pop()
  else {
    state.frames.push('`')
    state.atCommand = true
  }
  return 'variable'
}

function readBraces(stream: StringStream, state: ShellState): string {
  if (stream.eat('}')) {
    state.frames.pop()
    return 'variable'
  }
  const quote = stream.eat('"') ?? stream.eat("'")
  if (quote === '"' || quote === "'") {
    state.frames.push(quote)
    return 'string'
  }
  if (take(braceText, stream)) return 'variable'
  return readDollar(stream, state) ?? readTick(stream, state) ?? take1(stream)
}

function readArithmetic(stream: StringStream, state: ShellState, frame: Frame): string | null {
  if (stream.match('))')) {
    state.frames.pop()
    state.atCommand = frame === '(('
    return frame === '((' ? null : 'variable'
  }
  if (take(literal, stream)) return 'number'
  const dollar = readDollar(stream, state)
  if (dollar) return dollar
  if (stream.match('((')) state.frames.push('((')
  else if (!take(arithmeticName, stream)) stream.next()
  return null
}

function readCode(stream: StringStream, state: ShellState, frame: Frame | undefined): string | null {
  if (stream.sol() && take(prompt, stream)) return 'comment'
  const startsWord = stream.sol() || ' \t;&|('.includes(stream.string[stream.pos - 1] ?? ' ')
  if (take(space, stream)) return null
  if (stream.peek() === '#' && startsWord) {
    stream.skipToEnd()
    return 'comment'
  }
  const quote = stream.eat('"') ?? stream.eat("'")
  if (quote === '"' || quote === "'") {
    state.frames.push(quote)
    state.atCommand &&= isValue(stream)
    return 'string'
  }
  if (stream.peek() === '\\') {
    stream.next()
    if (stream.eol()) state.continues = true
    else stream.next()
    return null
  }
  const dollar = readDollar(stream, state)
  if (dollar) {
    state.atCommand = stream.current() === '$(' || (state.atCommand && isValue(stream))
    return dollar
  }
  const tick = readTick(stream, state)
  if (tick) return tick
  const operator = readOperator(stream, state, frame)
  return operator === undefined ? readWord(stream, state) : operator
}

/** Undefined when there is none here. */
function readOperator(stream: StringStream, state: ShellState, frame: Frame | undefined): string | null | undefined {
  const here = take(heredoc, stream)
  if (here) {
    const [, dash, single, double, bare = ''] = here
    const isLiteral = single !== undefined || double !== undefined || here[0].includes('\\')
    state.heredocs.push({ end: single ?? double ?? bare, mayBeIndented: dash === '-', isLiteral })
    return 'string'
  }
  if (take(redirect, stream)) return null
  if (take(operator, stream)) {
    state.atCommand = true
    if (stream.current() === ';;') state.inPattern = true
    return null
  }
  if (stream.match('((')) {
    state.frames.push('((')
    return null
  }
  if (stream.eat('(')) {
    state.frames.push('(')
    state.atCommand = true
    return null
  }
  if (stream.eat(')')) {
    const isPattern = state.inPattern
    state.inPattern = false
    if (!isPattern && (frame === '(' || frame === '$(' || frame === 'array')) state.frames.pop()
    // A command stands behind a pattern of `case` and behind `name()`; behind `$(…)` the rest of the words.
    state.atCommand = isPattern || frame !== '$('
    return !isPattern && frame === '$(' ? 'variable' : null
  }
  return undefined
}

function readWord(stream: StringStream, state: ShellState): string | null {
  if (state.atCommand && take(assignment, stream)) {
    if (stream.match('(')) {
      state.frames.push('array')
      state.atCommand = false
    }
    return 'variable'
  }
  if (!take(bareWord, stream)) stream.next()
  const word = stream.current()
  if (state.inPattern) return readPattern(word, state)
  if (state.atCommand && (isValue(stream) || word.startsWith('-'))) return null
  if (!state.atCommand) return readArgument(word, state)
  state.after = word
  if (beforeCommand.has(word)) return 'keyword'
  state.atCommand = prefixes.has(word)
  return otherKeywords.has(word) ? 'keyword' : 'builtin'
}

/** Of an assignment: the command is still to come. */
function isValue(stream: StringStream): boolean {
  return stream.string[stream.start - 1] === '='
}

function readPattern(word: string, state: ShellState): string | null {
  if (word !== 'esac') return null
  state.inPattern = state.atCommand = false
  return 'keyword'
}

function readArgument(word: string, state: ShellState): string | null {
  const { after } = state
  if (word === 'in' && (after === 'case' || after === 'for' || after === 'select')) {
    state.inPattern = after === 'case'
    state.after = ''
    return 'keyword'
  }
  if (after === 'function') {
    state.after = ''
    return 'builtin'
  }
  if (word === '{') state.atCommand = true
  if (word === ']]' || word === ']' || word === '{' || word === '}') return 'keyword'
  return /^\d+$/.test(word) ? 'number' : null
}
