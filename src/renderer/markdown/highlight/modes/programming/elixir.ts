import { lexiconMode, type StringForm } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /#\{/y
const sigilEnds: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

const strings: readonly StringForm[] = [
  { open: /~?[a-z]?"""/y, close: '"""', escape: '\\', multiline: true, hole },
  { open: /~?[A-Z]?"""|~[A-Z]+"""/y, close: '"""', multiline: true },
  { open: /'''/y, close: "'''", escape: '\\', multiline: true, hole },
  { open: /"/y, close: '"', escape: '\\', multiline: true, hole },
  { open: /'/y, close: "'", escape: '\\', multiline: true, hole },
  { open: /~[a-z]([([{<"'/|])/y, close: endOf, escape: '\\', multiline: true, hole },
  { open: /~[A-Z]+([([{<"'/|])/y, close: endOf, multiline: true },
]

function endOf([, open = '']: RegExpExecArray): string {
  return sigilEnds[open] ?? open
}

/** Elixir: atoms, sigils, text with `#{…}` in it. */
export const elixir: Grammar = {
  mode: lexiconMode({
    rules: [
      [/\?(?:\\.|[^\s\\])/uy, 'string'],
      [/:"(?:[^"\\]|\\.)*"|(?<!:):[\p{L}_][\p{L}\p{N}_@]*[?!]?/uy, 'atom'],
      [/[\p{L}_][\p{L}\p{N}_]*[?!]?:(?=\s)/uy, 'atom'],
      [/@[\p{Ll}_]\w*[?!]?/uy, 'attribute'],
      [/(?<=\b(?:defp?|defmacrop?|defguardp?|defdelegate)\s+)[\p{Ll}_]\w*[?!]?/uy, 'def'],
    ],
    lineComment: /#/y,
    strings,
    number: /0x[\da-fA-F_]+|0b[01_]+|0o[0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/y,
    name: /[\p{L}_][\p{L}\p{N}_]*[?!]?/uy,
    words: {
      keyword: `
        after alias and case catch cond def defdelegate defexception defguard defguardp defimpl defmacro defmacrop
        defmodule defoverridable defp defprotocol defstruct do else end fn for if import in not or quote raise
        receive require rescue reraise super throw try unless unquote unquote_splicing use when with
      `,
      atom: 'true false nil',
    },
  }),
  calls: true,
  capitals: true,
}
