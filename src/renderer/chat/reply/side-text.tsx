import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ToolCall } from '../../../shared/reply'
import { formatDuration } from '../../ui/format'
import { Icon } from '../../ui/icon'
import { Markdown } from '../../markdown/markdown'
import type { FollowText } from '../../markdown/text-feed'

interface ReasoningProps {
  /** Tells the thoughts of this reply from those of others. */
  readonly id: string
  /** The thoughts, or what tells of them while they grow. */
  readonly text: string | FollowText
  /** No word of the answer has come yet. */
  readonly thinking: boolean
  /** Null when nobody saw how long it took. */
  readonly thoughtMs: number | null
}

/** What a model thought before it answered, folded. */
export function Reasoning({ id, text, thinking, thoughtMs }: ReasoningProps) {
  const { t } = useTranslation()
  const done = thoughtMs === null ? t('chat.thought') : t('chat.thoughtFor', { duration: formatDuration(thoughtMs, t) })
  return (
    <Fold id={id} label={thinking ? t('chat.thinking') : done}>
      <Markdown id={id} text={text} />
    </Fold>
  )
}

/** The tools that a model wants called, folded. */
export function ToolCalls({ replyId, calls }: { readonly replyId: string; readonly calls: readonly ToolCall[] }) {
  const { t } = useTranslation()
  return calls.map((call) => (
    <Fold key={call.index} id={`${replyId} call ${call.index}`} label={t('chat.toolCall', { name: call.name })}>
      <p>{t('chat.toolCallNote')}</p>
      <pre className="as-written">{call.argumentsText}</pre>
    </Fold>
  ))
}

interface FoldProps {
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}

/** What the reader has unfolded: it is so still when its reply is mounted again. */
const unfolded = new Set<string>()

/** A quiet line that unfolds what is behind it. */
function Fold({ id, label, children }: FoldProps) {
  const [open, setOpen] = useState(() => unfolded.has(id))
  const contentId = useId()
  const press = (): void => {
    if (open) unfolded.delete(id)
    else unfolded.add(id)
    setOpen(!open)
  }
  return (
    <div className={open ? 'fold is-open' : 'fold'}>
      <button type="button" className="plain" aria-expanded={open} aria-controls={contentId} onClick={press}>
        <Icon name="right" />
        {label}
      </button>
      <div id={contentId} className="side-text" hidden={!open}>
        {open && children}
      </div>
    </div>
  )
}
