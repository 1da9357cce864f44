import { en, type Words } from '../shared/locales/en'
import { zhCN } from '../shared/locales/zh-CN'
import type { Settings } from '../shared/settings'

/** A language that Runnel speaks. */
export type Language = 'en' | 'zh-CN'

/** The language to use: the one that the user chose, else the first of the system's that Runnel speaks, else English. */
export function languageOf(chosen: Settings['language'], systemLanguages: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  const known = systemLanguages.map((tag) => tag.toLowerCase()).find((tag) => /^(en|zh)\b/.test(tag))
  return known?.startsWith('zh') ? 'zh-CN' : 'en'
}

/** All strings in that language. */
export function wordsIn(language: Language): Words {
  return language === 'zh-CN' ? zhCN : en
}

/** A string with its `{{name}}` places filled. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place))
}
