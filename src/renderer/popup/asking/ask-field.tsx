import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { draftKey, useApp } from '../../app-state'
import { WriteField } from '../../chat/composer/write-field'
import { Icon } from '../../ui/icon'
import { ActionList } from './action-list'
import { ContextChips } from './context-chips'
import { createEarlierQuestions } from './earlier-questions'
import { PinButton } from '../pin-button'
import { allActions, askTyped, offeredActions, runAction } from './popup-actions'
import { openInMain } from '../popup-keys'
import { type, typed, usePopup } from '../popup-state'

interface AskFieldProps {
  readonly isFollowUp: boolean
  readonly runningReplyId: string | null
}

const noActions: readonly never[] = []

/** The popup's question, what goes with it, and what could be done with that. */
export function AskField({ isFollowUp, runningReplyId }: AskFieldProps) {
  const { t, i18n } = useTranslation()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const contexts = usePopup((state) => state.contexts)
  const draft = useApp((state) => state.drafts[draftKey(state.conversationId)] ?? '')
  const own = useApp((state) => state.settings?.popupActions ?? noActions)
  const [earlier] = useState(createEarlierQuestions)
  const [activeKey, setActiveKey] = useState<string | null>(null)
  // The names are in the language of the page.
  const actions = useMemo(() => (i18n.language ? allActions(own) : []), [own, i18n.language])
  const offered = offeredActions(actions, draft, contexts)
  const active = offered?.find(({ key }) => key === activeKey) ?? offered?.[0]

  const send = (): void => {
    // A second question waits in the field; Stop stands where Send stood.
    if (runningReplyId !== null) return
    if (active) void runAction(active)
    else void askTyped()
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault()
      openInMain()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (offered && onListKey(event)) event.preventDefault()
    else if (event.key === 'ArrowUp' && earlier.isWalking()) {
      event.preventDefault()
      void earlier.walk(1)
    } else if (event.key === 'ArrowDown' && draft !== '' && earlier.isWalking()) {
      event.preventDefault()
      void earlier.walk(-1)
    }
  }
  /** Answers whether the list had a use for the key. */
  const onListKey = ({ key }: KeyboardEvent): boolean => {
    if (!offered) return false
    const index = offered.findIndex((action) => action === active)
    const numbered = /^[1-9]$/.test(key) && typed().length <= 1 ? offered[Number(key) - 1] : undefined
    if (numbered && runningReplyId === null) void runAction(numbered)
    else if (key === 'ArrowDown') setActiveKey(offered[(index + 1) % offered.length]?.key ?? null)
    else if (key === 'ArrowUp') setActiveKey(offered.at(index - 1)?.key ?? null)
    else if (key === 'Escape' && typed().startsWith('/')) type('')
    else return false
    return true
  }
  const placeholder = isFollowUp ? t('composer.followUp') : contexts.length > 0 ? t('popup.askAbout') : t('popup.ask')
  return (
    <>
      <div className={isFollowUp ? 'ask follow' : 'ask'}>
        {!isFollowUp && <Icon name="mark" className="mark" />}
        <WriteField
          field={field}
          placeholder={placeholder}
          onSend={send}
          onKey={onKey}
          list={offered ? { id: listId, activeKey: active?.key ?? null } : null}
        />
        {!isFollowUp && <PinButton />}
      </div>
      <ContextChips />
      {offered && (
        <ActionList
          id={listId}
          actions={offered}
          activeKey={active?.key ?? null}
          onActive={setActiveKey}
          onChoose={(action) => runningReplyId === null && void runAction(action)}
        />
      )}
    </>
  )
}
