import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isForInputMethod } from '../../ui/composing'
import { Icon } from '../../ui/icon'
import { ToolButton } from '../../ui/tool-button'
import type { Finder } from './finder'
import './find.css'

/** What is looked for in the conversation, over its top. Nothing while it is closed. */
export function FindBar({ finder }: { readonly finder: Finder }) {
  const isOpen = useSyncExternalStore(finder.subscribe, () => finder.read().isOpen)
  return isOpen && <Bar finder={finder} />
}

function Bar({ finder }: { readonly finder: Finder }) {
  const { t } = useTranslation()
  const { query, total, position, isCounting, openings } = useSyncExternalStore(finder.subscribe, finder.read)
  const field = useRef<HTMLInputElement>(null)
  const composedAt = useRef(-Infinity)
  useReturningFocus()
  useLayoutEffect(() => {
    if (!field.current) return
    field.current.value = finder.read().query
    field.current.focus()
    field.current.select()
  }, [finder, openings])
  // What an input method has not settled yet is not looked for.
  const look = (event: FormEvent<HTMLInputElement>): void => {
    if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing))
      finder.look(event.currentTarget.value)
  }
  const press = (event: KeyboardEvent): void => {
    if (isForInputMethod(event.nativeEvent, composedAt.current)) return
    if (event.key === 'Enter' && event.target === field.current) finder.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') finder.close()
    else return
    event.preventDefault()
  }
  const found = position === null ? t('find.total', { count: total }) : t('find.position', { position, total })
  const none = total === 0 && !isCounting
  const isMac = document.documentElement.dataset['platform'] === 'mac'
  const keys = isMac ? { next: '⌘G', previous: '⇧⌘G' } : { next: 'F3', previous: 'Shift+F3' }
  return (
    <search className="find-bar">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        spellCheck={false}
        maxLength={500}
        placeholder={t('find.label')}
        aria-label={t('find.label')}
        onInput={look}
        onKeyDown={press}
        onCompositionEnd={(event) => {
          composedAt.current = event.timeStamp
          finder.look(event.currentTarget.value)
        }}
      />
      <output className="count num">
        {query.trim() === '' || (total === 0 && isCounting) ? '' : none ? t('find.none') : found}
      </output>
      <ToolButton
        icon="chevronUp"
        label={t('find.previous')}
        shortcut={keys.previous}
        onKeyDown={press}
        onClick={() => finder.step(-1)}
      />
      <ToolButton
        icon="down"
        label={t('find.next')}
        shortcut={keys.next}
        onKeyDown={press}
        onClick={() => finder.step(1)}
      />
      <ToolButton
        icon="close"
        label={t('find.close')}
        shortcut={t('composer.escape')}
        onKeyDown={press}
        onClick={() => finder.close()}
      />
    </search>
  )
}

/** Gives the focus back to where it was. */
function useReturningFocus(): void {
  const before = useRef(document.activeElement)
  useEffect(() => {
    const element = before.current
    return () => {
      const isLost = document.activeElement === document.body || document.activeElement?.closest('.find-bar') != null
      if (isLost && element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true })
    }
  }, [])
}
