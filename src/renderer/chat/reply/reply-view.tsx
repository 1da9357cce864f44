import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../../../shared/reply'
import { Markdown } from '../../markdown/markdown'
import { useReplyText } from '../replies'
import { BranchSwitcher } from '../messages/branch-switcher'
import type { Answer } from '../turns'
import { ReplyActions } from './actions/reply-actions'
import { ReplyMeta } from './meta/reply-meta'
import { ReplyMeter } from './meta/reply-meter'
import { ReplyNotice } from './notice/reply-notice'
import { useReplyOutline } from './reply-outline'
import { Reasoning, ToolCalls } from './side-text'
import { Sources } from './sources'
import { useSmoothText } from './smooth/use-smooth-text'
import { AttemptNotice } from './waiting/attempt-notice'
import './reply.css'

interface ReplyViewProps {
  readonly message: Answer
  /** The question that it answers. */
  readonly question: string
  readonly isLast: boolean
}

/** One reply: what it thought, what it says, what went wrong, and the line under it. Its texts grow by themselves. */
export function ReplyView({ message, question, isLast }: ReplyViewProps) {
  const { t } = useTranslation()
  const shown = useReplyOutline(message.reply.finish ? null : message.id)
  const reply = shown?.reply ?? message.reply
  const growing = reply.finish === undefined
  const text = useSmoothText(useReplyText(message.id, message.reply, 'text'))
  const reasoning = useSmoothText(useReplyText(message.id, message.reply, 'reasoning'))
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
      {growing && <Underway message={message} reply={reply} onQuiet={setQuiet} />}
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

interface UnderwayProps extends Pick<ReplyViewProps, 'message'> {
  readonly reply: Reply
  readonly onQuiet: (quiet: boolean) => void
}

/** What stands under a reply while it runs. */
function Underway({ message, reply, onQuiet }: UnderwayProps) {
  const { attempt } = reply
  const branches = useMemo(() => message.siblings && <BranchSwitcher message={message} />, [message])
  if (attempt?.kind !== 'retry') return <ReplyMeter reply={reply} onQuiet={onQuiet} end={branches} />
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
