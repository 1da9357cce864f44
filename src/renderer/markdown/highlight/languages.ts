import { dataLanguages } from './rows/data'
import type { LanguageRow } from './rows/language-row'
import { programmingLanguages } from './rows/programming'
import { scienceLanguages } from './rows/science'
import { toolsLanguages } from './rows/tools'
import { webLanguages } from './rows/web'
import type { LineHighlighter } from './tokens'

/** A language that code can be coloured in. */
export interface Language {
  readonly id: string
  /** As people write it. */
  readonly name: string
  /** Of a file in it, without the dot. */
  readonly extension: string
  /** Loads what it takes, once, and resolves to what makes a highlighter for one text. */
  load(): Promise<() => LineHighlighter>
}

/** In aliases that two share, the first wins. */
const rows = [webLanguages, programmingLanguages, scienceLanguages, dataLanguages, toolsLanguages].flat()

/** All languages that code can be coloured in. */
export const languages: readonly Language[] = rows.map(languageOf)

const byName = new Map<string, Language>()
for (const [index, [id, name, extension, aliases]] of rows.entries()) {
  for (const word of [id, name.toLowerCase(), extension, ...aliases.split(' ')]) {
    const language = languages[index]
    if (language && word !== '' && !byName.has(word)) byName.set(word, language)
  }
}

/** The language that stands behind a fence, however people write it (`ts`, `C++`, `{.python}`, `src/app.rs`); null when none is known. */
export function findLanguage(info: string): Language | null {
  const [, word = ''] = /^[\s{.]*(?:lang(?:uage)?[-=:])?([^\s,;{}[\]()|"']+)/i.exec(info.slice(0, maximumInfo)) ?? []
  const whole = byName.get(word.toLowerCase())
  if (whole) return whole
  // `ts:src/app.ts`, `12:40:src/app.ts`, `src/Dockerfile`, `app.config.mjs`
  for (const part of word.toLowerCase().split(/[:=]/)) {
    const file = part.slice(part.lastIndexOf('/') + 1)
    const found = byName.get(file) ?? byName.get(fileNames[file] ?? file.slice(file.lastIndexOf('.') + 1))
    if (found) return found
  }
  return null
}

const maximumInfo = 200

const fileNames: Readonly<Record<string, string>> = {
  'cmakelists.txt': 'cmake',
  'go.mod': 'go',
  'nginx.conf': 'nginx',
}

function languageOf([id, name, extension, , load]: LanguageRow): Language {
  return {
    id,
    name,
    extension,
    load: async () => {
      const [{ highlighterOf }, grammar] = await Promise.all([import('./line-highlighter'), load()])
      return () => highlighterOf(grammar)
    },
  }
}
