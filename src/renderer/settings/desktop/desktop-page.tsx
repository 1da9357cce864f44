import { useCallback, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesktopFacts, InputOf } from '../../../shared/ipc'
import type { Settings } from '../../../shared/settings'
import { request } from '../../bridge'
import { Checkbox } from '../../ui/forms/checkbox'
import { Select } from '../../ui/forms/select'
import { useAttempt, type Attempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { PageHead } from '../page-head'
import { closingChoice, trayClicks, type Platform } from './desktop-choices'

const trayIcons = ['auto', 'white', 'black'] as const

/** Closing, tray, notifications and the start at login. Each saves itself; what this desktop lacks is not there. */
export function DesktopPage({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const saving = useAttempt()
  const [facts, readFacts] = useFacts(saving)
  const change = (input: InputOf<'settings.change'>) => void saving.run(() => request('settings.change', input))
  const startAtLogin = (on: boolean) =>
    void saving.run(async () => {
      await request('desktop.start-at-login', { on })
      await readFacts()
    })
  return (
    <>
      <PageHead title={t('settings.desktop.title')} lede={t('settings.desktop.lede')} />
      <div className="pairs">
        {facts && <Rows facts={facts} settings={settings} change={change} />}
        <span className="label">{t('settings.desktop.notifications')}</span>
        <label className="line">
          <Checkbox checked={settings.notifyReplies} onChange={(notifyReplies) => change({ notifyReplies })} />
          {t('settings.desktop.notifyReplies')}
        </label>
        <span className="label">{t('settings.desktop.login')}</span>
        <label className="line">
          <Checkbox checked={facts?.startsAtLogin ?? false} onChange={startAtLogin} />
          {t('settings.desktop.startAtLogin')}
        </label>
      </div>
      <div className="field-note" role="alert">
        {saving.error && <ErrorMessage error={saving.error} />}
      </div>
    </>
  )
}

interface RowsProps {
  readonly facts: DesktopFacts
  readonly settings: Settings
  readonly change: (input: InputOf<'settings.change'>) => void
}

/** What there is to choose about window and tray. */
function Rows({ facts, settings, change }: RowsProps) {
  const { t } = useTranslation()
  const id = useId()
  const platform = document.documentElement.dataset['platform'] as Platform
  const closing = closingChoice(settings, facts, platform)
  const clicks = trayClicks(settings, facts, platform)
  return (
    <>
      {closing && (
        <>
          <label className="label" htmlFor={`${id}-closing`}>
            {t('settings.desktop.closing')}
          </label>
          <div>
            <div className="line">
              <Select
                id={`${id}-closing`}
                value={closing.value}
                options={closing.options.map((value) => ({ value, label: t(`settings.desktop.closings.${value}`) }))}
                onChange={(value) => change(closing.changeTo(value))}
              />
            </div>
            <p className="field-note muted">
              {t(facts.hasTray ? 'settings.desktop.closingNote' : 'settings.desktop.noTrayNote')}
            </p>
          </div>
        </>
      )}
      {clicks && (
        <>
          <label className="label" htmlFor={`${id}-click`}>
            {t('settings.desktop.trayClick')}
          </label>
          <div className="line">
            <Select
              id={`${id}-click`}
              value={clicks.value}
              options={clicks.options.map((value) => ({ value, label: t(`settings.desktop.trayClicks.${value}`) }))}
              onChange={(trayClick) => change({ trayClick })}
            />
          </div>
        </>
      )}
      {platform === 'linux' && facts.hasTray && (
        <>
          <label className="label" htmlFor={`${id}-icon`}>
            {t('settings.desktop.trayIcon')}
          </label>
          <div className="line">
            <Select
              id={`${id}-icon`}
              value={settings.trayIcon}
              options={trayIcons.map((value) => ({ value, label: t(`settings.desktop.trayIcons.${value}`) }))}
              onChange={(trayIcon) => change({ trayIcon })}
            />
          </div>
        </>
      )}
    </>
  )
}

/** What the desktop has; null until main has answered. Asked anew when the page is opened. */
function useFacts({ run }: Attempt): readonly [DesktopFacts | null, () => Promise<void>] {
  const [facts, setFacts] = useState<DesktopFacts | null>(null)
  const read = useCallback(async () => setFacts(await request('desktop.get', {})), [])
  useEffect(() => void run(read), [run, read])
  return [facts, read]
}
