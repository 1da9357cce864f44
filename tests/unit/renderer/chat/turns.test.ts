import { expect, it } from 'vitest'
import { openAnswer, toTurns } from '../../../../src/renderer/chat/turns'
import type { Message } from '../../../../src/shared/conversation'
import { emptyReply } from '../../../../src/shared/reply'

const question = (id: string): Message => ({ role: 'user', id, text: id, createdAt: 0 })
const running = (id: string): Message => ({ role: 'assistant', id, reply: { ...emptyReply, replyId: id } })
const ended = (id: string): Message => ({
  role: 'assistant',
  id,
  reply: { ...emptyReply, replyId: id, finish: { unified: 'stop', raw: null } },
})

it('puts each reply under its question, and one without a question on its own', () => {
  const turns = toTurns([ended('r0'), question('q1'), ended('r1'), ended('r2'), question('q2')])
  expect(turns.map((turn) => [turn.id, turn.question?.id, turn.answers.map((answer) => answer.id)])).toEqual([
    ['r0', undefined, ['r0']],
    ['q1', 'q1', ['r1', 'r2']],
    ['q2', 'q2', []],
  ])
})

it('takes only the last message for a reply that may still run', () => {
  expect(openAnswer([question('q'), running('r')])?.id).toBe('r')
  expect(openAnswer([question('q'), running('r'), question('q2')])).toBeNull()
  expect(openAnswer([question('q'), ended('r')])).toBeNull()
  expect(openAnswer([])).toBeNull()
})
