import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftKey, useApp } from '../app-state'
import { request } from '../bridge'
import { AskError } from '../chat/composer/ask-error'
import { PickerList } from '../chat/composer/picker-button'
import { followCopiesLater } from './copy-answer'
import { useEscapeToStop, useRunningReply, useSeen } from '../chat/running-reply'
import { Announcer } from '../chat/transcript/announcer'
import { showFailure } from '../failures'
import { later } from '../later'
import { Icon } from '../ui/icon'
import { Toasts } from '../ui/overlays/toasts'
import { AskBar, ReplyBar } from './bars'
import { contextWords } from './asking/context-chips'
import { followMain } from './follow-main'
import { askTyped } from './asking/popup-actions'
import { usePopup } from './popup-state'
import { AskField } from './asking/ask-field'
import { useFittingHeight } from './fitting-height'
import { PinButton } from './pin-button'
import { usePopupKeys } from './popup-keys'

// Nothing of it is needed before the first answer.
const transcript = later(async () => (await import('../chat/transcript/transcript')).Transcript)

/** The popup: a question, what goes with it, and its answer as it comes. */
export function PopupPage() {
  const root = useRef<HTMLElement>(null)
  const conversationId = useApp((state) => state.conversationId)
  const conversation = useApp((state) => state.conversation)
  const [scrolled, setScrolled] = useState(false)
  const runningReplyId = useRunningReply()
  const key = draftKey(conversationId)
  useEffect(() => followMain(transcript.preload), [])
  useEffect(followCopiesLater, [])
  useEscapeToStop(runningReplyId)
  usePopupKeys(runningReplyId)
  useSeen(conversationId, runningReplyId)
  useHold()
  useFittingHeight(root)
  return (
    <main ref={root} className={conversation ? 'popup has-answer' : 'popup'}>
      {conversation && (
        <>
          <Begun isScrolled={scrolled} />
          <div className="transcript-area">
            <transcript.Component
              key={conversation.id}
              conversationId={conversation.id}
              messages={conversation.messages}
              onScrolled={setScrolled}
            />
          </div>
        </>
      )}
      <AskField isFollowUp={conversation !== null} runningReplyId={runningReplyId} />
      <AskError draftKey={key} onRetry={() => void askTyped()} />
      <Toasts />
      <PickerList />
      {conversation ? <ReplyBar runningReplyId={runningReplyId} /> : <AskBar />}
      <Announcer replyId={runningReplyId} />
    </main>
  )
}

/** What the conversation began with. */
function Begun({ isScrolled }: { readonly isScrolled: boolean }) {
  const { t } = useTranslation()
  const begun = usePopup((state) => state.begun)
  const title = useApp((state) => state.conversation?.title ?? '')
  const contexts = begun?.contexts ?? []
  return (
    <header className={isScrolled ? 'begun scrolled' : 'begun'}>
      <Icon name="mark" className="mark" />
      <h1 className="grow clip">
        {begun?.title ?? title}
        {contexts.length > 0 && (
          <span className="faint"> · {contexts.map((context) => contextWords(context, t)).join(' · ')}</span>
        )}
      </h1>
      <PinButton />
    </header>
  )
}

/** A click elsewhere hides the popup, but not while it is pinned or an input method is at work. */
function useHold(): void {
  const isPinned = usePopup((state) => state.isPinned)
  useEffect(() => {
    const hold = (isComposing: boolean): void => {
      request('popup.hold', { held: isPinned || isComposing }).catch(showFailure)
    }
    const start = (): void => hold(true)
    const end = (): void => hold(false)
    hold(false)
    document.addEventListener('compositionstart', start)
    document.addEventListener('compositionend', end)
    return () => {
      document.removeEventListener('compositionstart', start)
      document.removeEventListener('compositionend', end)
    }
  }, [isPinned])
}
