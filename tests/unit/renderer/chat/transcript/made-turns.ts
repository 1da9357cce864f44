import { emptyReply } from '../../../../../src/shared/reply'
import { toTurns, type Turn } from '../../../../../src/renderer/chat/turns'

/** Turns `q0`, `q1`, … of a question and a reply each. */
export function madeTurns(count: number, answer = 'Yes.'): readonly Turn[] {
  return toTurns(
    Array.from({ length: count }, (_, index) => [
      { role: 'user' as const, id: `q${index}`, text: 'Why?', createdAt: index },
      { role: 'assistant' as const, id: `a${index}`, reply: { ...emptyReply, replyId: `a${index}`, text: answer } },
    ]).flat(),
  )
}
