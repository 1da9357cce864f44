import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { ConversationStore, type ConversationChange } from '../../../src/main/storage/conversation-store'
import { openDatabase } from '../../../src/main/storage/database'
import { ReplyJournal } from '../../../src/main/storage/reply-journal'
import { openSettings } from '../../../src/main/storage/settings-store'
import { applyReplyEvent, emptyReply, type ReplyEvent } from '../../../src/shared/reply'
import { temporaryFolder } from '../../support/temporary-folder'

const choice = { providerId: 'p', model: 'm' }
const start = (replyId: string): ReplyEvent => ({
  type: 'reply-start',
  replyId,
  providerId: 'p',
  model: 'm',
  startedAt: 5,
})

function setUp(path = ':memory:') {
  const { database } = openDatabase(path)
  const changes: ConversationChange[] = []
  const conversations = new ConversationStore(database, (change) => changes.push(change))
  const journal = new ReplyJournal(database, 'me')
  const begin = (conversationId: string, questionId: string, replyId: string) =>
    journal.begin(conversationId, questionId, applyReplyEvent(emptyReply, start(replyId)))
  return { database, conversations, journal, changes, begin }
}

describe('the database file', () => {
  test.each([
    ['random bytes', Buffer.alloc(8192, 7)],
    ['a cut file', Buffer.from('SQLite format 3\0cut')],
  ])('%s: kept aside under another name, and a new one begun', (_name, bytes) => {
    const path = join(temporaryFolder(), 'conversations.db')
    writeFileSync(path, bytes)
    const { database, keptAs } = openDatabase(path)
    expect(keptAs).not.toBeNull()
    expect(readFileSync(keptAs ?? '')).toEqual(bytes)
    expect(new ConversationStore(database).list({ query: '', before: null, limit: 10 })).toEqual([])
    database.close()
  })

  test('a database of a newer Runnel is refused and left alone', () => {
    const path = join(temporaryFolder(), 'conversations.db')
    const newer = new DatabaseSync(path)
    newer.exec('CREATE TABLE theirs (x); PRAGMA user_version = 99')
    newer.close()
    const before = readFileSync(path)
    expect(() => openDatabase(path)).toThrow(/storage/)
    expect(readFileSync(path)).toEqual(before)
  })

  test('opens again with everything in it', () => {
    const path = join(temporaryFolder(), 'deep', 'er', 'conversations.db')
    const first = setUp(path)
    const { conversationId } = first.conversations.addQuestion(null, 'hello', choice)
    first.database.close()
    const second = setUp(path)
    expect(second.conversations.get(conversationId)?.messages).toHaveLength(1)
    second.database.close()
  })
})

describe('conversations', () => {
  test('questions and replies come back in order, and the next question follows the shown reply', () => {
    const { conversations, journal, begin } = setUp()
    const first = conversations.addQuestion(null, 'one?', choice)
    begin(first.conversationId, first.questionId, 'r1')
    journal.end(first.conversationId, { ...applyReplyEvent(emptyReply, start('r1')), text: 'one!' })
    const second = conversations.addQuestion(first.conversationId, 'two?', choice)
    expect(second.conversationId).toBe(first.conversationId)
    const messages = conversations.get(first.conversationId)?.messages ?? []
    expect(messages.map((message) => (message.role === 'user' ? message.text : message.reply.text))).toEqual([
      'one?',
      'one!',
      'two?',
    ])
  })

  test('a reply asked for again takes the place of the old one, which stays in the database', () => {
    const { conversations, begin } = setUp()
    const { conversationId, questionId } = conversations.addQuestion(null, 'q', choice)
    begin(conversationId, questionId, 'old')
    begin(conversationId, questionId, 'new')
    expect(conversations.get(conversationId)?.messages.map((message) => message.id)).toEqual([questionId, 'new'])
    expect(conversations.reply('old')).not.toBeNull()
  })

  test('the list is newest first, pages by time, and every pinned one comes with the first page', async () => {
    const { conversations, database } = setUp()
    const ids = Array.from(
      { length: 30 },
      (_, index) => conversations.addQuestion(null, `q${index}`, choice).conversationId,
    )
    ids.forEach((id, index) => database.prepare('UPDATE conversations SET updated_at = ? WHERE id = ?').run(index, id))
    conversations.pin(ids[0] ?? '', true)
    const page = conversations.list({ query: '', before: null, limit: 10 })
    expect(page.map((row) => row.title)).toEqual(['q0', ...Array.from({ length: 10 }, (_, index) => `q${29 - index}`)])
    expect(conversations.list({ query: '', before: 20, limit: 100 }).map((row) => row.title)).toEqual(
      Array.from({ length: 19 }, (_, index) => `q${19 - index}`),
    )
  })

  test.each([
    ['wal 数据', ['SQLite WAL']],
    ['数据库', ['SQLite WAL']],
    ['100%', ['100% sure']],
    ['_', ['snake_case']],
    ['nothing here', []],
  ])('search for %j finds %j, in titles and texts, in any script, with no wildcard of its own', (query, titles) => {
    const { conversations, journal, begin } = setUp()
    const wal = conversations.addQuestion(null, 'SQLite WAL', choice)
    begin(wal.conversationId, wal.questionId, 'r')
    journal.end(wal.conversationId, { ...applyReplyEvent(emptyReply, start('r')), text: '数据库会先写日志' })
    conversations.addQuestion(null, '100% sure', choice)
    conversations.addQuestion(null, 'snake_case', choice)
    expect(conversations.list({ query, before: null, limit: 10 }).map((row) => row.title)).toEqual(titles)
  })

  test('what is deleted can be brought back, and is announced both times', () => {
    const { conversations, changes } = setUp()
    const { conversationId } = conversations.addQuestion(null, 'q', choice)
    conversations.remove(conversationId)
    expect(conversations.get(conversationId)).toBeNull()
    expect(changes.at(-1)).toEqual({ removedId: conversationId })
    conversations.purgeDeleted()
    conversations.restore(conversationId)
    expect(conversations.get(conversationId)?.messages).toHaveLength(1)
    expect(changes.at(-1)).toMatchObject({ conversation: { id: conversationId } })
  })

  test('odd text comes back as it was: emoji, right-to-left, a lone quote, a megabyte', () => {
    const { conversations } = setUp()
    for (const text of ['👨‍👩‍👧 ﷽', "'); DROP TABLE messages;--", '\u202eabc', 'x'.repeat(1_000_000)]) {
      const { conversationId } = conversations.addQuestion(null, text, choice)
      expect(conversations.get(conversationId)?.messages[0]).toMatchObject({ text })
    }
  })
})

