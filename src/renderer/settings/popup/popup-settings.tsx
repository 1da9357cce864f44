import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HotkeyInfo } from '../../../shared/popup/hotkey-info'
import type { InputOf } from '../../../shared/ipc'
import type { Settings } from '../../../shared/settings'
import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { Checkbox } from '../../ui/forms/checkbox'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { PageHead } from '../page-head'
import { HotkeyField } from './hotkey-field'
import { OwnActions } from './own-actions'
import { SessionNotes } from './session-notes'
import './popup-settings.css'

/** The popup: its hotkey, what it keeps, what it reads, and the user's own actions. */
export function PopupSettings({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const saving = useAttempt()
  const [info, readInfo] = useHotkeyInfo()
  const change = (input: InputOf<'settings.change'>) => saving.run(() => request('settings.change', input))
  const isLinux = document.documentElement.dataset['platform'] === 'linux'
  return (
    <>
      <PageHead title={t('settings.popup.title')} lede={t('settings.popup.lede')} />
      <div className="pairs">
        <span className="label">{t('settings.popup.hotkey')}</span>
        <div>{info && <HotkeyField info={info} onChanged={readInfo} />}</div>
        {isLinux && (
          <>
            <span className="label">{t('settings.popup.command')}</span>
            <div>{info && <SessionNotes info={info} />}</div>
          </>
        )}
        <span className="label">{t('settings.popup.history')}</span>
        <label className="line">
          <Checkbox checked={settings.keepQuickAsks} onChange={(keepQuickAsks) => void change({ keepQuickAsks })} />
          {t('settings.popup.keep')}
        </label>
        <span className="label">{t('settings.popup.context')}</span>
        <div>
          <label className="line">
            <Checkbox checked={settings.readClipboard} onChange={(readClipboard) => void change({ readClipboard })} />
            {t('settings.popup.readClipboard')}
          </label>
          {isLinux && (
            <label className="line">
              <Checkbox checked={settings.readSelection} onChange={(readSelection) => void change({ readSelection })} />
              {t('settings.popup.readSelection')}
            </label>
          )}
          <p className="field-note muted">{t('settings.popup.contextNote')}</p>
        </div>
        <span className="label">{t('settings.popup.actions')}</span>
        <OwnActions stored={settings.popupActions} />
      </div>
      <div className="field-note" role="alert">
        {saving.error && <ErrorMessage error={saving.error} />}
      </div>
    </>
  )
}

function useHotkeyInfo(): readonly [HotkeyInfo | null, () => void] {
  const [info, setInfo] = useState<HotkeyInfo | null>(null)
  const read = useCallback(() => {
    request('hotkey.get', {}).then(setInfo, showFailure)
  }, [])
  useEffect(read, [read])
  return [info, read]
}
