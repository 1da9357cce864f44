import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkLogEntry } from '../../../shared/network-log'
import { useApp } from '../../app-state'
import { request } from '../../bridge'
import { useClock } from '../../ui/clock'
import { formatDuration, formatSize } from '../../ui/format'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { PageHead } from '../page-head'
import { addressOf, newestFirst } from './log-rows'
import './network.css'

const readEveryMs = 1000

/** Every connection that the app made since it started, read anew each second while the page is open. */
export function NetworkPage() {
  const { t } = useTranslation()
  const [entries, setEntries] = useState<readonly NetworkLogEntry[] | null>(null)
  const { run, error } = useAttempt()
  const now = useClock(readEveryMs)
  useEffect(() => {
    void run(async () => setEntries(await request('network-log.read', {})))
  }, [now, run])
  return (
    <>
      <PageHead title={t('settings.network.title')} lede={t('settings.network.lede')} />
      <div className="field-note" role="alert">
        {error && <ErrorMessage error={error} />}
      </div>
      {entries?.length === 0 && <p className="muted network-empty">{t('settings.network.empty')}</p>}
      {entries && entries.length > 0 && <LogTable entries={newestFirst(entries)} now={now} />}
    </>
  )
}

interface LogTableProps {
  readonly entries: readonly NetworkLogEntry[]
  readonly now: number
}

function LogTable({ entries, now }: LogTableProps) {
  const { t, i18n } = useTranslation()
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
    <section className="network-log" aria-label={t('settings.network.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('settings.network.time')}</th>
            <th scope="col">{t('settings.network.address')}</th>
            <th scope="col">{t('settings.network.why')}</th>
            <th scope="col">{t('settings.network.status')}</th>
            <th scope="col" className="end">
              {t('settings.network.received')}
            </th>
            <th scope="col" className="end">
              {t('settings.network.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <LogRow key={entry.id} entry={entry} now={now} time={time} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface LogRowProps {
  readonly entry: NetworkLogEntry
  readonly now: number
  readonly time: Intl.DateTimeFormat
}

function LogRow({ entry, now, time }: LogRowProps) {
  const { t } = useTranslation()
  const provider = useApp((state) => state.providers.find((one) => one.id === entry.providerId)?.name)
  const call = `${entry.method} ${entry.path}`
  const tookMs = entry.tookMs ?? Math.max(0, now - entry.atMs)
  const proxy = entry.viaProxy === null ? '' : t('settings.network.viaProxy', { proxy: entry.viaProxy })
  return (
    <tr>
      <td className="num">{time.format(entry.atMs)}</td>
      <td>
        <span className="clip" title={proxy === '' ? addressOf(entry) : `${addressOf(entry)}, ${proxy}`}>
          {addressOf(entry)}
          {proxy !== '' && <span className="faint"> · {proxy}</span>}
        </span>
        <span className="clip faint" title={call}>
          {call}
        </span>
      </td>
      <td>
        <span className="clip">{t(`settings.network.reasons.${entry.why}`)}</span>
        {entry.why !== 'local-search' && entry.why !== 'update' && (
          <span className="clip faint">{provider ?? entry.providerId}</span>
        )}
      </td>
      <td>
        <Outcome entry={entry} />
      </td>
      <td className="num end" title={t('settings.network.sent', { size: formatSize(entry.bytesSent) })}>
        {formatSize(entry.bytesReceived)}
      </td>
      <td className="num end">
        {entry.tookMs === null ? <span className="open">{formatDuration(tookMs, t)}</span> : formatDuration(tookMs, t)}
      </td>
    </tr>
  )
}

function Outcome({ entry: { status, errorCode, tookMs } }: { readonly entry: NetworkLogEntry }) {
  const { t } = useTranslation()
  const isBad = (status !== null && status >= 400) || (errorCode !== null && errorCode !== 'aborted')
  return (
    <>
      {status !== null && <span className={isBad ? 'num bad' : 'num'}>{status}</span>}
      {errorCode !== null && (
        <span className={isBad ? 'clip bad' : 'clip faint'} title={errorCode}>
          {errorCode === 'aborted' ? t('settings.network.aborted') : errorCode}
        </span>
      )}
      {tookMs === null && <span className="faint">{t('settings.network.open')}</span>}
    </>
  )
}
