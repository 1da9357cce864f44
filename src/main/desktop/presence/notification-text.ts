import { errorWords } from '../../../shared/error-words'
import type { Words } from '../../../shared/locales/en'
import type { Reply } from '../../../shared/reply'
import { fill } from '../../words'

/** What a notification says. */
export interface NotificationText {
  readonly title: string
  readonly body: string
}

const longestPreview = 120
// Marks that mean something to Markdown and nothing to a reader of one line.
const marks = /^[ \t]*\|?[\s:|-]{3,}$|^\s*(?:```|~~~).*$|^\s*(?:#{1,6}|>|[-*+]|\d+[.)]|\|)\s+|\*\*|__|`/gm

/** What is said of a reply that ended. */
export function notificationText(
  conversation: string,
  reply: Reply,
  providerName: string,
  words: Pick<Words, 'notifications' | 'errors'>,
): NotificationText {
  const { timing, error, model } = reply
  if (error) {
    const { title } = words.errors[errorWords(error).key]
    const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000)
    const said = fill(title, { provider: providerName, model, seconds })
    return {
      title: conversation,
      body: reply.text === '' ? said : fill(words.notifications.errorKept, { title: said }),
    }
  }
  const seconds = Math.max(1, Math.round((timing?.totalMs ?? 0) / 1000))
  const text = previewOf(reply.text)
  const said = fill(text === '' ? words.notifications.doneEmpty : words.notifications.done, { seconds, text })
  return { title: conversation, body: said }
}

/** The beginning of a reply in one line, without its Markdown, never cut inside a character. */
export function previewOf(markdown: string): string {
  // A reply may be megabytes long; its beginning is enough.
  const line = markdown
    .slice(0, longestPreview * 10)
    .replace(marks, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
  if (characters.length <= longestPreview) return line
  return `${characters.slice(0, longestPreview).join('').trimEnd()}…`
}
