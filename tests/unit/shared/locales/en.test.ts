import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorActions } from '../../../../src/shared/error-words'
import { en } from '../../../../src/shared/locales/en'
import { zhCN } from '../../../../src/shared/locales/zh-CN'

const root = join(import.meta.dirname, '..', '..', '..', '..')

/** Every string with its key: `chat.copy` → "Copy". */
function flat(words: object, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      const name = prefix === '' ? key : `${prefix}.${key}`
      return typeof value === 'string' ? [[name, value] as const] : [...flat(value as object, name)]
    }),
  )
}

const english = flat(en)
const chinese = flat(zhCN)
const placeholders = (text: string | undefined) => [...new Set(text?.match(/\{\{\w+\}\}|<\/?b>/g))].sort()

describe('the catalogues', () => {
  it('have the same keys, but for the singular forms that Chinese does not have', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].filter((key) => !key.endsWith('_one')).sort())
  })

  it('have a plural for each singular', () => {
    const singular = [...english.keys()].filter((key) => key.endsWith('_one'))
    expect(singular.filter((key) => !english.has(key.replace(/_one$/, '_other')))).toEqual([])
  })

  it('have no empty string', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('carry the same values in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key)).join(),
    )
    expect(different).toEqual([])
  })

  it('are translated: what reads the same in both is a name, a mark or an address', () => {
    const same = [...chinese].filter(([key, text]) => english.get(key) === text).map(([key]) => key)
    expect(same.filter((key) => !sameInBoth.has(key))).toEqual([])
  })

  it('use Chinese punctuation in Chinese sentences', () => {
    const mixed = [...chinese].filter(([, text]) => /[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff]\.(?:\s|$)/.test(text))
    expect(mixed).toEqual([])
  })
})

const sameInBoth = new Set([
  'tray.tooltip.idle',
  'app.name',
  'composer.escape',
  'find.total',
  'languages.en',
  'languages.zh-CN',
  'markdown.copyTable.csv',
  'markdown.copyTable.markdown',
  'settings.about.electron',
  'settings.about.licenseName',
  'settings.connection.certificatesPlaceholder',
  'settings.connection.proxyPlaceholder',
  'settings.providers.baseUrlPlaceholder',
])

describe('errors', () => {
  it('have words in both languages for every code and every reason', () => {
    for (const words of [en, zhCN]) expect(Object.keys(words.errors).sort()).toEqual(Object.keys(errorActions).sort())
  })

  it('have words for every action', () => {
    for (const words of [en, zhCN]) {
      expect(Object.keys(words.errorActions).sort()).toEqual([...new Set(Object.values(errorActions))].sort())
    }
  })

  it('say in one plain sentence what is wrong', () => {
    const titles = [...english, ...chinese].filter(([key]) => /^errors\..*\.title$/.test(key))
    expect(titles.filter(([, text]) => !/^[^。]+[.。]$/.test(text) || /oops|went wrong/i.test(text))).toEqual([])
  })
})

interface Source {
  readonly path: string
  readonly text: string
}

function sources(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }))
}

const renderer = sources('src/renderer')

/** Keys in calls of `t` and `translate`; an interpolated part stands for any word. */
function usedKeys(text: string): readonly RegExp[] {
  const calls = text.matchAll(/\b(?:t|translate)\(\s*(['`])([\w.${}/[\]-]+?)\1/g)
  return [...calls].map(([, , key = '']) => {
    const pattern = key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w/-]+')
    return new RegExp(`^${pattern}(?:_other)?$`)
  })
}

/** Text between tags, and text in attributes that people read, that does not come from a catalogue. */
function hardCoded(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const between = code.matchAll(
    /<(?:[a-z][\w.]*|\/[A-Za-z][\w.]*)?(?:\s[^<>{}]*)?>\s*([^<>{}]*[\p{L}][^<>{}]*?)\s*<\//gu,
  )
  const attributes = code.matchAll(/\s(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}[^"]*)"/gu)
  const found = [...between, ...attributes].map(([, words = '']) => words)
  // HTML that is written as text, for the clipboard, is filled with what a reply says.
  return found.filter((words) => !/^\$\{[^}]*\}$/.test(words))
}

describe('the interface', () => {
  it('uses only keys that exist', () => {
    const keys = [...english.keys()]
    const missing = renderer.flatMap(({ path, text }) =>
      usedKeys(text)
        .filter((pattern) => !keys.some((key) => pattern.test(key)))
        .map((pattern) => `${path}: ${pattern.source}`),
    )
    expect(missing).toEqual([])
    expect(renderer.flatMap(({ text }) => usedKeys(text)).length).toBeGreaterThan(100)
  })

  it('uses words that are read later only where they have been read', () => {
    const later = [
      [/^(?:settings|keyWindow)\\\./, /^src\/renderer\/(?:settings|key-window)\//],
      [/^inspector\\\./, /^src\/renderer\/inspector\//],
      [/^(?:menu|dialogs|cli)\\\./, /^$/],
    ] as const
    const early = renderer.flatMap(({ path, text }) =>
      usedKeys(text)
        .filter(({ source }) => later.some(([words, place]) => words.test(source.slice(1)) && !place.test(path)))
        .map(({ source }) => `${path}: ${source}`),
    )
    expect(early).toEqual([])
  })

  it('has no words of its own', () => {
    expect(renderer.flatMap(({ path, text }) => hardCoded(text).map((words) => `${path}: ${words}`))).toEqual([])
  })

  it.each(['<p>Hello</p>', '<kbd>Esc</kbd>', '<p className="x">\n  设置\n</p>', '<input aria-label="Name" />'])(
    'would be seen with words in %s',
    (text) => {
      expect(hardCoded(text)).toHaveLength(1)
    },
  )

  it.each([
    "<p>{t('chat.copy')}</p>",
    '<span className="sep">·</span>',
    'const a: Map<string, number> = x',
    '<b>{part}</b>',
  ])('may have %s', (text) => {
    expect(hardCoded(text)).toEqual([])
  })
})
