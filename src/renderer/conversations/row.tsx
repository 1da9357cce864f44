import { memo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationSummary } from '../../shared/conversation'
import { openConversation } from '../app-state'
import { FlowMark } from '../ui/icon'
import { Menu, type MenuItem } from '../ui/overlays/menu'
import { ToolButton } from '../ui/tool-button'
import { shortTime } from './groups'
import { deleteConversation, pinConversation, renameConversation } from './list-actions'
import { TitleField } from './title-field'

interface RowProps {
  readonly row: ConversationSummary
  readonly selected: boolean
  readonly now: number
}

/** One conversation of the list, with its menu and its title field. Arrow keys, Home and End move to other rows. */
export const Row = memo(function Row({ row, selected, now }: RowProps) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const [menuAt, setMenuAt] = useState<Point | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const title = row.title || t('sidebar.untitled')
  const rename = (): void => setRenaming(true)
  const remove = (): void => void deleteAndMoveOn(row, button.current)

  if (renaming) {
    const done = (changed: string | null): void => {
      setRenaming(false)
      if (changed !== null) void renameConversation(row.id, changed)
      requestAnimationFrame(() => button.current?.focus())
    }
    return (
      <li>
        <TitleField title={row.title} onDone={done} />
      </li>
    )
  }
  const items: readonly MenuItem[] = [
    { icon: 'pencil', label: t('sidebar.rename'), run: rename },
    {
      icon: 'pin',
      label: row.pinned ? t('sidebar.unpin') : t('sidebar.pin'),
      run: () => void pinConversation(row.id, !row.pinned),
    },
    { icon: 'trash', label: t('sidebar.delete'), danger: true, run: remove },
  ]
  return (
    <li className={menuAt ? 'conversation has-menu' : 'conversation'}>
      <button
        ref={button}
        type="button"
        className={selected ? 'row selected' : 'row'}
        aria-current={selected ? 'page' : undefined}
        title={title}
        onClick={() => void openConversation(row.id)}
        onDoubleClick={rename}
        onKeyDown={(event) => {
          if (event.key === 'F2') rename()
          else if (event.key === 'Delete') remove()
          else moveInList(event)
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          setMenuAt(pointOf(event))
        }}
      >
        <span className="grow clip">{title}</span>
        <RowMark row={row} now={now} />
      </button>
      <ToolButton
        icon="more"
        className="row-more"
        label={t('sidebar.actions', { title })}
        aria-haspopup="menu"
        aria-expanded={menuAt !== null}
        onClick={({ currentTarget }) => setMenuAt(below(currentTarget))}
      />
      {menuAt && (
        <Menu
          label={t('sidebar.actions', { title })}
          x={menuAt.x}
          y={menuAt.y}
          items={items}
          onClose={() => {
            setMenuAt(null)
            button.current?.focus()
          }}
        />
      )}
    </li>
  )
})

function RowMark({ row, now }: { readonly row: ConversationSummary; readonly now: number }) {
  const { t, i18n } = useTranslation()
  if (row.runningReplyId) {
    return (
      <span className="side running" title={t('sidebar.running')}>
        <FlowMark />
        <span className="unseen">{t('sidebar.running')}</span>
      </span>
    )
  }
  if (row.unseen) {
    const label = row.unseen === 'error' ? t('sidebar.errorUnseen') : t('sidebar.doneUnseen')
    return (
      <span className={row.unseen === 'error' ? 'dot error' : 'dot'} title={label}>
        <span className="unseen">{label}</span>
      </span>
    )
  }
  return <span className="side time">{shortTime(row.updatedAt, now, i18n.language)}</span>
}

/** The focus goes to the next row, or the one before, so that the keyboard does not fall out of the list. */
async function deleteAndMoveOn(row: ConversationSummary, button: HTMLButtonElement | null): Promise<void> {
  const rows = button ? rowsAround(button) : []
  const index = rows.findIndex((one) => one === button)
  const next = rows[index + 1] ?? rows[index - 1]
  await deleteConversation(row)
  next?.focus()
}

function moveInList(event: KeyboardEvent<HTMLButtonElement>): void {
  const rows = rowsAround(event.currentTarget)
  const index = rows.indexOf(event.currentTarget)
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(index + 1, rows.length - 1),
    ArrowUp: Math.max(index - 1, 0),
    Home: 0,
    End: rows.length - 1,
  }
  const target = targets[event.key]
  if (target === undefined) return
  event.preventDefault()
  rows[target]?.focus()
}

function rowsAround(button: HTMLButtonElement): readonly HTMLButtonElement[] {
  return [...(button.closest('nav')?.querySelectorAll<HTMLButtonElement>('button.row') ?? [])]
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where a menu opens: at the pointer, or, for the menu key, under the row. */
function pointOf(event: { clientX: number; clientY: number; currentTarget: Element }): Point {
  const isByPointer = event.clientX !== 0 || event.clientY !== 0
  return isByPointer ? { x: event.clientX, y: event.clientY } : below(event.currentTarget)
}

function below(element: Element): Point {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom + 4 }
}
