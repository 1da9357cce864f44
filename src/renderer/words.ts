import i18next, { type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from '../shared/locales/en'
import { zhCN } from '../shared/locales/zh-CN'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** The languages that have a catalogue. */
export type Language = 'en' | 'zh-CN'

/** Gives the words of one language; a key that is not in the catalogue does not compile. */
export type Translate = TFunction

/** Makes `useTranslation` work, at once and without loading anything. Called once, before the first render. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    nsSeparator: false,
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  })
}

/** Changes the language of everything that is shown. */
export function changeWords(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

/** The words for code outside of components. Components use `useTranslation`, which follows a change of language. */
export const translate: Translate = i18next.t
