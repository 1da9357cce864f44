import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { reloadConversation, useApp } from '../app-state'
import { request } from '../bridge'
import { errorText, showFailure } from '../failures'
import { shortcut } from '../ui/appearance'
import { later } from '../later'
import { ToolButton } from '../ui/tool-button'
import { stopReply } from './chat-actions'
import { Composer } from './composer/composer'
import { EmptyState } from './empty-state'
import { replies } from './replies'
import { Announcer } from './transcript/announcer'
import { openAnswer } from './turns'
import './chat.css'

// The window opens on a new conversation, which needs no markdown: that part is read while the first frame is shown.
const transcript = later(async () => (await import('./transcript/transcript')).Transcript)

interface ChatPageProps {
  /** Null while the sidebar is in sight; else shows it. */
  readonly onShowSidebar: (() => void) | null
}

/** The conversation in the window: its title, its turns, the composer. */
export function ChatPage({ onShowSidebar }: ChatPageProps) {
  const { t } = useTranslation()
  const conversationId = useApp((state) => state.conversationId)
  const conversation = useApp((state) => state.conversation)
  const [scrolled, setScrolled] = useState(false)
  const runningReplyId = useRunningReply()
  useEscapeToStop(runningReplyId)
  useSeen(conversationId, runningReplyId)
  useEffect(() => transcript.preload(), [])
  const title = conversationId === null ? t('chat.newTitle') : (conversation?.title ?? '')
  useEffect(() => {
    document.title = title === '' ? t('app.name') : title
  }, [title, t])
  const toggleClass = onShowSidebar ? 'has-toggle' : ''
  return (
    <main className="main">
      <header className={`titlebar ${toggleClass} ${scrolled && conversation ? 'scrolled' : ''}`}>
        <ToolButton
          icon="sidebar"
          className={onShowSidebar ? '' : 'narrow-only'}
          label={t('sidebar.show')}
          shortcut={shortcut('B')}
          onClick={() => (onShowSidebar ? onShowSidebar() : useApp.setState({ drawerOpen: true }))}
        />
        <h1 className="grow clip">{title}</h1>
        {conversation && <InspectButton />}
      </header>
      {conversationId === null && (
        <div className="transcript is-empty">
          <EmptyState />
        </div>
      )}
      {conversationId !== null && !conversation && <Opening />}
      {conversation && (
        <div className="transcript-area">
          <transcript.Component
            key={conversation.id}
            conversationId={conversation.id}
            messages={conversation.messages}
            onScrolled={setScrolled}
          />
        </div>
      )}
      <Composer runningReplyId={runningReplyId} isFollowUp={conversationId !== null} />
      <Announcer replyId={runningReplyId} />
    </main>
  )
}

function InspectButton() {
  const { t } = useTranslation()
  const isOn = useApp((state) => state.inspecting !== null)
  return (
    <ToolButton
      icon="pulse"
      className={isOn ? 'inspect is-on' : 'inspect'}
      label={t('chat.inspector')}
      aria-pressed={isOn}
      onClick={() => useApp.setState({ inspecting: isOn ? null : { replyId: null } })}
    />
  )
}

/** Nothing while a conversation is read, which takes no time that could be seen; words when it cannot be. */
function Opening() {
  const { t } = useTranslation()
  const error = useApp((state) => state.loadError)
  if (!error) return <div className="transcript" aria-busy="true" />
  const { hint } = errorText(error, { provider: '', model: '' })
  return (
    <div className="transcript">
      <div className="column load-error">
        <div className="notice error" role="alert">
          <div className="words">
            <p>{t('chat.loadFailed')}</p>
            <p>{hint}</p>
          </div>
          <div className="do">
            <button type="button" className="button small primary" onClick={() => void reloadConversation()}>
              {t('chat.tryAgain')}
            </button>
          </div>
        </div>
      </div>
    </div>
  )
}

/** The id of the reply that runs in the conversation in the window. Changes when it starts and ends, not as it grows. */
function useRunningReply(): string | null {
  const candidate = useApp(({ conversation }) =>
    conversation ? (openAnswer(conversation.messages)?.id ?? null) : null,
  )
  const subscribe = useCallback(
    (listener: () => void) => (candidate === null ? () => undefined : replies.subscribe(candidate, listener)),
    [candidate],
  )
  return useSyncExternalStore(subscribe, () =>
    candidate === null || replies.read(candidate)?.reply.finish ? null : candidate,
  )
}

/** Escape stops the reply, unless something nearer, such as an open list or an input method, had a use for it. */
function useEscapeToStop(runningReplyId: string | null): void {
  useEffect(() => {
    if (runningReplyId === null) return
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      void stopReply(runningReplyId)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [runningReplyId])
}

/** Takes the mark off a conversation that has been looked at. */
function useSeen(conversationId: string | null, runningReplyId: string | null): void {
  useEffect(() => {
    if (conversationId === null) return
    const see = (): void => {
      if (document.visibilityState === 'visible')
        request('conversations.see', { id: conversationId }).catch(showFailure)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [conversationId, runningReplyId])
}
