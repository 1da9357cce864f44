import { useTranslation } from 'react-i18next'
import { request } from '../bridge'
import { CopyButton, useCopying } from '../chat/messages/copy-button'
import type { StreamRow } from './stream-rows'

// More than this at once would hold up the window; the export has it all.
const longestText = 100_000

/** One row in full: the event as it came, and what was made of it. */
export function EventDetail({ row }: { readonly row: StreamRow }) {
  const { t } = useTranslation()
  const made = row.events.map((event) => JSON.stringify(event, null, 2)).join('\n')
  return (
    <div className="event-detail">
      {row.raw !== '' && <Part title={t('inspector.raw')} text={row.raw} />}
      {made !== '' && <Part title={t('inspector.made')} text={made} />}
    </div>
  )
}

/** Text as it is, under a heading, with a button that copies all of it. */
export function Part({ title, text }: { readonly title: string; readonly text: string }) {
  const copying = useCopying()
  return (
    <section>
      <header>
        <h3 className="grow">{title}</h3>
        <CopyButton copying={copying} copy={() => request('clipboard.write', { text })} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard */}
      <pre tabIndex={0}>{text.length > longestText ? `${text.slice(0, longestText)}…` : text}</pre>
    </section>
  )
}
