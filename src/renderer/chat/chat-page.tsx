import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reloadConversation, useApp } from '../app-state'
import { errorText } from '../failures'
import { shortcut } from '../ui/appearance'
import { later } from '../later'
import { ToolButton } from '../ui/tool-button'
import { Composer } from './composer/composer'
import { EmptyState } from './empty-state'
import { useEscapeToStop, useRunningReply, useSeen } from './running-reply'
import { Announcer } from './transcript/announcer'
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
