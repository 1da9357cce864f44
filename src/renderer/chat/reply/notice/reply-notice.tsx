import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorAction } from '../../../../shared/error-words'
import type { Reply } from '../../../../shared/reply'
import { useApp } from '../../../app-state'
import { useClock } from '../../../ui/clock'
import { Icon, Ring } from '../../../ui/icon'
import { errorText } from '../../../failures'
import { ErrorDetails } from './error-details'
import { runErrorAction } from './error-actions'
import { planFor, readyAt } from './notice-plan'

interface ReplyNoticeProps {
  readonly reply: Reply
  readonly question: string
  readonly isLast: boolean
}

const tickMs = 250

/** What to know and do when a reply did not end well. Nothing for one that did, or that was stopped. */
export function ReplyNotice({ reply, question, isLast }: ReplyNoticeProps) {
  if (reply.error) return <ErrorNotice reply={reply} error={reply.error} question={question} isLast={isLast} />
  if (reply.finish?.unified === 'interrupted') return <InterruptedNotice reply={reply} isLast={isLast} />
  if (reply.finish?.unified === 'content-filter')
    return <FilteredNotice reply={reply} question={question} isLast={isLast} />
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
  const at = readyAt(reply)
  const now = useClock(tickMs, at ?? 0)
  const waitMs = at === null ? null : Math.max(0, at - now)
  const waits = error.code === 'rate-limit' && waitMs !== null
  const { title, hint } = errorText(error, { provider, model: reply.model })
  const words = waits && waitMs > 0 ? t('chat.waitFor', { provider, seconds: Math.ceil(waitMs / 1000) }) : title
  const { primary, secondary } = planFor(error, reply.text !== '')
  const run = (action: ErrorAction): void => runErrorAction(action, { error, question, reply })
  const label = (action: ErrorAction): string => {
    if (action !== 'retry')
      return action === 'choose-model' && action !== primary ? t('chat.otherModel') : t(`errorActions.${action}`)
    if (waits && waitMs > 0) return t('chat.tryNow')
    return primary === 'retry' ? t('chat.tryAgain') : t('chat.askAgain')
  }
  const isKeyError = error.code === 'auth'
  return (
    <div className={waits ? 'notice wait' : 'notice error'}>
      {waits ? <Ring part={1 - waitMs / (error.retryAfterMs ?? 1)} /> : <Icon name={isKeyError ? 'key' : 'warning'} />}
      <div className="words">
        <p className="num">
          {reply.text === '' ? words : t('attempt.sentences', { first: words, second: t('chat.kept') })}
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

function FilteredNotice({ reply, question, isLast }: ReplyNoticeProps) {
  const { t } = useTranslation()
  const name = useApp((state) => state.providers.find((one) => one.id === reply.providerId)?.name)
  const provider = name ?? reply.providerId
  const run = (action: ErrorAction): void => runErrorAction(action, { error: null, question, reply })
  return (
    <div className="notice">
      <Icon name="info" />
      <div className="words">
        <p>{t(reply.text === '' ? 'errors.content-filter.title' : 'chat.filtered', { provider })}</p>
        <p>{t('chat.filteredNote')}</p>
      </div>
      {isLast && (
        <Buttons>
          <button type="button" className="button small" onClick={() => run('choose-model')}>
            {t('chat.otherModel')}
          </button>
          <button type="button" className="button small primary" onClick={() => run('edit-question')}>
            {t('errorActions.edit-question')}
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
