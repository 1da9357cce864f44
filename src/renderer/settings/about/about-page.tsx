import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../shared/ipc'
import { request } from '../../bridge'
import { Icon } from '../../ui/icon'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { PageHead } from '../page-head'
import { UpdateRows } from './update-rows'

type About = OutputOf<'about.get'>

/** Which Runnel this is, under which licence, and what it tells nobody. */
export function AboutPage({ dailyUpdateCheck }: { readonly dailyUpdateCheck: boolean }) {
  const { t } = useTranslation()
  const about = useAbout()
  const copying = useAttempt()
  const [copied, setCopied] = useState(false)
  const facts = [
    [t('settings.about.version'), about?.version],
    [t('settings.about.electron'), about?.electron],
    [t('settings.about.license'), t('settings.about.licenseName')],
    [t('settings.data.folder'), about?.dataFolder],
    [t('settings.about.telemetry'), t('settings.about.noTelemetry')],
  ] as const
  const copy = async () => {
    const text = `Runnel ${about?.version ?? ''}\nElectron ${about?.electron ?? ''}\n${navigator.userAgent}\n`
    setCopied(await copying.run(() => request('clipboard.write', { text })))
  }
  return (
    <>
      <PageHead title={t('settings.about.title')} lede={t('settings.about.lede')}>
        <button type="button" className="button" disabled={!about} onClick={() => void copy()}>
          <Icon name={copied ? 'check' : 'copy'} />
          <span aria-live="polite">{t(copied ? 'settings.about.copied' : 'settings.about.copyDetails')}</span>
        </button>
      </PageHead>
      <dl className="pairs facts">
        {facts.map(([label, value]) => (
          <div key={label} className="pair">
            <dt className="label">{label}</dt>
            <dd className="path selectable">{value}</dd>
          </div>
        ))}
      </dl>
      <UpdateRows daily={dailyUpdateCheck} />
      <div className="field-note" role="alert">
        {copying.error && <ErrorMessage error={copying.error} />}
      </div>
    </>
  )
}

/** What this Runnel is, asked once as the page opens; null until main has said so. */
export function useAbout(): About | null {
  const [about, setAbout] = useState<About | null>(null)
  useEffect(() => {
    // The lines stay empty where there is no answer.
    request('about.get', {}).then(setAbout, () => undefined)
  }, [])
  return about
}
