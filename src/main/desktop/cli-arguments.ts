import { parseArgs } from 'node:util'
import { protocolSchema, type ProviderSettings } from '../../shared/settings'

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
      /** A provider that is in no settings. */
      readonly oneOff: OneOffProvider | null
    }

/** A provider for one question: named whole on the command line, kept nowhere. */
export interface OneOffProvider {
  readonly protocol: ProviderSettings['protocol']
  readonly baseUrl: string
  /** The environment variable that holds the key; null: no key is sent. */
  readonly keyVariable: string | null
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
        protocol: { type: 'string' },
        'base-url': { type: 'string' },
        'key-env': { type: 'string' },
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
      oneOff: oneOffProvider(values.protocol, values['base-url'], values['key-env']),
    }
  } catch (error) {
    return { kind: 'mistake', detail: error instanceof Error ? error.message : String(error) }
  }
}

/** Reads the words after `popup`. What it does not know is passed over: nobody would see a complaint. */
export function parsePopupArguments(words: readonly string[]): {
  readonly toggle: boolean
  readonly text: string | null
} {
  const { values, positionals } = parseArgs({
    args: [...words],
    strict: false,
    options: { toggle: { type: 'boolean' }, text: { type: 'string' } },
  })
  const given = typeof values['text'] === 'string' ? values['text'] : positionals.join(' ')
  return { toggle: values['toggle'] === true, text: given.trim() === '' ? null : given }
}

function oneOffProvider(
  protocol: string | undefined,
  baseUrl: string | undefined,
  keyVariable: string | undefined,
): OneOffProvider | null {
  if (protocol === undefined && baseUrl === undefined && keyVariable === undefined) return null
  const known = protocolSchema.safeParse(protocol ?? 'openai-chat')
  if (!known.success) throw new Error(`--protocol: ${protocolSchema.options.join(', ')}`)
  if (baseUrl === undefined) throw new Error('--base-url')
  return { protocol: known.data, baseUrl, keyVariable: keyVariable ?? null }
}
