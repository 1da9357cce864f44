import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../app-state'
import type { Translate } from '../words'
import { groupByAge, monthName, type Group, type GroupName } from './groups'
import { loadMore, useList } from './list-state'
import { Row } from './row'

// The next page is asked for this many pixels before the end is in sight.
const loadAheadPx = 600

/** The rows in their groups; reads on as it is scrolled. */
export function ConversationList({ ref }: { readonly ref: Ref<HTMLElement> }) {
  const { t, i18n } = useTranslation()
  const { rows, query, loading, failed, complete } = useList()
  const selectedId = useApp((state) => state.conversationId)
  const now = useNow()
  useEffect(() => void loadMore(), [])
  const groups: readonly Group[] =
    query === '' ? groupByAge(rows, now) : rows.length > 0 ? [{ key: 'results', name: { word: 'results' }, rows }] : []
  return (
    <nav
      ref={ref}
      aria-label={t('sidebar.label')}
      aria-busy={loading}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < loadAheadPx) void loadMore()
      }}
    >
      {groups.map((group, index) => (
        <section key={group.key} aria-label={groupLabel(group.name, now, t, i18n.language)}>
          <h2 className={index === 0 ? 'is-first' : ''}>{groupLabel(group.name, now, t, i18n.language)}</h2>
          <ul>
            {group.rows.map((row) => (
              <Row key={row.id} row={row} selected={row.id === selectedId} now={now} />
            ))}
          </ul>
        </section>
      ))}
      {rows.length === 0 && complete && !failed && (
        <p className="list-note">{query === '' ? t('sidebar.empty') : t('sidebar.noMatches', { query })}</p>
      )}
      {failed && (
        <p className="list-note">
          {t('sidebar.loadFailed')}{' '}
          <button type="button" className="plain accent" onClick={() => void loadMore()}>
            {t('chat.tryAgain')}
          </button>
        </p>
      )}
    </nav>
  )
}

function groupLabel(name: GroupName, now: number, t: Translate, language: string): string {
  return 'word' in name ? t(`sidebar.${name.word}`) : monthName(name.monthStart, now, language)
}

/** The time of the last midnight or of the start: groups change when the day does, and only then. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === 'visible')
        setNow((before) => (sameDay(before, Date.now()) ? before : Date.now()))
    }
    document.addEventListener('visibilitychange', refresh)
    window.addEventListener('focus', refresh)
    return () => {
      document.removeEventListener('visibilitychange', refresh)
      window.removeEventListener('focus', refresh)
    }
  }, [])
  return now
}

function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}
