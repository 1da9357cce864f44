import type { Grammar, Mode } from './mode'
import { StringStream } from './string-stream'
import { kindsOf, type KindOf } from './token-kinds'
import type { LineHighlighter, Token, TokenKind } from './tokens'

/** What stands behind this many characters of a line is plain: minified code and encoded pictures are not worth more. */
export const readCharacters = 1_000

const indentUnit = 2
const idleCalls = 10
/** Some modes take the square of a line's length for what nobody writes: so many lines may be as slow as this. */
const slowLines = 3
const slowMs = 12
const nothing: readonly Token[] = []

/** Reads one text with this grammar. When the mode throws, stands still or is slow, all is plain from that line on. */
export function highlighterOf(grammar: Grammar): LineHighlighter {
  const { mode } = grammar
  const kindOf = kindsOf(grammar)
  let state: unknown
  let works = true
  let slow = 0

  const attempt = (text: string, isOpen: boolean): readonly Token[] => {
    const startMs = performance.now()
    try {
      return readLine(mode, isOpen ? copyOf(mode, state) : state, text.slice(0, readCharacters), kindOf)
    } catch {
      works = isOpen
      return nothing
    } finally {
      if (performance.now() - startMs > slowMs && ++slow === slowLines) works = false
    }
  }
  try {
    state = mode.startState?.(indentUnit) ?? {}
  } catch {
    works = false
  }
  return {
    line: (text) => (works ? attempt(text, false) : nothing),
    openLine: (text) => (works && text !== '' ? attempt(text, true) : nothing),
  }
}

function readLine(mode: Mode<unknown>, state: unknown, text: string, kindOf: KindOf): readonly Token[] {
  if (text === '') {
    mode.blankLine?.(state, indentUnit)
    return nothing
  }
  const stream = new StringStream(text)
  const tokens: Token[] = []
  let from = 0
  let last: TokenKind | null = null
  while (stream.pos < text.length) {
    stream.start = stream.pos
    const style = readToken(mode, stream, state)
    const kind = kindOf(style, text, stream.start, stream.pos)
    if (kind === last) continue
    if (stream.start > from) tokens.push({ length: stream.start - from, kind: last })
    from = stream.start
    last = kind
  }
  if (last !== null) tokens.push({ length: text.length - from, kind: last })
  return tokens
}

function readToken(mode: Mode<unknown>, stream: StringStream, state: unknown): string | null {
  for (let call = 0; call < idleCalls; call += 1) {
    const style = mode.token(stream, state)
    if (stream.pos > stream.start) return style
  }
  throw new Error('the mode stands still')
}

function copyOf(mode: Mode<unknown>, state: unknown): unknown {
  if (mode.copyState) return mode.copyState(state)
  const copy = { ...(state as Record<string, unknown>) }
  for (const [key, value] of Object.entries(copy)) if (Array.isArray(value)) copy[key] = value.slice()
  return copy
}
