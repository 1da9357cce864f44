import { useTranslation } from 'react-i18next'
import type { Attempt, Reply } from '../../../../shared/reply'
import { useApp } from '../../../app-state'
import { useClock } from '../../../ui/clock'
import { FlowMark } from '../../../ui/icon'
import { hurryReply, offerOtherModel } from '../../chat-actions'
import { replies } from '../../replies'
import { ErrorDetails } from '../notice/error-details'
import { retryNote, retryTitle } from './attempt-words'
import { CountdownRing } from './countdown-ring'
import { waitStateOf } from './wait-state'

const tickMs = 250

interface AttemptNoticeProps {
  readonly reply: Reply
  readonly attempt: Attempt
}

/** Stands under a reply that is tried again before its first word: why, in how many seconds, and what can be done meanwhile. */
export function AttemptNotice({ reply, attempt }: AttemptNoticeProps) {
  const { t } = useTranslation()
  const now = useClock(tickMs)
  const name = useApp((state) => state.providers.find((one) => one.id === reply.providerId)?.name)
  const state = waitStateOf(reply, replies.activeAt(reply.replyId) ?? reply.startedAt, now)
  if (state.type !== 'trying') return null
  const waits = state.leftMs > 0
  return (
    <div className="notice wait">
      {waits ? <CountdownRing key={attempt.at} leftMs={state.leftMs} /> : <FlowMark />}
      <div className="words">
        <p className="num">{retryTitle(state, { provider: name ?? reply.providerId, model: reply.model }, t)}</p>
        <ErrorDetails error={attempt.error} before={retryNote(attempt, t)} />
      </div>
      <div className="do">
        <button type="button" className="button small" onClick={() => offerOtherModel(reply.replyId)}>
          {t('chat.otherModel')}
        </button>
        {waits && (
          <button type="button" className="button small" onClick={() => void hurryReply(reply.replyId)}>
            {t('chat.tryNow')}
          </button>
        )}
      </div>
    </div>
  )
}
