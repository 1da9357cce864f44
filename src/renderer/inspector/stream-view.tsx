import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatSize } from '../ui/format'
import { errorText } from '../failures'
import { EventDetail } from './event-detail'
import { EventList } from './event-list'
import { ExchangeList } from './exchange-list'
import { StreamPlot } from './stream-plot'
import { useRecording, type ShownRecording } from './use-recording'

const tabs = ['events', 'exchange'] as const

/** The stream of one reply: its figures, its plot, its events, and what was sent for it. */
export function StreamView({ replyId }: { readonly replyId: string }) {
  const { t } = useTranslation()
  const state = useRecording(replyId)
  if (state.type === 'reading') return <div aria-busy="true" />
  if (state.type === 'gone') return <p className="muted inspector-empty">{t('inspector.gone')}</p>
  if (state.type === 'failed') {
    const { title } = errorText(state.error, { provider: '', model: '' })
    return (
      <p className="bad inspector-empty" role="alert">
        {title}
      </p>
    )
  }
  return <Shown recording={state} />
}

function Shown({ recording }: { readonly recording: ShownRecording }) {
  const { t } = useTranslation()
  const id = useId()
  const [tab, setTab] = useState<(typeof tabs)[number]>('events')
  const [selected, setSelected] = useState<number | null>(null)
  const { stream } = recording
  const row = selected === null ? undefined : stream.rows[selected]
  return (
    <>
      <Summary recording={recording} />
      <StreamPlot counts={stream.counts} endMs={stream.lastMs} />
      <div className="tabs" role="tablist" aria-label={t('chat.inspector')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={tab === name}
            aria-controls={`${id}-panel`}
            tabIndex={tab === name ? 0 : -1}
            className="plain"
            onClick={() => setTab(name)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
              const other = name === 'events' ? 'exchange' : 'events'
              setTab(other)
              document.getElementById(`${id}-${other}`)?.focus()
            }}
          >
            {t(`inspector.${name}`)}
          </button>
        ))}
      </div>
      <div className="tab-panel" id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'events' ? (
          <>
            <div className="event event-head" aria-hidden="true">
              <span className="at">{t('inspector.time')}</span>
              <span>{t('inspector.raw')}</span>
              <span>{t('inspector.made')}</span>
            </div>
            <EventList
              rows={stream.rows}
              selected={selected}
              onSelect={(index) => setSelected(index === selected ? null : index)}
            />
            {row && <EventDetail row={row} />}
          </>
        ) : (
          <ExchangeList exchanges={stream.exchanges} />
        )}
      </div>
    </>
  )
}

function Summary({ recording: { stream, truncated } }: { readonly recording: ShownRecording }) {
  const { t, i18n } = useTranslation()
  const { exchanges, rows, characters } = stream
  const status = exchanges.at(-1)?.response?.status
  const parts = [
    ...(exchanges.length > 1 ? [t('inspector.tries', { count: exchanges.length })] : []),
    ...(status === undefined ? [] : [t('chat.status', { status })]),
    t('inspector.rows', { count: rows.length, value: formatCount(rows.length, i18n.language) }),
    formatSize(characters),
    ...(truncated ? [t('inspector.truncated')] : []),
  ]
  return <p className="summary num">{parts.join(' · ')}</p>
}
