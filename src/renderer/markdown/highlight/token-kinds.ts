import type { Grammar } from './mode'
import type { TokenKind } from './tokens'

/** What the styles of the modes mean. What is missing here (operators, brackets, plain names, errors) is plain. */
const usualKinds: Readonly<Record<string, TokenKind>> = {
  comment: 'comment',
  docComment: 'comment',
  docString: 'comment',
  quote: 'comment',
  contentSeparator: 'comment',

  keyword: 'keyword',
  controlKeyword: 'keyword',
  operatorKeyword: 'keyword',
  definitionKeyword: 'keyword',
  moduleKeyword: 'keyword',
  modifier: 'keyword',
  meta: 'keyword',
  processingInstruction: 'keyword',
  self: 'keyword',
  tag: 'keyword',
  header: 'keyword',

  string: 'string',
  character: 'string',
  regexp: 'string',
  link: 'string',
  url: 'string',

  number: 'number',
  integer: 'number',
  unit: 'number',
  atom: 'number',

  def: 'function',
  builtin: 'function',
  function: 'function',
  macroName: 'function',
  attribute: 'function',
  propertyName: 'function',

  type: 'type',
  typeName: 'type',
  className: 'type',
  qualifier: 'type',

  inserted: 'inserted',
  deleted: 'deleted',
}

/** Says what a token is, given its style and where in a line it stands. */
export type KindOf = (style: string | null | undefined, line: string, start: number, end: number) => TokenKind | null

interface Style {
  readonly kind: TokenKind | null
  /** A capital or a bracket says more about it. */
  readonly isName: boolean
}

/** For one grammar; each style is looked up once. */
export function kindsOf(grammar: Grammar): KindOf {
  const known = new Map<string, Style>()
  return (text, line, start, end) => {
    if (!text) return null
    let style = known.get(text)
    if (style === undefined) known.set(text, (style = styleOf(text, grammar)))
    const { kind, isName } = style
    if (isName) return kindOfName(grammar, kind, line, start, end)
    return kind !== null && grammar.onlyWords && isOperator(kind, line, start, end) ? null : kind
  }
}

function styleOf(text: string, grammar: Grammar): Style {
  const kind = kindOfStyle(text, grammar)
  const isName = /^(?:variable|def\b|property|builtin)/.test(text)
  return { kind, isName: isName && (kind === null || kind === 'function') }
}

/** A style may be several words, and a word may have modifiers: `error string`, `variableName.definition`. */
function kindOfStyle(style: string, { styles }: Grammar): TokenKind | null {
  for (const word of [style, ...style.split(' ')]) {
    const [name = '', ...modifiers] = word.split('.')
    for (const key of [word, name]) {
      const own = styles?.[key]
      if (own !== undefined) return own
    }
    if (name === 'variableName' && modifiers.some((modifier) => functionModifiers.has(modifier))) return 'function'
    const usual = usualKinds[name]
    if (usual !== undefined) return usual
  }
  return null
}

const functionModifiers: ReadonlySet<string> = new Set(['definition', 'standard', 'function'])

function kindOfName(
  { calls, capitals, onlyWords }: Grammar,
  kind: TokenKind | null,
  line: string,
  start: number,
  end: number,
): TokenKind | null {
  const isCall = calls === true && opensCall(line, end)
  if (capitals && !(isCall && kind === null) && isCapitalised(line, start, end)) return 'type'
  if (isCall) return 'function'
  return onlyWords && isOperator('function', line, start, end) ? null : kind
}

const typeArguments = /(?:::)?<[\w\s,:*&.<>?[\]']{1,60}>\(/y

/** `(`, or `<…>(` as in `make<Type>()`. */
function opensCall(line: string, end: number): boolean {
  const next = line[end]
  if (next === '(') return true
  if (next !== '<' && next !== ':') return false
  typeArguments.lastIndex = end
  return typeArguments.test(line)
}

/** `MAX_SIZE` is a constant, `T` a type. */
function isCapitalised(line: string, start: number, end: number): boolean {
  const first = line.charCodeAt(start)
  if (first < 65 || first > 90) return false
  for (let index = start + 1; index < end; index += 1) {
    const code = line.charCodeAt(index)
    if (code >= 97 && code <= 122) return true
  }
  return end === start + 1
}

/** No letter, digit or `_` in it. */
function isOperator(kind: TokenKind, line: string, start: number, end: number): boolean {
  if (kind !== 'keyword' && kind !== 'function' && kind !== 'type') return false
  for (let index = start; index < end; index += 1) {
    const code = line.charCodeAt(index)
    if ((code | 32) >= 97 && (code | 32) <= 122) return false
    if ((code >= 48 && code <= 57) || code === 95 || code > 127) return false
  }
  return true
}
