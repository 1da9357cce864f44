import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RunningReplies } from '../../src/main/replies/running-replies'
import { ConversationStore } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import { ScriptedProvider } from '../support/scripted-provider'
import { temporaryFolder } from '../support/temporary-folder'

const limits = { firstTokenMs: 60_000, betweenMs: 60_000 }
const stop = { type: 'finish', finish: { unified: 'stop', raw: 'stop' } } as const
const text = (value: string) => ({ type: 'text-delta', text: value }) as const
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** One scripted provider for each provider id. */
function setUp() {
  const { database } = openDatabase(join(temporaryFolder(), 'conversations.db'))
  onTestFinished(() => database.close())
  const conversations = new ConversationStore(database)
  const providers = new Map<string, ScriptedProvider>()
  const provider = (id: string): ScriptedProvider => {
    const one = providers.get(id) ?? new ScriptedProvider()
    providers.set(id, one)
    return one
  }
  const replies = new RunningReplies({
    conversations,
    journal: new ReplyJournal(database, 'me'),
    answererFor: (id) => Promise.resolve({ provider: provider(id), limits }),
    random: () => 0,
    context: () => ({ system: '', language: 'en' }),
  })
  const by = (providerId: string) => ({ providerId, model: 'm' })
  const say = (id: string, words: string): void => {
    provider(id).push(text(words), stop)
    provider(id).end()
  }
  const words = (id: string): string =>
    (conversations.get(id)?.messages ?? [])
      .map((message) => (message.role === 'user' ? message.text : `[${message.reply.text}]`))
      .join(' ')
  return { conversations, replies, provider, by, say, words }
}

describe('a question in other words', () => {
  test('goes out with what was before it and nothing of the old branch, whose running reply goes on to its end', async () => {
    const { conversations, replies, provider, by, say, words } = setUp()
    const first = replies.start(null, 'one', by('a'))
    say('a', 'one!')
    await first.ended
    const second = replies.start(first.conversationId, 'two', by('b'))
    provider('b').push(text('slow '))
    await settled()
    const edited = replies.edit(second.questionId, 'deux', by('c'))
    say('c', 'deux!')
    await edited.ended
    expect(provider('c').requests[0]?.messages.map((message) => message.text)).toEqual(['one', 'one!', 'deux'])
    expect(words(first.conversationId)).toBe('one [one!] deux [deux!]')
    expect(conversations.summary(first.conversationId)?.runningReplyId).toBe(second.replyId)
    say('b', 'end')
    expect((await second.ended).text).toBe('slow end')
    expect(conversations.summary(first.conversationId)).toMatchObject({ runningReplyId: null, unseen: 'done' })
    expect(words(first.conversationId)).toBe('one [one!] deux [deux!]')
    conversations.showBranch(second.questionId)
    expect(words(first.conversationId)).toBe('one [one!] two [slow end]')
  })

  test('the question is on disk as a branch before anybody is asked', () => {
    const { conversations, replies, by, words } = setUp()
    const first = replies.start(null, 'one', by('a'))
    replies.edit(first.questionId, 'uno', by('b'))
    expect(words(first.conversationId)).toBe('uno []')
    expect(conversations.get(first.conversationId)?.messages[0]?.siblings).toHaveLength(2)
    expect(conversations.get(first.conversationId)?.choice).toEqual(by('b'))
    replies.stopAll()
  })
})

describe('another reply', () => {
  test('by another model, to a question in the middle: a branch beside the old one, which keeps what followed it', async () => {
    const { conversations, replies, provider, by, say, words } = setUp()
    const first = replies.start(null, 'one', by('a'))
    say('a', 'one!')
    await first.ended
    const second = replies.start(first.conversationId, 'two', by('b'))
    say('b', 'two!')
    await second.ended
    const again = replies.askAgain(first.questionId, by('c'))
    say('c', 'uno!')
    await again.ended
    expect(provider('c').requests[0]?.messages.map((message) => message.text)).toEqual(['one'])
    expect(words(first.conversationId)).toBe('one [uno!]')
    conversations.showBranch(first.replyId)
    expect(words(first.conversationId)).toBe('one [one!] two [two!]')
  })

  test('to a question that is not there is refused', () => {
    const { replies, by } = setUp()
    expect(() => replies.askAgain('nobody', by('a'))).toThrow(/invalid-request/)
  })
})

describe('retry', () => {
  test('a reply that failed before its first word is replaced', async () => {
    const { conversations, replies, provider, by, say } = setUp()
    const first = replies.start(null, 'q', by('a'))
    provider('a').fail(new TypeError('x'))
    await first.ended
    const second = replies.retry(first.replyId, by('b'))
    say('b', 'ok')
    await second.ended
    const last = conversations.get(first.conversationId)?.messages.at(-1)
    expect(last).toMatchObject({ id: second.replyId })
    expect(last?.siblings).toBeUndefined()
  })

  test('a reply that has text stays as a branch, stopped if it ran', async () => {
    const { conversations, replies, provider, by, say } = setUp()
    const first = replies.start(null, 'q', by('a'))
    provider('a').push(text('half'))
    await settled()
    const second = replies.retry(first.replyId, by('b'))
    provider('a').end()
    expect((await first.ended).finish?.unified).toBe('aborted')
    say('b', 'whole')
    await second.ended
    expect(conversations.get(first.conversationId)?.messages.at(-1)?.siblings).toEqual([first.replyId, second.replyId])
    expect(conversations.reply(first.replyId)?.reply.text).toBe('half')
  })

  test('a running reply that has only thought stays too: thoughts are words', async () => {
    const { conversations, replies, provider, by } = setUp()
    const first = replies.start(null, 'q', by('a'))
    provider('a').push({ type: 'reasoning-delta', text: 'hm' })
    await settled()
    replies.retry(first.replyId, by('b'))
    expect(conversations.get(first.conversationId)?.messages.at(-1)?.siblings).toHaveLength(2)
    replies.stopAll()
  })
})

describe('deleting what runs', () => {
  test('stops it and closes the connection; undo brings it back with the text it had', async () => {
    const { conversations, replies, provider, by, words } = setUp()
    const first = replies.start(null, 'q', by('a'))
    provider('a').push(text('half'))
    await settled()
    replies.delete(first.questionId)
    provider('a').end()
    expect(await first.ended).toMatchObject({ text: 'half', finish: { unified: 'aborted' } })
    expect(provider('a').signal?.aborted).toBe(true)
    expect(conversations.summary(first.conversationId)).toBeNull()
    conversations.restoreMessage(first.questionId)
    expect(words(first.conversationId)).toBe('q [half]')
    expect(conversations.summary(first.conversationId)).toMatchObject({ runningReplyId: null, unseen: null })
  })

  test('a reply in another branch goes on', async () => {
    const { conversations, replies, provider, by, say } = setUp()
    const first = replies.start(null, 'q', by('a'))
    provider('a').push(text('a'))
    await settled()
    const second = replies.askAgain(first.questionId, by('b'))
    replies.delete(second.replyId)
    expect((await second.ended).finish?.unified).toBe('aborted')
    expect(conversations.summary(first.conversationId)).toMatchObject({
      runningReplyId: first.replyId,
      leafId: first.replyId,
    })
    say('a', 'b')
    expect((await first.ended).text).toBe('ab')
  })
})
