import { streamMode, type Grammar } from '../mode'

/** One language: what it is called, what else stands behind its fences (with spaces between), and where its grammar is. */
export type LanguageRow = readonly [
  id: string,
  name: string,
  extension: string,
  aliases: string,
  load: () => Promise<Grammar>,
]

type StreamMode = Parameters<typeof streamMode>[0]
type Styles = NonNullable<Grammar['styles']>

/** Of a language with functions called as `name(` and types that begin with a capital. */
export function usual(mode: StreamMode, styles: Styles = {}): Grammar {
  return { mode: streamMode(mode), calls: true, capitals: true, onlyWords: true, styles: { def: null, ...styles } }
}

/** Of a language where brackets and capitals say nothing about a name. */
export function plain(mode: StreamMode, styles: Styles = {}, calls = false): Grammar {
  return { mode: streamMode(mode), calls, onlyWords: true, styles }
}
