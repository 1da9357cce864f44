import { Fragment, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../../../../shared/reply'
import { plainText } from '../../../ui/emphasis'
import { formatCount, formatDuration } from '../../../ui/format'
import { Icon } from '../../../ui/icon'
import type { Translate } from '../../../words'
import { continueReply } from '../../chat-actions'
import type { Answer } from '../../turns'
import { ReplyActions } from '../actions/reply-actions'
import { figuresOf } from './figures'
import { ReplyFacts } from './reply-facts'

interface ReplyMetaProps {
  readonly message: Answer
  readonly isLast: boolean
}

/**
 * The quiet line under a reply that has ended: who answered, how fast, how much, why it ended if not as usual. It opens
 * to all figures. At its other end is what can be done with the reply.
 */
export function ReplyMeta({ message, isLast }: ReplyMetaProps) {
  const { t, i18n } = useTranslation()
  const { reply } = message
  const factsId = useId()
  const [open, setOpen] = useState(false)
  const parts = metaParts(reply, t, i18n.language)
  const finish = reply.finish?.unified
  const canGoOn = isLast && reply.text !== '' && (finish === 'aborted' || finish === 'length')
  return (
    <>
      <div className="meta">
        <button
          type="button"
          className="figures"
          title={t('figures.show')}
          aria-expanded={open}
          aria-controls={factsId}
          onClick={() => setOpen(!open)}
        >
          {parts.map((part, index) => (
            <Fragment key={index}>
              {index > 0 && <span className="sep">·</span>}
              {part}
            </Fragment>
          ))}
          <Icon name="down" />
        </button>
        {canGoOn && (
          <button type="button" className="plain accent" onClick={() => void continueReply(reply.replyId)}>
            {t('chat.continue')}
          </button>
        )}
        <ReplyActions message={message} />
      </div>
      {open && <ReplyFacts id={factsId} reply={reply} />}
    </>
  )
}

function metaParts(reply: Reply, t: Translate, language: string): readonly ReactNode[] {
  const isGuide = reply.providerId === 'guide'
  const { firstTokenMs, tokens, tokensPerSecond, estimated } = figuresOf(reply)
  const parts: ReactNode[] = [isGuide ? t('chat.guideLabel') : reply.model]
  if (firstTokenMs !== null) parts.push(plainText(t('meter.firstToken', { duration: formatDuration(firstTokenMs, t) })))
  if (!isGuide && tokensPerSecond !== null) {
    const key = estimated ? 'meter.speedEstimate' : 'meter.speed'
    parts.push(plainText(t(key, { value: formatCount(tokensPerSecond, language) })))
  }
  if (!isGuide && tokens !== null) {
    const key = estimated ? 'meter.tokensEstimate' : 'meter.tokens'
    parts.push(plainText(t(key, { count: tokens, value: formatCount(tokens, language) })))
  }
  const end = finishWords(reply, t)
  return end === null ? parts : [...parts, end]
}

function finishWords({ finish }: Reply, t: Translate): ReactNode {
  if (!finish || finish.unified === 'stop') return null
  // The notice says what the error was; the reply itself is one that was interrupted.
  const unified = finish.unified === 'error' ? 'interrupted' : finish.unified
  return (
    <span className={unified === 'interrupted' ? 'bad' : undefined}>
      {t(`meter.finish.${unified}`, { raw: finish.raw ?? '' })}
    </span>
  )
}
