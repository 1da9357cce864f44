import type { Settings } from '../../shared/settings'
import type { Language } from '../words'

/** What a page is told in its address by main: `?theme=…&language=…&platform=…`. */
export interface Appearance {
  readonly theme: Settings['theme']
  readonly language: Language
  readonly platform: 'mac' | 'win' | 'linux'
}

/** Reads the appearance from a page's query string; what is missing or unknown is the plainest. */
export function readAppearance(search: string): Appearance {
  const query = new URLSearchParams(search)
  const theme = query.get('theme')
  const platform = query.get('platform')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: query.get('language') === 'zh-CN' ? 'zh-CN' : 'en',
    platform: platform === 'mac' || platform === 'win' ? platform : 'linux',
  }
}

/** Puts theme, language and platform on the page's root, where the styles look for them. */
export function applyAppearance({ theme, language, platform }: Partial<Appearance>): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else if (theme) root.dataset['theme'] = theme
  if (language) root.lang = language
  if (platform) root.dataset['platform'] = platform
}

/** The language to show for a setting: `system` is the first of the system's languages that has words. */
export function languageFor(setting: Settings['language']): Language {
  if (setting !== 'system') return setting
  const known = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag))
  return known && /^zh/i.test(known) ? 'zh-CN' : 'en'
}

/** A shortcut as this platform writes it: ⌘K or Ctrl+K. */
export function shortcut(key: string): string {
  return document.documentElement.dataset['platform'] === 'mac' ? `⌘${key}` : `Ctrl+${key}`
}
