import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import { request } from '../bridge'
import { Checkbox } from '../ui/forms/checkbox'
import { Select } from '../ui/forms/select'
import { useAttempt, type Attempt } from './attempt'
import { ErrorMessage } from './error-message'
import { PageHead } from './page-head'
import { Prices } from './prices/prices'

const languages = ['system', 'en', 'zh-CN'] as const
const themes = ['system', 'light', 'dark'] as const
const saveAfterMs = 400

/** Language, theme, how replies come, what is said to every model first, and what models cost. Each saves itself. */
export function GeneralPage({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const id = useId()
  const saving = useAttempt()
  const change = (input: InputOf<'settings.change'>) => saving.run(() => request('settings.change', input))
  return (
    <>
      <PageHead title={t('settings.general.title')} lede={t('settings.general.lede')} />
      <div className="pairs">
        <label className="label" htmlFor={`${id}-language`}>
          {t('settings.general.language')}
        </label>
        <div className="line">
          <Select
            id={`${id}-language`}
            value={settings.language}
            options={languages.map((value) => ({
              value,
              label: t(`languages.${value}`),
              ...(value === 'system' ? {} : { lang: value }),
            }))}
            onChange={(language) => void change({ language })}
          />
        </div>
        <label className="label" htmlFor={`${id}-theme`}>
          {t('settings.general.theme')}
        </label>
        <div className="line">
          <Select
            id={`${id}-theme`}
            value={settings.theme}
            options={themes.map((value) => ({ value, label: t(`settings.general.themes.${value}`) }))}
            onChange={(theme) => void change({ theme })}
          />
        </div>
        <span className="label">{t('settings.general.replies')}</span>
        <label className="line">
          <Checkbox checked={settings.smooth} onChange={(smooth) => void change({ smooth })} />
          {t('settings.general.smooth')}
        </label>
        <span className="label">{t('settings.general.following')}</span>
        <label className="line">
          <Checkbox checked={settings.stopAtQuestion} onChange={(stopAtQuestion) => void change({ stopAtQuestion })} />
          {t('settings.general.stopAtQuestion')}
        </label>
        <SystemPrompt id={`${id}-prompt`} stored={settings.systemPrompt} />
        <Prices prices={settings.prices} />
      </div>
      <SaveFailure attempt={saving} />
    </>
  )
}

function SystemPrompt({ id, stored }: { readonly id: string; readonly stored: string }) {
  const { t } = useTranslation()
  const saving = useAttempt()
  const [draft, setDraft] = useState(stored)
  const unsaved = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const save = () => {
    if (timer.current) clearTimeout(timer.current)
    const systemPrompt = unsaved.current
    unsaved.current = null
    if (systemPrompt !== null) void saving.run(() => request('settings.change', { systemPrompt }))
  }
  // Leaving the page within the delay must not lose the last words.
  const saveLatest = useRef(save)
  useEffect(() => {
    saveLatest.current = save
  })
  useEffect(() => () => saveLatest.current(), [])

  const write = (text: string) => {
    setDraft(text)
    unsaved.current = text
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => saveLatest.current(), saveAfterMs)
  }
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('settings.general.systemPrompt')}
      </label>
      <div>
        <div className="field area">
          <textarea
            id={id}
            value={draft}
            rows={6}
            maxLength={100_000}
            placeholder={t('settings.general.systemPromptPlaceholder')}
            aria-describedby={`${id}-note`}
            onChange={(event) => write(event.target.value)}
            onBlur={save}
          />
        </div>
        <p id={`${id}-note`} className="field-note muted">
          {t('settings.general.systemPromptNote')}
        </p>
        <SaveFailure attempt={saving} />
      </div>
    </>
  )
}

function SaveFailure({ attempt }: { readonly attempt: Attempt }) {
  return (
    <div className="field-note" role="alert">
      {attempt.error && <ErrorMessage error={attempt.error} />}
    </div>
  )
}
