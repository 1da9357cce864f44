import type { Message } from '../../shared/conversation'

/** A question message. */
export type Question = Extract<Message, { role: 'user' }>
/** A reply message. */
export type Answer = Extract<Message, { role: 'assistant' }>

/** A question with what was answered to it. A reply without a question stands alone. */
export interface Turn {
  /** The id of its first message. */
  readonly id: string
  readonly question: Question | null
  readonly answers: readonly Answer[]
}

/** Groups messages into turns, oldest first. */
export function toTurns(messages: readonly Message[]): readonly Turn[] {
  const turns: { id: string; question: Question | null; answers: Answer[] }[] = []
  for (const message of messages) {
    const last = turns.at(-1)
    if (message.role === 'user') turns.push({ id: message.id, question: message, answers: [] })
    else if (last) last.answers.push(message)
    else turns.push({ id: message.id, question: null, answers: [message] })
  }
  return turns
}

/** The last reply if it has not ended as far as these messages know. */
export function openAnswer(messages: readonly Message[]): Answer | null {
  const last = messages.at(-1)
  return last?.role === 'assistant' && !last.reply.finish ? last : null
}

/** Where a message stands among those in its place in other branches. */
export interface BranchPlace {
  /** From 1. */
  readonly number: number
  readonly count: number
  /** The messages to switch to; null at either end. */
  readonly previousId: string | null
  readonly nextId: string | null
}

/** The place of a message among its siblings; null when it stands alone. */
export function branchPlace({ id, siblings = [] }: Message): BranchPlace | null {
  const index = siblings.indexOf(id)
  if (index < 0 || siblings.length < 2) return null
  return {
    number: index + 1,
    count: siblings.length,
    previousId: siblings[index - 1] ?? null,
    nextId: siblings[index + 1] ?? null,
  }
}

/**
 * What was read anew, with every message that says the same as before as the same object, so that it is not drawn
 * again. The same list when nothing changed.
 */
export function withKept(before: readonly Message[], after: readonly Message[]): readonly Message[] {
  const known = new Map(before.map((message) => [message.id, message]))
  const merged = after.map((message) => {
    const old = known.get(message.id)
    return old && saysTheSame(old, message) ? old : message
  })
  return merged.length === before.length && merged.every((message, index) => message === before[index])
    ? before
    : merged
}

/**
 * The messages after their end was read anew: what is before that end stays. Null when the end begins with none of the
 * known messages, so that nobody knows what is before it.
 */
export function withEnd(before: readonly Message[], end: readonly Message[]): readonly Message[] | null {
  const from = before.findLastIndex(({ id }) => id === end[0]?.id)
  return from < 0 ? null : withKept(before, [...before.slice(0, from), ...end])
}

/** The end of a conversation from its first question on, so that the turns are the same when what is before it comes. */
export function fromQuestion(end: readonly Message[]): readonly Message[] {
  const first = end.findIndex(({ role }) => role === 'user')
  return first > 0 ? end.slice(first) : end
}

function saysTheSame(old: Message, message: Message): boolean {
  if (old.siblings?.join() !== message.siblings?.join()) return false
  if (old.role === 'user' || message.role === 'user') return old.role === message.role
  const [one, other] = [old.reply, message.reply]
  // A running reply is read from the store of growing replies; what stands here says only that it runs.
  if (!one.finish && !other.finish) return true
  // Its end is written once for each run.
  return one.finish?.unified === other.finish?.unified && one.startedAt === other.startedAt && one.text === other.text
}
