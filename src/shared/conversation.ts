import type { ModelChoice } from './providers'
import type { Reply } from './reply'

/** What happened last in a conversation that no window has shown yet. */
export type Unseen = 'done' | 'error' | null

/** A conversation as the list shows it. Times are milliseconds since 1970. */
export interface ConversationSummary {
  readonly id: string
  readonly title: string
  readonly updatedAt: number
  readonly pinned: boolean
  /** The last message of the branch that is shown; null when it has none. */
  readonly leafId: string | null
  /** The reply that is growing right now, if any: the one in the shown branch, if several are. */
  readonly runningReplyId: string | null
  readonly unseen: Unseen
}

/** What stands in one place in several branches: the ids of all, oldest first. Absent when there is just the one. */
interface InBranches {
  readonly siblings?: readonly string[]
}

/** A question, or a reply. A reply's message id is its reply id. */
export type Message = InBranches &
  (
    | { readonly role: 'user'; readonly id: string; readonly text: string; readonly createdAt: number }
    | { readonly role: 'assistant'; readonly id: string; readonly reply: Reply }
  )

/** A conversation with the messages of the branch that is shown, oldest first. */
export interface Conversation {
  readonly id: string
  readonly title: string
  readonly pinned: boolean
  /** Who answers the next question. */
  readonly choice: ModelChoice | null
  readonly messages: readonly Message[]
}

/** A title from the first question: its first line, at most 80 characters, never cut inside a character. */
export function titleFromQuestion(text: string): string {
  const line =
    text
      .trim()
      .split(/\r\n|\r|\n/, 1)[0]
      ?.trim() ?? ''
  let title = ''
  let length = 0
  let lastLength = 0
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (length === 80) return `${title.slice(0, -lastLength).trimEnd()}…`
    title += segment
    lastLength = segment.length
    length += 1
  }
  return title
}