describe('the journal', () => {
  test('replies of dead owners are closed as interrupted with all journaled text; a living owner’s are left alone', () => {
    const path = join(temporaryFolder(), 'c.db')
    const { conversations, journal, begin, database } = setUp(path)
    const { conversationId, questionId } = conversations.addQuestion(null, 'q', choice)
    begin(conversationId, questionId, 'r')
    journal.append('r', 1, [start('r')])
    journal.append('r', 2, [{ type: 'text-delta', text: 'half a ' }])
    journal.append('r', 3, [{ type: 'text-delta', text: 'sentence' }])
    expect(journal.recover(() => new Set(['me']))).toEqual([])
    expect(conversations.summary(conversationId)?.runningReplyId).toBe('r')
    expect(journal.recover(() => new Set(['another']))).toHaveLength(1)
    expect(conversations.reply('r')?.reply).toMatchObject({
      text: 'half a sentence',
      finish: { unified: 'interrupted' },
    })
    expect(conversations.summary(conversationId)?.runningReplyId).toBeNull()
    expect(database.prepare('SELECT count(*) AS n FROM reply_events').get()).toEqual({ n: 0 })
    database.close()
  })

  // Two starts after a crash: the second read the row before the first closed it, then an empty journal, and wrote no text.
  test('two processes that recover at the same time keep the text', () => {
    const path = join(temporaryFolder(), 'c.db')
    const { conversations, journal, begin } = setUp(path)
    const { conversationId, questionId } = conversations.addQuestion(null, 'q', choice)
    begin(conversationId, questionId, 'r')
    journal.append('r', 1, [start('r')])
    journal.append('r', 2, [{ type: 'text-delta', text: 'all of it' }])
    const other = setUp(path)
    const found = journal.recover(() => {
      expect(other.journal.recover(() => new Set(['other']))).toHaveLength(1)
      return new Set(['next'])
    })
    expect(found).toEqual([])
    expect(conversations.reply('r')?.reply.text).toBe('all of it')
  })

  // Taken for a dead one's, a reply that began while this process looked for the living would be cut off.
  test('a reply that begins while the living are looked for is left alone', () => {
    const { conversations, journal, begin } = setUp()
    const { conversationId, questionId } = conversations.addQuestion(null, 'q', choice)
    journal.recover(() => {
      begin(conversationId, questionId, 'r')
      return new Set(['next'])
    })
    expect(conversations.summary(conversationId)?.runningReplyId).toBe('r')
  })

  test('a continued reply that dies keeps the text of both runs', () => {
    const { conversations, journal, begin } = setUp()
    const { conversationId, questionId } = conversations.addQuestion(null, 'q', choice)
    begin(conversationId, questionId, 'r')
    journal.end(conversationId, { ...applyReplyEvent(emptyReply, start('r')), text: 'one ' })
    journal.resume('r')
    journal.append('r', 1, [{ ...start('r'), continued: true } as ReplyEvent])
    journal.append('r', 2, [{ type: 'text-delta', text: 'two' }])
    journal.recover(() => new Set())
    expect(conversations.reply('r')?.reply.text).toBe('one two')
  })
})

describe('settings', () => {
  test('a change is on disk when it resolves, and the next start reads it', async () => {
    const folder = temporaryFolder()
    await openSettings(folder).change({ language: 'zh-CN', theme: 'dark' })
    expect(openSettings(folder).get()).toMatchObject({ language: 'zh-CN', theme: 'dark' })
  })

  test.each([
    ['zero bytes', ''],
    ['half a file', '{"language":"zh-'],
    ['not an object', '[1,2]'],
  ])('%s: the old file is kept aside under another name, and defaults are used', (_name, text) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), text)
    const settings = openSettings(folder)
    expect(settings.get().language).toBe('system')
    expect(settings.keptAs).not.toBeNull()
    expect(readFileSync(join(folder, settings.keptAs ?? ''), 'utf8')).toBe(text)
  })

  test('one bad field falls back alone', () => {
    const folder = temporaryFolder()
    const provider = {
      id: 'a',
      name: 'A',
      protocol: 'openai-chat',
      origin: 'settings',
      baseUrl: 'https://a.example',
      models: [],
    }
    writeFileSync(
      join(folder, 'settings.json'),
      JSON.stringify({ theme: 'pink', language: 'en', providers: [{ id: 1 }, provider] }),
    )
    const settings = openSettings(folder)
    expect(settings.keptAs).toBeNull()
    expect(settings.get()).toMatchObject({ theme: 'system', language: 'en', providers: [provider] })
  })

  test('a write that fails says storage and leaves the old settings in force', async () => {
    const folder = temporaryFolder()
    const settings = openSettings(folder)
    mkdirSync(join(folder, 'settings.json'))
    await expect(settings.change({ theme: 'dark' })).rejects.toMatchObject({ data: { code: 'storage' } })
    expect(settings.get().theme).toBe('system')
  })
})
