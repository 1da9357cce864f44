import { useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Markdown } from '../../markdown/markdown'
import { useGrowingReply, useReplyText } from '../replies'
import { BranchSwitcher } from '../messages/branch-switcher'
import type { Answer } from '../turns'
import { ReplyActions } from './actions/reply-actions'
import { ReplyMeta } from './meta/reply-meta'
import { ReplyMeter } from './meta/reply-meter'
import { ReplyNotice } from './notice/reply-notice'
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
  const text = useReplyText(message.id, message.reply, 'text')
  const reasoning = useReplyText(message.id, message.reply, 'reasoning')
  const shownMessage = reply === message.reply ? message : { ...message, reply }
  // Then the notice says all there is to say.
  const hasNoWord = !growing && reply.error !== undefined && reply.text === '' && reply.reasoning === ''
  const [quiet, setQuiet] = useState(false)
  const isQuiet = growing && (quiet || reply.attempt !== undefined)
  return (
    <article className={isQuiet ? 'reply is-silent' : 'reply'} aria-label={t('chat.reply')} aria-busy={growing}>
      {reply.reasoning !== '' && (
        <Reasoning
          id={`${message.id} reasoning`}
          text={reasoning}
          thinking={growing && reply.text === ''}
          thoughtMs={shown?.thoughtMs ?? null}
        />
      )}
      {reply.text !== '' && <Markdown id={message.id} text={text} />}
      {reply.toolCalls.length > 0 && <ToolCalls replyId={message.id} calls={reply.toolCalls} />}
      {reply.sources.length > 0 && <Sources sources={reply.sources} />}
      {!growing && <ReplyNotice reply={reply} question={question} isLast={isLast} />}
      {growing && <Underway message={message} reply={reply} shown={shown} onQuiet={setQuiet} />}
      {!growing && !hasNoWord && <ReplyMeta message={shownMessage} isLast={isLast} />}
      {hasNoWord && (
        <div className="meta">
          <span className="grow" />
          <ReplyActions message={shownMessage} />
        </div>
      )}
    </article>
  )
}

type UnderwayProps = Omit<ComponentProps<typeof ReplyMeter>, 'end'> & Pick<ReplyViewProps, 'message'>

/** What stands under a reply while it runs. */
function Underway({ message, reply, shown, onQuiet }: UnderwayProps) {
  const { attempt } = reply
  const branches = message.siblings && <BranchSwitcher message={message} />
  if (attempt?.kind !== 'retry') return <ReplyMeter reply={reply} shown={shown} onQuiet={onQuiet} end={branches} />
  return (
    <>
      <AttemptNotice reply={reply} attempt={attempt} />
      {branches && (
        <div className="meta">
          <span className="grow" />
          {branches}
        </div>
      )}
    </>
  )
}
