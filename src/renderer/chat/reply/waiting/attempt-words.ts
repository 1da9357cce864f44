import { errorWords } from '../../../../shared/error-words'
import type { AppErrorData } from '../../../../shared/errors'
import type { Attempt } from '../../../../shared/reply'
import type { ErrorSubject } from '../../../failures'
import { formatSeconds } from '../../../ui/format'
import type { Translate } from '../../../words'

/** What is waited for. */
export interface Trying {
  readonly attempt: Attempt
  /** Until it starts; 0 when it has. */
  readonly leftMs: number
  /** Since it started without a byte. */
  readonly quietMs: number
}

const countFromMs = 1000
const waitingFromMs = 5000

/** The sentence over a reply that is tried again: why, and when. */
export function retryTitle({ attempt, leftMs, quietMs }: Trying, subject: ErrorSubject, t: Translate): string {
  return t('attempt.sentences', { first: retryReason(attempt, subject, t), second: when(leftMs, quietMs, t) })
}

/** Why a reply is tried again, in a sentence. */
export function retryReason({ error }: Attempt, subject: ErrorSubject, t: Translate): string {
  return error.code === 'rate-limit'
    ? t('attempt.asksToWait', { ...subject })
    : t(errorWords(error).titleKey, { ...subject })
}

function when(leftMs: number, quietMs: number, t: Translate): string {
  if (leftMs > 0) return t('attempt.tryingIn', { seconds: Math.ceil(leftMs / 1000) })
  if (quietMs < waitingFromMs) return t('attempt.tryingNow')
  return t('attempt.tryingFor', { duration: formatSeconds(quietMs, t) })
}

/** The quiet sentence below it: the cause in short, and how often. */
export function retryNote({ error, number, of }: Attempt, t: Translate): string {
  const cause = causeOf(error)
  const status = cause === 'other' && error.status !== undefined ? t('chat.status', { status: error.status }) : null
  return t('attempt.note', { cause: status ?? t(`attempt.causes.${cause}`), number, of })
}

/** The line of a reply that is taken up in the middle: what was lost, and what is done about it. */
export function resumeLine({ attempt, leftMs }: Trying, subject: ErrorSubject, t: Translate): string {
  const { number, of, error } = attempt
  const lost = t(`attempt.lost.${causeOf(error)}`, { ...subject })
  // Most waits are shorter than it takes to read a number.
  const next =
    leftMs <= countFromMs
      ? t('attempt.reconnecting', { number, of })
      : t('attempt.reconnectingIn', { number, of, seconds: Math.ceil(leftMs / 1000) })
  return t('attempt.sentences', { first: lost, second: next })
}

function causeOf({ code }: AppErrorData): 'rate-limit' | 'overloaded' | 'network' | 'timeout' | 'other' {
  return code === 'rate-limit' || code === 'overloaded' || code === 'network' || code === 'timeout' ? code : 'other'
}
