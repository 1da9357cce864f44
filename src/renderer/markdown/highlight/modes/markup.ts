import { css } from '@codemirror/legacy-modes/mode/css'
import { take } from '../lexicon'
import { streamMode, type Grammar, type Mode } from '../mode'
import type { StringStream } from '../string-stream'
import { ecmaScriptMode, isOutermost, type EcmaScriptState } from './ecmascript'

/** Which markup: HTML with what scripts and styles hold, XML, or HTML with expressions in braces. */
type Dialect = 'html' | 'xml' | 'vue' | 'svelte' | 'template'

interface Inner {
  readonly mode: Mode<unknown>
  readonly state: unknown
  /** What stands behind it and is ours again. */
  readonly end: string
}

/** Where a text in markup stands. */
export interface MarkupState {
  in: 'text' | 'tag' | 'comment' | 'cdata' | 'note' | '"' | "'"
  /** Of the tag that is open, in small letters, behind `/` if it closes; nothing while its name is still to come. */
  tag: string
  /** The attribute whose value comes next. */
  attribute: string
  language: string
  inner: Inner | null
}

const space = /\s+/y
const text = /[^<&{]+/y
const entity = /&(?:#\d+|#x[\da-f]+|\w+);/iy
const declaration = /<[!?][a-z][^>]*>?/iy
const tagStart = /<\/?(?=[\p{L}_])/uy
const tagName = /[\p{L}_][\p{L}\p{N}_.:-]*/uy
const attributeName = /[^\s"'<>/={]+/y
const bareValue = /[^\s"'<>={`]+/y
const expressions: Readonly<Record<Dialect, RegExp | null>> = {
  html: null,
  xml: null,
  vue: /\{\{/y,
  svelte: /\{(?:[#:/@]\w*)?/y,
  template: /\{\{[{#/>!^&]?-?|\{%-?(?:\s*\w+)?/y,
}

const scripts = [ecmaScriptMode(false), ecmaScriptMode(true)] as const
const cssMode = streamMode(css)
/** What CSS calls a keyword is a value; its own words would mean something else among ours. */
const cssStyles: Readonly<Record<string, string>> = {
  property: 'attribute',
  keyword: 'number',
  def: 'typeName',
  builtin: 'typeName',
  variableName: 'typeName',
}
const styleMode: Mode<unknown> = {
  ...cssMode,
  token: (stream, state) => {
    const style = cssMode.token(stream, state)
    return style && (cssStyles[style] ?? style)
  },
}
const typed = /^(?:ts|tsx|typescript|text\/typescript)$/
const isCode = /^$|^(?:module|jsx?|babel)$|javascript|ecmascript|^text\/babel$/

/** Reads markup; in HTML what stands in `<script>` and `<style>` is read in its own language. */
export function markupMode(dialect: Dialect): Mode<MarkupState> {
  return {
    startState: () => ({ in: 'text', tag: '', attribute: '', language: '', inner: null }),
    copyState: (state) => ({ ...state, inner: state.inner && copyOfInner(state.inner) }),
    token: (stream, state) => {
      if (state.inner) return readInner(stream, state, state.inner)
      if (state.in === 'tag') return readTag(stream, state, dialect)
      if (state.in === 'comment') return readTo('-->', 'comment', stream, state)
      if (state.in === 'note') return readTo('#}', 'comment', stream, state)
      if (state.in === 'cdata') return readTo(']]>', 'string', stream, state)
      return state.in === 'text' ? readText(stream, state, dialect) : readValue(stream, state, state.in)
    },
  }
}

export const html: Grammar = { mode: markupMode('html') }
export const xml: Grammar = { mode: markupMode('xml') }
export const vue: Grammar = { mode: markupMode('vue') }
export const svelte: Grammar = { mode: markupMode('svelte') }
/** HTML with `{{ … }}`, `{% … %}` and `{# … #}`, as many engines for templates have it. */
export const template: Grammar = { mode: markupMode('template') }

function copyOfInner({ mode, state, end }: Inner): Inner {
  const own = state as Readonly<Record<string, unknown>>
  const copy = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, Array.isArray(value) ? value.slice() : value]),
  )
  return { mode, state: mode.copyState?.(state) ?? copy, end }
}

function readText(stream: StringStream, state: MarkupState, dialect: Dialect): string | null {
  if (dialect === 'template' && stream.match('{#')) return readTo('#}', 'comment', stream, state, 'note')
  const expression = expressions[dialect]
  if (expression && take(expression, stream)) {
    const opened = stream.current()
    openInner(state, scripts[1], opened.startsWith('{{') ? '}}' : opened.startsWith('{%') ? '%}' : '}')
    return /\w/.test(opened) ? 'keyword' : null
  }
  if (take(text, stream)) return null
  if (stream.match('<!--')) return readTo('-->', 'comment', stream, state, 'comment')
  if (stream.match('<![CDATA[')) return readTo(']]>', 'string', stream, state, 'cdata')
  if (take(declaration, stream)) return 'comment'
  if (take(entity, stream)) return 'number'
  const opened = take(tagStart, stream)?.[0]
  if (!opened) stream.next()
  else {
    state.in = 'tag'
    state.tag = opened.slice(1)
    state.attribute = state.language = ''
  }
  return null
}

function readTag(stream: StringStream, state: MarkupState, dialect: Dialect): string | null {
  if (take(space, stream)) return null
  if (state.tag === '' || state.tag === '/') {
    const name = take(tagName, stream)?.[0] ?? ''
    state.tag += dialect === 'xml' ? '.' : name.toLowerCase()
    return dialect !== 'xml' && /^[A-Z]/.test(name) ? 'type' : 'tag'
  }
  if (stream.match('/>')) {
    state.in = 'text'
    return null
  }
  if (stream.eat('>')) {
    state.in = 'text'
    if (state.tag === 'script' || state.tag === 'style') openInner(state, innerMode(state), `</${state.tag}`)
    return null
  }
  if (stream.eat('=')) return null
  if (dialect === 'svelte' && stream.eat('{')) {
    openInner(state, scripts[1], '}')
    return null
  }
  const quote = stream.eat('"') ?? stream.eat("'")
  if (quote === '"' || quote === "'") {
    state.in = quote
    return readValue(stream, state, quote)
  }
  if (stream.string[stream.pos - 1] === '=' && take(bareValue, stream)) return readLanguage(stream.current(), state)
  if (take(attributeName, stream)) {
    state.attribute = stream.current().toLowerCase()
    return 'attribute'
  }
  stream.next()
  return null
}

function readValue(stream: StringStream, state: MarkupState, quote: string): string {
  const end = stream.string.indexOf(quote, stream.pos)
  const value = stream.string.slice(stream.pos, end < 0 ? undefined : end)
  stream.pos = end < 0 ? stream.string.length : end + 1
  if (end >= 0) state.in = 'tag'
  return readLanguage(value, state)
}

function readLanguage(value: string, state: MarkupState): string {
  if (state.attribute === 'lang' || state.attribute === 'type') state.language = value.toLowerCase()
  return 'string'
}

function readTo(
  end: string,
  style: string,
  stream: StringStream,
  state: MarkupState,
  now: MarkupState['in'] = state.in,
): string {
  const found = stream.string.indexOf(end, stream.pos)
  state.in = found < 0 ? now : 'text'
  stream.pos = found < 0 ? stream.string.length : found + end.length
  return style
}

function innerMode({ tag, language }: MarkupState): Mode<unknown> {
  if (tag === 'style') return styleMode
  return typed.test(language) ? scripts[1] : isCode.test(language) ? scripts[0] : plainMode
}

const plainMode: Mode<unknown> = {
  token: (stream) => {
    stream.skipToEnd()
    return null
  },
}

function openInner(state: MarkupState, mode: Mode<unknown>, end: string): void {
  state.inner = { mode, state: mode.startState?.(2) ?? {}, end }
}

/** The inner mode sees the line only up to where its element ends. */
function readInner(stream: StringStream, state: MarkupState, { mode, state: innerState, end }: Inner): string | null {
  const whole = stream.string
  if (!end.startsWith('<')) {
    const mayEnd = isOutermost(innerState as EcmaScriptState)
    if (mayEnd && stream.match(end)) {
      state.inner = null
      return null
    }
    return mode.token(stream, innerState)
  }
  const found = whole.toLowerCase().indexOf(end, stream.pos)
  if (found === stream.pos) {
    state.inner = null
    return null
  }
  if (found >= 0) stream.string = whole.slice(0, found)
  try {
    return mode.token(stream, innerState)
  } finally {
    stream.string = whole
  }
}
