import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../shared/ipc'
import { request } from '../bridge'
import { Icon, type IconName } from '../ui/icon'
import { useAbout } from './about/about-page'
import { useAttempt } from './attempt'
import { ErrorMessage } from './error-message'
import { PageHead } from './page-head'

const noticeWords = {
  'settings-reset': 'notices.settingsReset',
  'database-reset': 'notices.databaseReset',
} as const

/** Where everything is, what is in it, and what could not be read when Runnel started. */
export function DataPage({ notices }: { readonly notices: readonly Notice[] }) {
  const { t } = useTranslation()
  const folderId = useId()
  const about = useAbout()
  const showing = useAttempt()
  return (
    <>
      <PageHead title={t('settings.data.title')} lede={t('settings.data.lede')} />
      {notices.map(
        (notice) =>
          notice.type !== 'hotkey-taken' && (
            <div key={notice.type} className="notice">
              <Icon name="warning" />
              <p className="words">{t(noticeWords[notice.type], { keptAs: notice.keptAs })}</p>
            </div>
          ),
      )}
      <div className="pairs">
        <span className="label">{t('settings.data.folder')}</span>
        <div>
          <div className="line">
            <span className="grow path selectable" id={folderId}>
              {about?.dataFolder}
            </span>
            <button
              type="button"
              className="button"
              aria-describedby={folderId}
              onClick={() => void showing.run(() => request('folder.show', {}))}
            >
              {t('settings.data.showFolder')}
            </button>
          </div>
          <div className="field-note" role="alert">
            {showing.error && <ErrorMessage error={showing.error} />}
          </div>
        </div>
        <Fact icon="database" label={t('settings.data.conversations')} note={t('settings.data.conversationsNote')} />
        <Fact icon="lock" label={t('settings.data.keys')} note={t('settings.data.keysNote')} />
        <Fact icon="globe" label={t('settings.data.network')} note={t('settings.data.networkNote')} />
      </div>
    </>
  )
}

function Fact({ icon, label, note }: { readonly icon: IconName; readonly label: string; readonly note: string }) {
  return (
    <>
      <span className="label">{label}</span>
      <p className="fact">
        <Icon name={icon} />
        <span>{note}</span>
      </p>
    </>
  )
}
