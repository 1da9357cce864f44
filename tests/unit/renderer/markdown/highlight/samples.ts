import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findLanguage } from '../../../../../src/renderer/markdown/highlight/languages'
import type { LineHighlighter, Token, TokenKind } from '../../../../../src/renderer/markdown/highlight/tokens'

/** A text in one language, and the same with its tokens in angle marks: `‹k const› x = ‹n 1›`. */
export interface Sample {
  readonly info: string
  readonly code: string
  readonly marked: string
}

const letters: Readonly<Record<TokenKind, string>> = {
  comment: 'c',
  keyword: 'k',
  string: 's',
  number: 'n',
  function: 'f',
  type: 't',
  inserted: 'i',
  deleted: 'd',
}

/** The texts in the folder beside this file, each behind a line `=== <what stands behind a fence>`. */
export function readSamples(): readonly Sample[] {
  const folder = join(import.meta.dirname, 'samples')
  return readdirSync(folder).flatMap((file) => {
    const [, ...parts] = readFileSync(join(folder, file), 'utf8').split(/^=== /m)
    return parts.map((part) => {
      const end = part.indexOf('\n')
      const marked = part.slice(end + 1).replace(/\n$/, '')
      return { info: part.slice(0, end), marked, code: marked.replace(/‹. |›/g, '') }
    })
  })
}

/** A highlighter for what stands behind a fence. */
export async function highlighterFor(info: string): Promise<LineHighlighter> {
  const language = findLanguage(info)
  if (!language) throw new Error(`no language ${info}`)
  return (await language.load())()
}

/** A line with its tokens in angle marks. */
export function mark(line: string, tokens: readonly Token[]): string {
  let at = 0
  const parts = tokens.map(({ length, kind }) => {
    const text = line.slice(at, (at += length))
    return kind === null ? text : `‹${letters[kind]} ${text}›`
  })
  return parts.join('') + line.slice(at)
}
