import { errorWords } from '../shared/error-words'
import { toAppErrorData, type AppErrorData } from '../shared/errors'
import { showToast } from './ui/overlays/toasts'
import { translate } from './words'

/** What an error is about, for the words that name it. */
export interface ErrorSubject {
  readonly provider: string
  readonly model: string
}

/** The sentence and the hint of an error, in the language of the window. */
export function errorText(
  error: AppErrorData,
  subject: ErrorSubject,
): { readonly title: string; readonly hint: string } {
  const { titleKey, hintKey } = errorWords(error)
  const values = { ...subject, seconds: Math.ceil((error.retryAfterMs ?? 0) / 1000) }
  const hint = translate(hintKey, values)
  const { tries } = error
  if (!tries) return { title: translate(titleKey, values), hint }
  const first = translate(`errorTries.${tries.kind}`, { count: tries.count })
  return { title: translate(titleKey, values), hint: translate('attempt.sentences', { first, second: hint }) }
}

/** Tells of something that did not work and has no place of its own on the page. */
export function showFailure(error: unknown): void {
  const { title } = errorText(toAppErrorData(error), { provider: translate('picker.provider'), model: '' })
  showToast({ text: translate('toasts.failed', { title }) })
}
