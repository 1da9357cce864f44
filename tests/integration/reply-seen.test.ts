import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReplyBatch } from '../../src/main/replies/reply-runner'
import { RunningReplies, type EndedReply } from '../../src/main/replies/running-replies'
import { ConversationStore } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import { ScriptedProvider } from '../support/scripted-provider'
import { temporaryFolder } from '../support/temporary-folder'

const limits = { firstTokenMs: 60_000, betweenMs: 60_000 }
const choice = { providerId: 'p', model: 'm' }

function setUp() {
  const { database } = openDatabase(join(temporaryFolder(), 'conversations.db'))
  const conversations = new ConversationStore(database)
  const provider = new ScriptedProvider()
  const ends: EndedReply[] = []
  const replies = new RunningReplies({
    conversations,
    journal: new ReplyJournal(database, 'me'),
    answererFor: async () => ({ provider, limits }),
    context: () => ({ system: '', language: 'en' }),
    onEnded: (end) => ends.push(end),
  })
  return { conversations, provider, replies, ends }
}

test.each([
  ['a window shows it, though that lets go at the end', true],
  ['the window that listens is hidden', false],
])('a reply that ends while %s', async (_, isShown) => {
  const { conversations, provider, replies, ends } = setUp()
  const started = replies.start(null, 'hello', choice)
  const { conversationId, replyId } = started
  expect(replies.running()).toEqual([{ conversationId, replyId }])
  expect(conversations.lastAnswer()).toBeNull()
  const listener = ({ events }: ReplyBatch): void => {
    if (events.some(({ type }) => type === 'reply-end')) attached?.detach()
  }
  const attached = replies.attach(replyId, listener, () => isShown)
  provider.push({ type: 'text-delta', text: 'Hi' }, { type: 'finish', finish: { unified: 'stop', raw: 'stop' } })
  provider.end()
  await started.ended
  expect(replies.running()).toEqual([])
  expect(ends).toMatchObject([{ conversationId, seen: isShown, reply: { text: 'Hi' } }])
  expect(conversations.unseen().map(({ id }) => id)).toEqual(isShown ? [] : [conversationId])
  expect(conversations.lastAnswer()).toBe('Hi')
  conversations.remove(conversationId)
  expect(conversations.lastAnswer()).toBeNull()
})
