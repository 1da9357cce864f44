import { describe, expect, test } from 'vitest'
import { emptyReply } from '../../../src/shared/reply'
import { openTree } from '../../support/conversation-tree'

const choice = { providerId: 'p', model: 'm' }

/** Two turns, a third wording of the first question between, and a second reply to the last one. */
function setUpTree() {
  const all = openTree()
  const one = all.ask(null, 'one')
  const two = all.ask(one.conversationId, 'two')
  const id = one.conversationId
  const uno = all.edit(one.questionId, 'uno')
  all.ask(id, 'dos')
  return { ...all, id, one, two, uno }
}

describe('branches', () => {
  test('an edited question is a branch: the old one, and all that followed it, is one switch away', () => {
    const { conversations, id, one, two, uno, words, places } = setUpTree()
    expect(words(id)).toBe('uno uno! dos dos!')
    expect(places(id)).toBe('2/2')
    conversations.showBranch(one.questionId)
    expect(words(id)).toBe('one one! two two!')
    expect(places(id)).toBe('1/2')
    conversations.showBranch(uno.questionId)
    expect(words(id)).toBe('uno uno! dos dos!')
    expect(conversations.reply(two.replyId)?.reply.text).toBe('two!')
  })

  test('a switch goes to the leaf that was last looked at under it, not to the newest', () => {
    const { conversations, answer, id, one, two, uno, words } = setUpTree()
    conversations.showBranch(one.questionId)
    answer(id, two.questionId, 'zwei!')
    conversations.showBranch(two.replyId)
    expect(words(id)).toBe('one one! two two!')
    conversations.showBranch(uno.questionId)
    conversations.showBranch(one.questionId)
    expect(words(id)).toBe('one one! two two!')
  })

  test('a message deep in another branch can be shown straight away, and is what its branch comes back to', () => {
    const { conversations, id, one, two, uno, words } = setUpTree()
    conversations.showBranch(two.replyId)
    expect(words(id)).toBe('one one! two two!')
    conversations.showBranch(uno.replyId)
    conversations.showBranch(one.questionId)
    expect(words(id)).toBe('one one! two two!')
  })

  test('the choice of branch is still there when the database is opened again', () => {
    const { path, database, conversations, id, one } = setUpTree()
    conversations.showBranch(one.questionId)
    database.close()
    expect(openTree(path).words(id)).toBe('one one! two two!')
  })

  test('a new question follows the branch that is shown', () => {
    const { conversations, ask, id, one, uno, words } = setUpTree()
    conversations.showBranch(one.questionId)
    ask(id, 'three')
    expect(words(id)).toBe('one one! two two! three three!')
    conversations.showBranch(uno.questionId)
    expect(words(id)).toBe('uno uno! dos dos!')
  })

  test('a reply that runs in another branch is named by the list, and its end does not change what is shown', () => {
    const { conversations, journal, begin, id, one, two, words } = setUpTree()
    const running = begin(id, two.questionId)
    conversations.showBranch(one.questionId)
    conversations.showBranch(two.replyId)
    expect(conversations.summary(id)).toMatchObject({ runningReplyId: running, leafId: two.replyId })
    const finish = { unified: 'stop', raw: null } as const
    journal.end(id, { ...emptyReply, ...choice, replyId: running, text: 'late', finish, timing: { totalMs: 1 } })
    expect(words(id)).toBe('one one! two two!')
    expect(conversations.reply(running)?.reply.text).toBe('late')
  })

  test('of several running replies the list names the one in the shown branch', () => {
    const { conversations, begin, id, two } = setUpTree()
    const first = begin(id, two.questionId)
    const second = begin(id, two.questionId)
    expect(conversations.summary(id)?.runningReplyId).toBe(second)
    conversations.showBranch(first)
    expect(conversations.summary(id)?.runningReplyId).toBe(first)
    expect(new Set(conversations.running(id))).toEqual(new Set([first, second]))
  })

  test.each(['showBranch', 'removeMessage', 'restoreMessage'] as const)(
    '%s refuses a message that is not there',
    (call) => {
      const { conversations } = openTree()
      expect(() => conversations[call]('nobody')).toThrow(/invalid-request/)
    },
  )
})

