import type { StringStream } from './string-stream'
import type { TokenKind } from './tokens'

/** How a language is read, token by token: the shape of CodeMirror's stream modes, whose `StreamParser` fits it. */
export interface Mode<State> {
  startState?(indentUnit: number): State
  /** Takes one token and says its style, or null; may take nothing only if it changes the state. */
  token(stream: StringStream, state: State): string | null
  blankLine?(state: State, indentUnit: number): void
  /** Without it, a copy is shallow, arrays in it copied too. */
  copyState?(state: State): State
}

/** A mode with what its styles mean. */
export interface Grammar {
  readonly mode: Mode<unknown>
  /** Kinds of this mode's styles where they are not the usual ones. */
  readonly styles?: Readonly<Record<string, TokenKind | null>>
  /** Names before `(` are functions. */
  readonly calls?: boolean
  /** Names that start with a capital and are not all capitals are types. */
  readonly capitals?: boolean
  /** Keywords, functions and types have a letter in them: operators are plain, whatever the mode calls them. */
  readonly onlyWords?: boolean
}

/** A mode of CodeMirror's as one of ours. Its types name a stream class of their own, which ours stands in for. */
export function streamMode(mode: { token(stream: never, state: never): string | null }): Mode<unknown> {
  return mode as Mode<unknown>
}
