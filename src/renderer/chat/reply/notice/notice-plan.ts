import { errorWords, type ErrorAction } from '../../../../shared/error-words'
import type { AppErrorData } from '../../../../shared/errors'
import type { Reply } from '../../../../shared/reply'

/** What a notice offers: one primary action, and at most one beside it. */
export interface NoticePlan {
  readonly primary: ErrorAction
  readonly secondary: ErrorAction | null
}

/** What to offer after an error: going on keeps the text, so it comes before asking again where there is text. */
export function planFor(error: AppErrorData, hasText: boolean): NoticePlan {
  const { action } = errorWords(error)
  // The same question to the same model would meet the same end.
  if (action === 'edit-question') return { primary: action, secondary: 'choose-model' }
  if (action !== 'retry' && action !== 'continue') return { primary: action, secondary: hasText ? 'continue' : 'retry' }
  if (hasText) return { primary: 'continue', secondary: 'retry' }
  const others = error.code === 'rate-limit' || error.code === 'overloaded'
  return { primary: 'retry', secondary: others ? 'choose-model' : null }
}

/** When a server that asks to wait may be asked again, in milliseconds since 1970; null when it named no time. */
export function readyAt({ error, startedAt, timing }: Reply): number | null {
  if (error?.retryAfterMs === undefined || !timing) return null
  return startedAt + timing.totalMs + error.retryAfterMs
}
