import type { Message } from '../../../shared/conversation'
import type { Turn } from '../turns'

/** The conversation as it is drawn in `box`. */
export interface FindPlace {
  readonly messages: readonly Message[]
  readonly turns: readonly Turn[]
  readonly box: HTMLElement
}

const saidInReply = ':scope > .markdown'

/** The elements in which mounted messages say what they say, in order. */
export function messageRoots({ box }: FindPlace): readonly Element[] {
  return [...box.querySelectorAll(`[data-slot] .question, [data-slot] article.reply > .markdown`)]
}

/** The turn of a message. */
export function turnOf({ turns }: FindPlace, messageId: string): Turn | null {
  return (
    turns.find(({ question, answers }) => question?.id === messageId || answers.some(({ id }) => id === messageId)) ??
    null
  )
}

/** The element in which a message says what it says; null while it is not mounted, or has nothing to say. */
export function rootOf(place: FindPlace, messageId: string): Element | null {
  const turn = turnOf(place, messageId)
  const slot = turn && place.box.querySelector(`[data-slot="${CSS.escape(turn.id)}"]`)
  if (!turn || !slot) return null
  if (turn.question?.id === messageId) return slot.querySelector('.question')
  const index = turn.answers.findIndex(({ id }) => id === messageId)
  return slot.querySelectorAll('article.reply')[index]?.querySelector(saidInReply) ?? null
}

/** The index of the message in which a node stands; of its turn's first one if it is in none of them; -1 outside. */
export function messageAt(place: FindPlace, node: Node): number {
  const slot = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-slot]')
  const turn = place.turns.find(({ id }) => id === slot?.dataset['slot'])
  if (!turn) return -1
  const ids = [...(turn.question ? [turn.question.id] : []), ...turn.answers.map(({ id }) => id)]
  const at = ids.find((id) => rootOf(place, id)?.contains(node)) ?? ids[0]
  return place.messages.findIndex(({ id }) => id === at)
}
