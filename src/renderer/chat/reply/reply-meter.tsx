import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../../../shared/reply'
import { Emphasis } from '../../ui/emphasis'
import { formatCount, formatDuration, formatSeconds } from '../../ui/format'
import { FlowMark, Icon } from '../../ui/icon'
import type { Translate } from '../../words'
import { askAgain } from '../chat-actions'
import { liveFiguresOf } from './figures'

const tickMs = 250
const silentAfterMs = 5000
const retryAfterMs = 10_000

interface ReplyMeterProps {
  readonly reply: Reply
  /** When something last came, in milliseconds since 1970. */
  readonly changedAt: number
  readonly onSilent: (silent: boolean) => void
}

/** The line under a running reply: connecting, then first token and speed, or for how long it has been silent. */
export function ReplyMeter({ reply, changedAt, onSilent }: ReplyMeterProps) {
  const { t, i18n } = useTranslation()
  const latest = useRef({ reply, changedAt })
  useEffect(() => {
    latest.current = { reply, changedAt }
  })
  // Four times a second is as fast as numbers can be read; the text has its own pace.
  const [seen, setSeen] = useState(() => ({ reply, changedAt, now: Date.now() }))
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setSeen({ ...latest.current, now: Date.now() })
    }, tickMs)
    return () => clearInterval(timer)
  }, [])
  const quietMs = seen.now - seen.changedAt
  const silent = seen.reply.firstTokenMs !== undefined && quietMs >= silentAfterMs
  useEffect(() => onSilent(silent), [silent, onSilent])
  const waitedMs = seen.now - seen.reply.startedAt
  const late = silent || (seen.reply.firstTokenMs === undefined && waitedMs >= retryAfterMs)
  const parts = silent
    ? [t('meter.silent', { duration: formatSeconds(quietMs, t) })]
    : liveParts(seen, waitedMs, t, i18n.language)
  return (
    <div className="meta meter">
      {silent ? <Icon name="info" /> : <FlowMark />}
      <span>
        {parts.map((part, index) => (
          <Fragment key={index}>
            {index > 0 && <span className="sep">·</span>}
            <Emphasis text={part} />
          </Fragment>
        ))}
      </span>
      {late && (
        <button type="button" className="plain" onClick={() => void askAgain(reply.replyId)}>
          {t('chat.retry')}
        </button>
      )}
    </div>
  )
}

interface Seen {
  readonly reply: Reply
  readonly changedAt: number
}

function liveParts({ reply, changedAt }: Seen, waitedMs: number, t: Translate, language: string): readonly string[] {
  if (reply.providerId === 'guide') return [t('chat.guideLabel')]
  const { firstTokenMs, tokens, tokensPerSecond } = liveFiguresOf(reply, changedAt)
  if (firstTokenMs === null) {
    return [waitedMs < 1000 ? t('meter.connecting') : t('meter.waiting', { duration: formatSeconds(waitedMs, t) })]
  }
  const parts = [t('meter.firstToken', { duration: formatDuration(firstTokenMs, t) })]
  if (tokensPerSecond !== null) parts.push(t('meter.speedEstimate', { value: formatCount(tokensPerSecond, language) }))
  if (tokens !== null) parts.push(t('meter.tokensEstimate', { count: tokens, value: formatCount(tokens, language) }))
  return parts
}