describe('delete and undo', () => {
  test('a question goes with what follows it; the branch beside it is shown; undo brings all of it back', () => {
    const { conversations, changes, id, uno, words, places } = setUpTree()
    conversations.removeMessage(uno.questionId)
    expect(words(id)).toBe('one one! two two!')
    expect(places(id)).toBe('')
    expect(changes.at(-1)).toMatchObject({ conversation: { id } })
    conversations.restoreMessage(uno.questionId)
    expect(words(id)).toBe('uno uno! dos dos!')
    expect(places(id)).toBe('2/2')
  })

  test('the last question leaves the page at the reply before it', () => {
    const { conversations, id, one, two, words } = setUpTree()
    conversations.showBranch(one.questionId)
    conversations.removeMessage(two.questionId)
    expect(words(id)).toBe('one one!')
  })

  test('a reply goes alone: what followed it follows the question, and goes back with undo', () => {
    const { conversations, ask, words, places } = openTree()
    const one = ask(null, 'one')
    ask(one.conversationId, 'two')
    conversations.removeMessage(one.replyId)
    expect(words(one.conversationId)).toBe('one two two!')
    expect(places(one.conversationId)).toBe('')
    conversations.restoreMessage(one.replyId)
    expect(words(one.conversationId)).toBe('one one! two two!')
  })

  test('a reply with siblings: the one beside it takes its place, before all that followed either', () => {
    const { conversations, answer, ask, words, places } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    ask(id, 'after-first')
    const second = answer(id, one.questionId, 'uno!')
    ask(id, 'after-second')
    conversations.removeMessage(second)
    expect(words(id)).toBe('one one! after-second after-second!')
    expect(places(id)).toBe('2/2')
    conversations.restoreMessage(second)
    expect(words(id)).toBe('one uno! after-second after-second!')
    conversations.showBranch(one.replyId)
    expect(words(id)).toBe('one one! after-first after-first!')
    expect(places(id)).toBe('1/2')
  })

  test('after two deletions in a row, both undos put everything back where it was', () => {
    const { conversations, answer, ask, words } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    const second = answer(id, one.questionId, 'uno!')
    ask(id, 'two')
    conversations.removeMessage(second)
    conversations.removeMessage(one.replyId)
    expect(words(id)).toBe('one two two!')
    conversations.restoreMessage(second)
    conversations.restoreMessage(one.replyId)
    conversations.showBranch(second)
    expect(words(id)).toBe('one uno! two two!')
  })

  test('undo of what was deleted inside of something deleted later brings nothing up that is not reachable', () => {
    const { conversations, ask, words } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    const two = ask(id, 'two')
    const three = ask(id, 'three')
    conversations.removeMessage(three.questionId)
    conversations.removeMessage(two.questionId)
    conversations.restoreMessage(three.questionId)
    expect(words(id)).toBe('one one!')
    conversations.restoreMessage(two.questionId)
    expect(words(id)).toBe('one one! two two! three three!')
  })

  test('a question whose reply was deleted can be answered again, and what followed stays a switch away', () => {
    const { conversations, answer, ask, words, places } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    const two = ask(id, 'two')
    conversations.removeMessage(one.replyId)
    answer(id, one.questionId, 'anew')
    expect(words(id)).toBe('one anew')
    expect(places(id)).toBe('2/2')
    conversations.showBranch(two.questionId)
    expect(words(id)).toBe('one two two!')
  })

  test('with its last message the conversation goes, and comes back with it', () => {
    const { conversations, changes, ask, words } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    conversations.removeMessage(one.questionId)
    expect(conversations.get(id)).toBeNull()
    expect(changes.at(-1)).toEqual({ removedId: id })
    conversations.restoreMessage(one.questionId)
    expect(words(id)).toBe('one one!')
    expect(changes.at(-1)).toMatchObject({ conversation: { id } })
  })

  test('names the running replies that go, and no others', () => {
    const { conversations, begin, id, one, two, uno } = setUpTree()
    const inside = begin(id, two.questionId)
    const outside = begin(id, uno.questionId)
    expect(conversations.removeMessage(one.questionId)).toEqual([inside])
    expect(conversations.removeMessage(outside)).toEqual([outside])
  })

  test('what is deleted is not found by search', () => {
    const { conversations, ask } = openTree()
    const one = ask(null, 'one')
    const two = ask(one.conversationId, 'needle')
    const find = () => conversations.list({ query: 'needle', before: null, limit: 10 })
    expect(find()).toHaveLength(1)
    conversations.removeMessage(two.questionId)
    expect(find()).toEqual([])
  })

  test('is purged after ten minutes, with its journal; what moved away from a deleted reply is not', () => {
    const { database, conversations, ask, words } = openTree()
    const one = ask(null, 'one')
    const two = ask(one.conversationId, 'two')
    conversations.removeMessage(one.replyId)
    conversations.removeMessage(two.replyId)
    conversations.purgeDeleted()
    conversations.restoreMessage(two.replyId)
    expect(words(one.conversationId)).toBe('one two two!')
    database.exec('UPDATE messages SET deleted_at = deleted_at - 601000')
    conversations.purgeDeleted()
    expect(() => conversations.restoreMessage(one.replyId)).toThrow(/invalid-request/)
    expect(words(one.conversationId)).toBe('one two two!')
  })
})

describe('a reply with nothing in it', () => {
  test('is dropped; one with text, one that runs and one that something follows is not', () => {
    const { conversations, begin, answer, ask, places } = openTree()
    const one = ask(null, 'one')
    const id = one.conversationId
    const empty = answer(id, one.questionId, '')
    const running = begin(id, one.questionId)
    for (const replyId of [one.replyId, empty, running]) conversations.dropEmptyReply(replyId)
    expect(places(id)).toBe('2/2')
    expect(conversations.get(id)?.messages.at(-1)).toMatchObject({ id: running, siblings: [one.replyId, running] })
    const late = answer(id, one.questionId, '')
    ask(id, 'two')
    conversations.dropEmptyReply(late)
    expect(places(id)).toBe('3/3')
  })
})
