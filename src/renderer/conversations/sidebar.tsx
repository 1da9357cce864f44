import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { newConversation, openConversation, openSettings, useApp } from '../app-state'
import { shortcut } from '../ui/appearance'
import { isForInputMethod } from '../ui/composing'
import { Icon } from '../ui/icon'
import { ToolButton } from '../ui/tool-button'
import { ConversationList } from './conversation-list'
import { searchFor, useList } from './list-state'
import './conversations.css'

interface SidebarProps {
  readonly onToggle: () => void
}

/** The conversations, the search over them, and the way to settings. */
export function Sidebar({ onToggle }: SidebarProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLElement>(null)
  return (
    <aside className="sidebar" id="sidebar">
      <div className="titlebar">
        <span className="brandname">
          <Icon name="mark" />
          {t('app.name')}
        </span>
        <span className="grow" />
        <ToolButton icon="sidebar" label={t('sidebar.hide')} shortcut={shortcut('B')} onClick={onToggle} />
        <ToolButton
          icon="compose"
          label={t('sidebar.newConversation')}
          shortcut={shortcut('N')}
          onClick={newConversation}
        />
      </div>
      <SearchField list={list} />
      <ConversationList ref={list} />
      <footer>
        <button type="button" className="row" onClick={() => openSettings()}>
          <Icon name="gear" />
          <span className="grow">{t('sidebar.settings')}</span>
          <span className="hint-key">{shortcut(',')}</span>
        </button>
      </footer>
    </aside>
  )
}

function SearchField({ list }: { readonly list: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const composedAt = useRef(-Infinity)
  const [text, setText] = useState('')
  const change = (query: string): void => {
    setText(query)
    void searchFor(query.trim())
  }
  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isForInputMethod(event.nativeEvent, composedAt.current)) return
    const first = useList.getState().rows[0]
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLButtonElement>('button.row')?.focus()
    else if (event.key === 'Enter' && text !== '' && first) void openConversation(first.id)
    else if (event.key === 'Escape' && text !== '') change('')
    else if (event.key === 'Escape') document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // The drawer is not in the page's order while it is closed.
  const drawerOpen = useApp((state) => state.drawerOpen)
  useEffect(() => {
    if (drawerOpen) field.current?.focus()
  }, [drawerOpen])
  return (
    <search className="search">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        className="grow"
        value={text}
        spellCheck={false}
        maxLength={500}
        placeholder={t('sidebar.search')}
        aria-label={t('sidebar.search')}
        onChange={(event) => change(event.target.value)}
        onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
        onKeyDown={keys}
      />
      {text === '' ? (
        <span className="hint-key" aria-hidden="true">
          {shortcut('K')}
        </span>
      ) : (
        <ToolButton
          icon="close"
          label={t('sidebar.clearSearch')}
          onClick={() => {
            change('')
            field.current?.focus()
          }}
        />
      )}
    </search>
  )
}
