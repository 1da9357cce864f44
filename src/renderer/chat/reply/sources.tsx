import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '../../../shared/reply'
import { Link } from '../../markdown/link'

// As many as one reads at a glance; a search can bring dozens.
const shownAtFirst = 6

/** The pages that a reply cites, numbered, each opened by the system's browser. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(false)
  const shown = open ? sources : sources.slice(0, shownAtFirst)
  return (
    <section className="sources" aria-labelledby={id}>
      <h4 id={id}>{t('chat.sources')}</h4>
      <ol>
        {shown.map(({ url, title }) => (
          <li key={url}>
            <Link href={url}>{title.trim() || url}</Link>
            <span className="faint">{hostOf(url)}</span>
          </li>
        ))}
      </ol>
      {shown.length < sources.length && (
        <button type="button" className="plain" onClick={() => setOpen(true)}>
          {t('chat.showAllSources', { count: sources.length })}
        </button>
      )}
    </section>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : ''
}
