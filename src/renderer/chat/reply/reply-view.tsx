import { useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Markdown } from '../../markdown/markdown'
import { useGrowingReply } from '../replies'
import type { Answer } from '../turns'
import { ReplyMeta } from './meta/reply-meta'
import { ReplyMeter } from './meta/reply-meter'
import { ReplyNotice } from './reply-notice'
import { Reasoning, ToolCalls } from './side-text'
import { Sources } from './sources'
import { AttemptNotice } from './waiting/attempt-notice'
import './reply.css'

interface ReplyViewProps {
  readonly message: Answer
  /** The question that it answers. */
  readonly question: string
  readonly isLast: boolean
}

/** One reply: what it thought, what it says, what went wrong, and the line under it. Growing, it alone is drawn again. */
export function ReplyView({ message, question, isLast }: ReplyViewProps) {
  const { t } = useTranslation()
  const shown = useGrowingReply(message.reply.finish ? null : message.id)
  const reply = shown?.reply ?? message.reply
  const growing = reply.finish === undefined
  // Then the notice says all there is to say.
  const hasNoWord = reply.error !== undefined && reply.text === '' && reply.reasoning === ''
  const [quiet, setQuiet] = useState(false)
  const isQuiet = growing && (quiet || reply.attempt !== undefined)
  return (
    <article className={isQuiet ? 'reply is-silent' : 'reply'} aria-label={t('chat.reply')} aria-busy={growing}>
      {reply.reasoning !== '' && (
        <Reasoning
          text={reply.reasoning}
          thinking={growing && reply.text === ''}
          thoughtMs={shown?.thoughtMs ?? null}
        />
      )}
      {reply.text !== '' && <Markdown text={reply.text} growing={growing} />}
      {reply.toolCalls.length > 0 && <ToolCalls calls={reply.toolCalls} />}
      {reply.sources.length > 0 && <Sources sources={reply.sources} />}
      {!growing && <ReplyNotice reply={reply} question={question} isLast={isLast} />}
      {growing && <Underway reply={reply} shown={shown} onQuiet={setQuiet} />}
      {!growing && !hasNoWord && <ReplyMeta reply={reply} isLast={isLast} />}
    </article>
  )
}

/** What stands under a reply while it runs. */
function Underway({ reply, shown, onQuiet }: ComponentProps<typeof ReplyMeter>) {
  const { attempt } = reply
  if (attempt?.kind === 'retry') return <AttemptNotice reply={reply} attempt={attempt} />
  return <ReplyMeter reply={reply} shown={shown} onQuiet={onQuiet} />
}
