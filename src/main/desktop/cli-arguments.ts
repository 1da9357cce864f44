import { parseArgs } from 'node:util'

/** What `runnel ask` was told to do. */
export type AskArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly detail: string }
  | {
      readonly kind: 'ask'
      readonly prompt: string
      readonly provider: string | null
      readonly model: string | null
      readonly system: string | null
      readonly json: boolean
      readonly save: boolean
    }

/** The words after `ask` on the command line, or null when this is not a terminal question. */
export function askWords(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  // [exe, (app path,) ...]; Chromium's own switches stand before the first word.
  const words = argv.slice(1)
  const first = words.findIndex((word) => !word.startsWith('-'))
  const at = isPackaged ? first : words.findIndex((word, index) => index > first && !word.startsWith('-'))
  return at >= 0 && words[at] === 'ask' ? words.slice(at + 1) : null
}

/** Reads the words after `ask`. */
export function parseAskArguments(words: readonly string[]): AskArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        provider: { type: 'string' },
        model: { type: 'string', short: 'm' },
        system: { type: 'string', short: 's' },
        json: { type: 'boolean' },
        'no-save': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) return { kind: 'help' }
    return {
      kind: 'ask',
      prompt: positionals.join(' '),
      provider: values.provider ?? null,
      model: values.model ?? null,
      system: values.system ?? null,
      json: values.json ?? false,
      save: !values['no-save'],
    }
  } catch (error) {
    return { kind: 'mistake', detail: error instanceof Error ? error.message : String(error) }
  }
}
