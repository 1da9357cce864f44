import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../shared/conversation'
import { useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { Select } from '../ui/forms/select'
import { showToast } from '../ui/overlays/toasts'
import { ToolButton } from '../ui/tool-button'
import { StreamView } from './stream-view'
import './inspector.css'

const newest = 'newest'

interface InspectorProps {
  readonly conversation: Conversation
  readonly onClose: () => void
}

/** Beside the conversation: what one of its replies really is, byte by byte. Escape in it closes it. */
export function Inspector({ conversation, onClose }: InspectorProps) {
  const { t } = useTranslation()
  const selectId = useId()
  const panel = useRef<HTMLElement>(null)
  const chosen = useApp((state) => state.inspecting?.replyId ?? null)
  useEffect(() => panel.current?.focus(), [])
  const replies = repliesOf(conversation)
  const replyId = replies.find(({ id }) => id === chosen)?.id ?? replies.at(-1)?.id ?? null
  const options = [
    { value: newest, label: t('inspector.newest') },
    ...replies.map(({ id, question }, index) => ({ value: id, label: `${index + 1}. ${question}` })),
  ]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it wherever the focus is in it
    <aside
      ref={panel}
      className="inspector"
      aria-label={t('chat.inspector')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className="titlebar">
        <h2 className="grow clip strong">{t('chat.inspector')}</h2>
        <ToolButton icon="close" label={t('inspector.close')} onClick={onClose} />
      </header>
      <div className="line choose">
        <label className="unseen" htmlFor={selectId}>
          {t('inspector.reply')}
        </label>
        <Select
          id={selectId}
          value={chosen !== null && chosen === replyId ? chosen : newest}
          options={options}
          onChange={(value) => useApp.setState({ inspecting: { replyId: value === newest ? null : value } })}
        />
        <span className="grow" />
        {replyId !== null && (
          <button type="button" className="button small" onClick={() => void save(replyId, t('inspector.saved'))}>
            {t('inspector.export')}
          </button>
        )}
      </div>
      {replyId !== null && <StreamView key={replyId} replyId={replyId} />}
    </aside>
  )
}

async function save(replyId: string, saidWhenSaved: string): Promise<void> {
  try {
    const { saved } = await request('recording.export', { replyId })
    if (saved) showToast({ text: saidWhenSaved })
  } catch (error) {
    showFailure(error)
  }
}

const longestLabel = 60

function repliesOf({ messages }: Conversation): readonly { readonly id: string; readonly question: string }[] {
  let question = ''
  return messages.flatMap((message) => {
    if (message.role === 'assistant') return [{ id: message.id, question }]
    question = message.text.trim().split(/\r?\n/, 1)[0]?.slice(0, longestLabel) ?? ''
    return []
  })
}
