import i18next, { type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { en } from '../shared/locales/en'
import { errorWords as englishErrors } from '../shared/locales/en-errors'
import { windowWords as englishWindow } from '../shared/locales/en-window'
import { errorWords as chineseErrors } from '../shared/locales/zh-CN-errors'
import { windowWords as chineseWindow } from '../shared/locales/zh-CN-window'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** The languages that have a catalogue. */
export type Language = 'en' | 'zh-CN'

/** Gives the words of one language; a key that is not in the catalogue does not compile. */
export type Translate = TFunction

/** Makes `useTranslation` work, at once and without loading anything, with the words of the main window. Called once, before the first render. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: {
      en: { translation: { ...englishWindow, ...englishErrors } },
      'zh-CN': { translation: { ...chineseWindow, ...chineseErrors } },
    },
    nsSeparator: false,
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  })
}

/** Adds the words of a part that is not in the entry, before that part is drawn. */
export function addWords(english: object, chinese: object): void {
  i18next.addResourceBundle('en', 'translation', english)
  i18next.addResourceBundle('zh-CN', 'translation', chinese)
}

/** Changes the language of everything that is shown. */
export function changeWords(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

/** The words for code outside of components. Components use `useTranslation`, which follows a change of language. */
export const translate: Translate = i18next.t
