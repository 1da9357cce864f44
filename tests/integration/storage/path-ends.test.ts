import { expect, test } from 'vitest'
import { openTree } from '../../support/conversation-tree'

// A long conversation opens by its end; what is before it must follow without a hole and without a message twice.
test('the end of a conversation, and what is before it part by part, are the conversation', () => {
  const { conversations, ask } = openTree()
  const { conversationId } = ask(null, 'question 0')
  for (let number = 1; number < 12; number += 1) ask(conversationId, `question ${number}`)
  const all = conversations.get(conversationId)?.messages ?? []
  expect(all).toHaveLength(24)
  for (const last of [1, 2, 5, 23, 24, 100]) {
    let known = conversations.get(conversationId, last)?.messages ?? []
    expect(known).toEqual(all.slice(-last))
    for (;;) {
      const before = conversations.before(known[0]?.id ?? '', last)
      if (before.length === 0) break
      expect(before.length).toBeLessThanOrEqual(last)
      known = [...before, ...known]
    }
    expect(known).toEqual(all)
  }
})

test('before a message that is not there is an error, and before the first one is nothing', () => {
  const { conversations, ask } = openTree()
  const { questionId } = ask(null, 'the only one')
  expect(conversations.before(questionId, 10)).toEqual([])
  expect(() => conversations.before('nobody', 10)).toThrow(/invalid-request/)
})
