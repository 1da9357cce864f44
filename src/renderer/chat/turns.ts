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
