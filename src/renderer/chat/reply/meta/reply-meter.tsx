import { Fragment, memo, useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../../../../shared/reply'
import { useApp } from '../../../app-state'
import { silenceLimitsOf } from '../../../../shared/providers'
import { Emphasis } from '../../../ui/emphasis'
import { formatCount, formatDuration, formatSeconds } from '../../../ui/format'
import { FlowMark, Icon } from '../../../ui/icon'
import type { Translate } from '../../../words'
import { askAgain, hurryReply } from '../../chat-actions'
import { replies } from '../../replies'
import type { ShownReply } from '../../reply-store'
import { resumeLine } from '../waiting/attempt-words'
import { CountdownRing } from '../waiting/countdown-ring'
import { isLate, limitOf, waitStateOf, type WaitState } from '../waiting/wait-state'
import { liveFiguresOf } from './figures'

const tickMs = 250
const worthHurryingMs = 2000
const worthNamingGapMs = 2000

interface ReplyMeterProps {
  readonly reply: Reply
  /** Told when the reply falls silent, waits for another try, or flows again. */
  readonly onQuiet: (quiet: boolean) => void
  /** Stands at the other end of the line. */
  readonly end: ReactNode
}

/** The line under a running reply: connecting, then first token and speed, for how long it has been silent, or what is tried. */
export const ReplyMeter = memo(function ReplyMeter({ reply: known, onQuiet, end }: ReplyMeterProps) {
  const { t, i18n } = useTranslation()
  const { state, latest } = useSeen(known)
  const { reply } = latest
  const provider = useApp((app) => app.providers.find((one) => one.id === reply.providerId))
  const quiet = state.type === 'silent' || state.type === 'trying'
  useEffect(() => onQuiet(quiet), [quiet, onQuiet])
  const subject = { provider: provider?.name ?? reply.providerId, model: reply.model }
  const parts =
    state.type === 'trying'
      ? [resumeLine(state, subject, t), ...keptParts(reply, t, i18n.language)]
      : meterParts(latest, state, t, i18n.language)
  const late = reply.providerId !== 'guide' && isLate(state)
  const limitMs = provider && late ? limitOf(state, silenceLimitsOf(provider, provider.connection)) : null
  if (limitMs !== null) parts.push(t('meter.givesUp', { duration: formatSeconds(limitMs, t) }))
  return (
    <div className="meta meter">
      <Mark state={state} />
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
      {state.type === 'trying' && state.leftMs > worthHurryingMs && (
        <button type="button" className="plain" onClick={() => void hurryReply(reply.replyId)}>
          {t('chat.tryNow')}
        </button>
      )}
      {end}
    </div>
  )
})

interface Seen {
  readonly reply: Reply
  /** Null until main has answered for it. */
  readonly shown: ShownReply | null
}

/** What the reply was doing a quarter of a second ago at most: faster than that no number can be read. */
function useSeen(known: Reply): { readonly state: WaitState; readonly latest: Seen } {
  const latest = useRef(known)
  useEffect(() => {
    latest.current = known
  })
  const [seen, setSeen] = useState(() => look(known))
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setSeen(look(latest.current))
    }, tickMs)
    return () => clearInterval(timer)
  }, [])
  return seen
}

function look(known: Reply): { readonly state: WaitState; readonly latest: Seen } {
  const shown = replies.read(known.replyId)
  const reply = shown?.reply ?? known
  const activeAt = replies.activeAt(reply.replyId) ?? reply.startedAt
  return { state: waitStateOf(reply, activeAt, Date.now()), latest: { reply, shown } }
}

function Mark({ state }: { readonly state: WaitState }) {
  if (state.type === 'silent') return <Icon name="info" />
  if (state.type !== 'trying' || state.leftMs === 0) return <FlowMark />
  return <CountdownRing key={state.attempt.at} leftMs={state.leftMs} />
}

function keptParts({ chunks }: Reply, t: Translate, language: string): readonly string[] {
  return chunks === 0 ? [] : [t('attempt.kept', { count: chunks, value: formatCount(chunks, language) })]
}

function meterParts({ reply, shown }: Seen, state: WaitState, t: Translate, language: string): string[] {
  if (reply.providerId === 'guide') return [t('chat.guideLabel')]
  if (state.type === 'connecting') return [t('meter.connecting')]
  if (state.type === 'waiting') return [t('meter.waiting', { duration: formatSeconds(state.waitedMs, t) })]
  if (state.type === 'silent') return [t('meter.silent', { duration: formatSeconds(state.quietMs, t) })]
  const { firstTokenMs, tokens, tokensPerSecond } = liveFiguresOf(reply, shown?.changedAt ?? reply.startedAt)
  const parts = [t('meter.firstToken', { duration: formatDuration(firstTokenMs ?? 0, t) })]
  if (tokensPerSecond !== null) parts.push(t('meter.speedEstimate', { value: formatCount(tokensPerSecond, language) }))
  if (tokens !== null) parts.push(t('meter.tokensEstimate', { count: tokens, value: formatCount(tokens, language) }))
  const gapMs = shown?.longestGapMs ?? 0
  if (gapMs >= worthNamingGapMs) parts.push(t('meter.longestGap', { duration: formatDuration(gapMs, t) }))
  return parts
}
