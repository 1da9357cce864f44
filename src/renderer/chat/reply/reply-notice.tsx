import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorAction } from '../../../shared/error-words'
import type { Reply } from '../../../shared/reply'
import { useApp } from '../../app-state'
import { Icon, Ring } from '../../ui/icon'
import { errorText } from '../../failures'
import { ErrorDetails } from './error-details'
import { runErrorAction } from './error-actions'
import { planFor, readyAt } from './notice-plan'

interface ReplyNoticeProps {
  readonly reply: Reply
  readonly question: string
  readonly isLast: boolean
}

/** What to know and do when a reply did not end well. Nothing for one that did, or that was stopped. */
export function ReplyNotice({ reply, question, isLast }: ReplyNoticeProps) {
  if (reply.error) return <ErrorNotice reply={reply} error={reply.error} question={question} isLast={isLast} />
  if (reply.finish?.unified === 'interrupted') return <InterruptedNotice reply={reply} isLast={isLast} />
  return null
}

function ErrorNotice({
  reply,
  error,
  question,
  isLast,
}: ReplyNoticeProps & { readonly error: NonNullable<Reply['error']> }) {
  const { t } = useTranslation()
  const providerName = useApp((state) => state.providers.find((one) => one.id === reply.providerId)?.name)
  const provider = providerName ?? reply.providerId
  const waitMs = useCountdown(readyAt(reply))
  const waits = error.code === 'rate-limit' && waitMs !== null
  const { title, hint } = errorText(error, { provider, model: reply.model })
  const words = waits && waitMs > 0 ? t('chat.waitFor', { provider, seconds: Math.ceil(waitMs / 1000) }) : title
  const { primary, secondary } = planFor(error, reply.text !== '')
  const run = (action: ErrorAction): void => runErrorAction(action, { error, question, reply })
  const label = (action: ErrorAction): string => {
    if (action !== 'retry')
      return action === 'choose-model' && primary === 'retry' ? t('chat.otherModel') : t(`errorActions.${action}`)
    if (waits && waitMs > 0) return t('chat.tryNow')
    return primary === 'retry' ? t('chat.tryAgain') : t('chat.askAgain')
  }
  const isKeyError = error.code === 'auth'
  return (
    <div className={waits ? 'notice wait' : 'notice error'}>
      {waits ? <Ring part={1 - waitMs / (error.retryAfterMs ?? 1)} /> : <Icon name={isKeyError ? 'key' : 'warning'} />}
      <div className="words">
        <p className="num">
          {words} {reply.text !== '' && t('chat.kept')}
        </p>
        <ErrorDetails error={error} before={waits && waitMs === 0 ? t('chat.waitOver', { provider }) : hint} />
      </div>
      {isLast && (
        <Buttons>
          {secondary && (
            <button type="button" className="button small" onClick={() => run(secondary)}>
              {label(secondary)}
            </button>
          )}
          <button
            type="button"
            className={waits ? 'button small' : 'button small primary'}
            onClick={() => run(primary)}
          >
            {label(primary)}
          </button>
        </Buttons>
      )}
    </div>
  )
}

function InterruptedNotice({ reply, isLast }: Pick<ReplyNoticeProps, 'reply' | 'isLast'>) {
  const { t } = useTranslation()
  const run = (action: ErrorAction): void => runErrorAction(action, { error: null, question: '', reply })
  const hasText = reply.text !== ''
  return (
    <div className="notice">
      <Icon name="info" />
      <div className="words">
        <p>{t('chat.interrupted')}</p>
      </div>
      {isLast && (
        <Buttons>
          <button
            type="button"
            className={hasText ? 'button small' : 'button small primary'}
            onClick={() => run('retry')}
          >
            {t('chat.askAgain')}
          </button>
          {hasText && (
            <button type="button" className="button small primary" onClick={() => run('continue')}>
              {t('chat.continue')}
            </button>
          )}
        </Buttons>
      )}
    </div>
  )
}

function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className="do">{children}</div>
}

/** Milliseconds left until `at`, told each second, never below zero; null without a time. */
function useCountdown(at: number | null): number | null {
  const [now, setNow] = useState(Date.now)
  const over = at === null || now >= at
  useEffect(() => {
    if (over) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [over])
  return at === null ? null : Math.max(0, at - now)
}
