import { describe, expect, it } from 'vitest'
import { branchPlace, fromQuestion, openAnswer, toTurns, withEnd, withKept } from '../../../../src/renderer/chat/turns'
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

describe('branches', () => {
  const message = (id: string, siblings?: readonly string[]): Message => ({
    role: 'user',
    id,
    text: id,
    createdAt: 1,
    ...(siblings ? { siblings } : {}),
  })

  it.each([
    ['a', { number: 1, count: 3, previousId: null, nextId: 'b' }],
    ['b', { number: 2, count: 3, previousId: 'a', nextId: 'c' }],
    ['c', { number: 3, count: 3, previousId: 'b', nextId: null }],
  ])('%s has its place among a, b and c', (id, place) => {
    expect(branchPlace(message(id, ['a', 'b', 'c']))).toEqual(place)
  })

  it('a message that stands alone, or is not among those it names, has none', () => {
    expect(branchPlace(message('a'))).toBeNull()
    expect(branchPlace(message('a', ['a']))).toBeNull()
    expect(branchPlace(message('a', ['b', 'c']))).toBeNull()
  })
})

describe('what is read anew', () => {
  const question: Message = { role: 'user', id: 'q', text: 'q', createdAt: 1 }
  const reply = { ...emptyReply, replyId: 'r', startedAt: 5 }
  const running: Message = { role: 'assistant', id: 'r', reply }
  const ended: Message = {
    role: 'assistant',
    id: 'r',
    reply: { ...reply, text: 'done', finish: { unified: 'stop', raw: null } },
  }

  it('is the same list when nothing changed', () => {
    const before = [question, ended]
    expect(withKept(before, structuredClone(before))).toBe(before)
  })

  it('keeps the messages that say the same, and no others', () => {
    const before = [question, ended]
    const after = withKept(before, [structuredClone(question), { ...structuredClone(ended), siblings: ['r', 's'] }])
    expect(after[0]).toBe(question)
    expect(after[1]).toMatchObject({ siblings: ['r', 's'] })
  })

  it('keeps a reply that still runs, whose text is elsewhere, and takes its end', () => {
    expect(withKept([question, running], structuredClone([question, running]))[1]).toBe(running)
    expect(withKept([question, running], [question, ended])[1]).toBe(ended)
  })

  it('forgets what is not there any more', () => {
    expect(withKept([question, ended], [question])).toEqual([question])
  })
})

describe('a conversation whose end was read anew', () => {
  const known = [question('q1'), ended('r1'), question('q2'), ended('r2')]

  // Without what is before it the reader is thrown to another place.
  it('keeps what is before that end, and takes the end', () => {
    const messages = withEnd(known, [question('q2'), ended('r2'), question('q3')])
    expect(messages?.map(({ id }) => id)).toEqual(['q1', 'r1', 'q2', 'r2', 'q3'])
    expect(messages?.[0]).toBe(known[0])
    expect(messages?.[3]).toBe(known[3])
  })

  it('loses what has been deleted at its end', () => {
    expect(withEnd(known, [question('q2')])?.map(({ id }) => id)).toEqual(['q1', 'r1', 'q2'])
  })

  it('is not known when that end joins nowhere', () => {
    expect(withEnd(known, [question('q9')])).toBeNull()
    expect(withEnd([], [question('q9')])).toBeNull()
  })
})

it('begins an end with a question, so that its first turn is the same later', () => {
  const end = [ended('r1'), question('q2'), ended('r2')]
  expect(fromQuestion(end).map(({ id }) => id)).toEqual(['q2', 'r2'])
  expect(fromQuestion([ended('r1')]).map(({ id }) => id)).toEqual(['r1'])
})
