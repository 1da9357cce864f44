// Thousands of rows of which a screenful is drawn: a listbox of our own, for which HTML has no elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { eventLine, oneLine, type StreamRow } from './stream-rows'
import { visibleRows } from './visible-rows'

const rowHeight = 22
const pageRows = 10

interface EventListProps {
  readonly rows: readonly StreamRow[]
  readonly selected: number | null
  readonly onSelect: (index: number) => void
}

/** What came, row by row, with what was made of it beside it. Arrow keys move; new rows are followed while none is selected. */
export function EventList({ rows, selected, onSelect }: EventListProps) {
  const { t } = useTranslation()
  const id = useId()
  const { box, view, onScroll } = useView(rows.length, selected)
  const { first, end } = visibleRows({ count: rows.length, rowHeight }, view)

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, selected ?? -1, rows.length)
    if (target === null) return
    event.preventDefault()
    // Selecting the same row again would take the selection away.
    if (target !== selected) onSelect(target)
  }
  return (
    <div
      ref={box}
      className="events"
      role="listbox"
      tabIndex={0}
      aria-label={t('inspector.events')}
      aria-activedescendant={selected === null ? undefined : `${id}-${selected}`}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div ref={(element) => setHeight(element, rows.length * rowHeight)}>
        {rows.slice(first, end).map((row, offset) => (
          <EventRow
            key={first + offset}
            id={`${id}-${first + offset}`}
            row={row}
            index={first + offset}
            count={rows.length}
            selected={selected === first + offset}
            onSelect={onSelect}
          />
        ))}
      </div>
    </div>
  )
}

interface EventRowProps {
  readonly id: string
  readonly row: StreamRow
  readonly index: number
  readonly count: number
  readonly selected: boolean
  readonly onSelect: (index: number) => void
}

function EventRow({ id, row, index, count, selected, onSelect }: EventRowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list around it has the focus and the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={selected ? 'event selected' : 'event'}
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
      ref={(element) => {
        if (element) element.style.top = `${index * rowHeight}px`
      }}
      onClick={() => onSelect(index)}
    >
      <span className="at">{(row.atMs / 1000).toFixed(3)}</span>
      <span className="raw clip">{oneLine(row.raw)}</span>
      <span className="made clip">{row.events.map(eventLine).join('  ')}</span>
    </div>
  )
}

/** What part of the list is in sight: the selected row, or the end while rows come, until one scrolls elsewhere. */
function useView(count: number, selected: number | null) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const follows = useRef(true)
  const look = (): void => {
    const element = box.current
    if (!element) return
    const { scrollTop: top, clientHeight: height, scrollHeight } = element
    follows.current = scrollHeight - height - top <= rowHeight
    setView((before) => (before.top === top && before.height === height ? before : { top, height }))
  }
  const latest = useRef(look)
  useEffect(() => {
    latest.current = look
  })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const resized = new ResizeObserver(() => latest.current())
    resized.observe(element)
    return () => resized.disconnect()
  }, [])
  useLayoutEffect(() => {
    const element = box.current
    if (element && selected === null && follows.current) element.scrollTop = element.scrollHeight
    latest.current()
  }, [count, selected])
  useLayoutEffect(() => {
    const element = box.current
    if (!element || selected === null) return
    // By now the list is as high as what is shown of the row below leaves it.
    const top = selected * rowHeight
    element.scrollTop = Math.min(top, Math.max(top + rowHeight - element.clientHeight, element.scrollTop))
  }, [selected])
  return { box, view, onScroll: look }
}

function targetOf(key: string, index: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageRows,
    PageUp: index - pageRows,
    Home: 0,
    End: count - 1,
  }
  const target = targets[key]
  return target === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, target))
}

// The page's policy lets no style attribute through; a property set by script is none.
function setHeight(element: HTMLElement | null, height: number): void {
  if (element) element.style.height = `${height}px`
}
