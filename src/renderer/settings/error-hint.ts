import { errorWords, type ErrorKey } from '../../shared/error-words'
import type { AppErrorData } from '../../shared/errors'
import type { Translate } from '../words'

// Their hints speak of a question or a reply, and here there is none.
const hintsAboutReplies: ReadonlySet<ErrorKey> = new Set([
  'auth/no-key',
  'rate-limit',
  'network/offline',
  'network/cut',
  'context-too-long',
  'content-filter',
  'bad-response/empty',
  'bad-response/json',
  'bad-response/unfinished',
  'internal',
])

/** What helps against an error outside of a conversation; empty when the catalogue's hint would speak of a reply. */
export function hintOutsideChat(error: AppErrorData, provider: string, t: Translate): string {
  const { key, hintKey } = errorWords(error)
  return hintsAboutReplies.has(key) ? '' : t(hintKey, { provider, model: '' })
}
