import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Provider } from '../../src/main/providers/provider'
import { RunningReplies } from '../../src/main/replies/running-replies'
import type { ReplyBatch } from '../../src/main/replies/reply-runner'
import { ConversationStore } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import { applyReplyEvent, type Reply, type ReplyEvent } from '../../src/shared/reply'
import { ScriptedProvider } from '../support/scripted-provider'
import { temporaryFolder } from '../support/temporary-folder'

/** Nothing here is meant to run into them. */
const limits = { firstTokenMs: 60_000, betweenMs: 60_000 }
const choice = { providerId: 'p', model: 'm' }
const stop = { type: 'finish', finish: { unified: 'stop', raw: 'stop' } } as const
const text = (value: string) => ({ type: 'text-delta', text: value }) as const

/** Lets everything that can go on without input go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function setUp(providerFor?: (id: string) => Promise<Provider>) {
  const path = join(temporaryFolder(), 'conversations.db')
  const { database } = openDatabase(path)
  const conversations = new ConversationStore(database)
  const journal = new ReplyJournal(database, 'me')
  const provider = new ScriptedProvider()
  const replies = new RunningReplies({
    conversations,
    journal,
    answererFor: async (id) => ({ provider: (await providerFor?.(id)) ?? provider, limits }),
    random: () => 0,
    context: () => ({ system: '', language: 'en' }),
  })
  return { path, database, conversations, journal, provider, replies }
}

/** What another process would find on the disk right now. */
function onDisk(path: string) {
  const other = new DatabaseSync(path, { readOnly: true })
  const messages = other.prepare('SELECT role, text, owner FROM messages ORDER BY created_at, rowid').all()
  const journaled = other
    .prepare('SELECT events FROM reply_events ORDER BY reply_id, sequence')
    .all()
    .flatMap((row) => JSON.parse(String(row['events'])) as ReplyEvent[])
  other.close()
  return {
    messages,
    journaled: journaled.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join(''),
  }
}

/** A window: attaches, applies batches by sequence, notes gaps. */
function openWindow(replies: RunningReplies, replyId: string) {
  const attached = replies.attach(replyId, (batch: ReplyBatch) => {
    if (batch.sequence !== window.sequence + 1) window.gaps += 1
    window.sequence = batch.sequence
    window.reply = batch.events.reduce(applyReplyEvent, window.reply)
  })
  if (!attached) throw new Error('no such reply')
  const window = { reply: attached.reply as Reply, sequence: attached.sequence, gaps: 0, close: attached.detach }
  return window
}

describe('invariant 2: the rows are on disk before the call leaves', () => {
  test('question and running reply are there for another process when the provider is asked', async () => {
    let seen: ReturnType<typeof onDisk> | null = null
    const { path, replies } = setUp(() =>
      Promise.resolve({
        // eslint-disable-next-line require-yield
        async *streamReply() {
          seen = onDisk(path)
        },
        listModels: () => Promise.resolve([]),
      }),
    )
    await replies.start(null, 'question?', choice).ended
    expect(seen).toMatchObject({
      messages: [
        { role: 'user', text: 'question?', owner: null },
        { role: 'assistant', text: '', owner: 'me' },
      ],
    })
  })
})

describe('invariant 3: what a window has shown is in the journal first', () => {
  test('at every delivery the disk already holds all that was delivered', async () => {
    const { path, provider, replies } = setUp()
    const { replyId, ended } = replies.start(null, 'q', choice)
    let shown = ''
    const behind: string[] = []
    replies.attach(replyId, ({ events }) => {
      for (const event of events) if (event.type === 'text-delta') shown += event.text
      const { journaled, messages } = onDisk(path)
      if (!journaled.startsWith(shown) && messages.at(-1)?.['text'] !== shown) behind.push(shown)
    })
    for (let index = 0; index < 50; index++) {
      provider.push(text(`word${index} `))
      await settled()
    }
    provider.push(stop)
    provider.end()
    await ended
    expect(shown).toContain('word49')
    expect(behind).toEqual([])
  })
})

describe('invariant 6: a reply found running at start-up becomes interrupted, with its text and a Continue', () => {
  test('it goes on in the same message from the exact text', async () => {
    const { provider, replies, conversations, journal, database } = setUp()
    const { replyId, conversationId } = replies.start(null, 'q', choice)
    provider.push(text('half a '))
    await settled()
    // The process dies: nobody ends the reply. The next one takes over the same file.
    expect(new ReplyJournal(database, 'next').recover(() => new Set(['next']))).toHaveLength(1)
    expect(conversations.reply(replyId)?.reply).toMatchObject({ text: 'half a ', finish: { unified: 'interrupted' } })

    const second = new ScriptedProvider()
    const next = new RunningReplies({
      conversations,
      journal,
      answererFor: () => Promise.resolve({ provider: second, limits }),
      context: () => ({ system: '', language: 'en' }),
    })
    const { ended } = next.continue(replyId)
    second.push(text('sentence.'), stop)
    second.end()
    expect(await ended).toMatchObject({ replyId, text: 'half a sentence.', finish: { unified: 'stop' } })
    expect(second.requests[0]).toMatchObject({ continueText: 'half a ', messages: [{ role: 'user', text: 'q' }] })
    expect(conversations.get(conversationId)?.messages).toHaveLength(2)
  })
})

describe('invariant 7: a reply belongs to main', () => {
  test('windows come late, go and come back, and each has exactly the same text', async () => {
    const { provider, replies } = setUp()
    const { replyId, ended } = replies.start(null, 'q', choice)
    const first = openWindow(replies, replyId)
    provider.push(text('one '))
    await settled()
    const second = openWindow(replies, replyId)
    expect(second.reply.text).toBe('one ')
    first.close()
    provider.push(text('two '))
    await settled()
    const third = openWindow(replies, replyId)
    provider.push(text('three'), stop)
    provider.end()
    const reply = await ended
    expect(first.reply.text).toBe('one ')
    for (const window of [second, third]) {
      expect(window.reply).toEqual(reply)
      expect(window.gaps).toBe(0)
    }
  })

  test('a window that attaches in the middle of a frame misses nothing and doubles nothing', async () => {
    const { provider, replies } = setUp()
    const { replyId, ended } = replies.start(null, 'q', choice)
    provider.push(text('a'))
    await settled()
    provider.push(text('b'), text('c'))
    await settled()
    const window = openWindow(replies, replyId)
    expect(window.reply.text).toBe('abc')
    provider.push(text('d'), stop)
    provider.end()
    await ended
    expect(window.reply.text).toBe('abcd')
  })

  test('an ended reply answers from the disk, an unknown one not at all', async () => {
    const { provider, replies } = setUp()
    const { replyId, ended } = replies.start(null, 'q', choice)
    provider.push(text('done'), stop)
    provider.end()
    const reply = await ended
    expect(replies.attach(replyId, () => {})?.reply).toEqual(reply)
    expect(replies.attach('nobody', () => {})).toBeNull()
  })
})

describe('invariant 8: late chunks are dropped by reply id', () => {
  test('after asking again, the old stream changes neither reply', async () => {
    const providers = [new ScriptedProvider(), new ScriptedProvider()] as const
    let asked = 0
    const { replies, conversations } = setUp(() => Promise.resolve(providers[asked++] ?? providers[1]))
    const old = replies.start(null, 'q', choice)
    await settled()
    providers[0].push(text('old'))
    await settled()
    const fresh = replies.retry(old.replyId, choice)
    await settled()
    const window = openWindow(replies, fresh.replyId)
    providers[0].push(text(' and late'))
    providers[1].push(text('new'), stop)
    providers[0].end()
    providers[1].end()
    await Promise.all([old.ended, fresh.ended])
    expect(window.reply.text).toBe('new')
    expect(conversations.reply(old.replyId)?.reply).toMatchObject({ text: 'old', finish: { unified: 'aborted' } })
    expect(conversations.get(old.conversationId)?.messages.at(-1)?.id).toBe(fresh.replyId)
  })
})

describe('several conversations at once', () => {
  test('twenty interleaved streams, no chunk in the wrong place, on screen or on disk', async () => {
    const byId = new Map<string, ScriptedProvider>()
    const { replies, conversations } = setUp((id) => Promise.resolve(byId.get(id) ?? new ScriptedProvider()))
    const runs = Array.from({ length: 20 }, (_, index) => {
      const provider = new ScriptedProvider()
      byId.set(`p${index}`, provider)
      const started = replies.start(null, `q${index}`, { providerId: `p${index}`, model: 'm' })
      return { provider, started, window: openWindow(replies, started.replyId), mark: `<${index}>` }
    })
    for (let round = 0; round < 30; round++) {
      for (const { provider, mark } of runs) provider.push(text(mark))
      await settled()
    }
    for (const { provider } of runs) {
      provider.push(stop)
      provider.end()
    }
    await Promise.all(runs.map(({ started }) => started.ended))
    for (const { window, started, mark } of runs) {
      expect(window.reply.text).toBe(mark.repeat(30))
      expect(conversations.reply(started.replyId)?.reply.text).toBe(mark.repeat(30))
    }
  })
})

describe('what did not go well', () => {
  test('a provider that cannot be found ends the reply in words, and the question stays', async () => {
    const { replies, conversations } = setUp(() => Promise.reject(new TypeError('no such provider')))
    const { ended, conversationId } = replies.start(null, 'q', choice)
    expect((await ended).error).toMatchObject({ code: 'internal' })
    expect(conversations.get(conversationId)?.messages).toHaveLength(2)
    expect(conversations.summary(conversationId)).toMatchObject({ unseen: 'error', runningReplyId: null })
  })

  test('a full disk in the middle: what was shown is kept, the end says so, the next question works after room is made', async () => {
    const { replies, provider, database, conversations } = setUp()
    const { replyId, ended } = replies.start(null, 'q', choice)
    const window = openWindow(replies, replyId)
    provider.push(text('kept '))
    await settled()
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    database.exec(`PRAGMA max_page_count = ${pages}`)
    provider.push(text('x'.repeat(1_000_000)), stop)
    provider.end()
    expect((await ended).error).toMatchObject({ code: 'storage', reason: 'disk-full' })
    expect(window.reply.text).toBe('kept ')
    database.exec('PRAGMA max_page_count = 1000000')
    expect(() => conversations.addQuestion(null, 'next', choice)).not.toThrow()
  })

  test('replies that have failed with no text are not sent to the provider as turns', async () => {
    const { replies, provider } = setUp()
    const first = replies.start(null, 'one', choice)
    provider.fail(new TypeError('x'))
    await first.ended
    const second = replies.start(first.conversationId, 'two', choice)
    provider.push(text('ok'), stop)
    provider.end()
    await second.ended
    expect(provider.requests[1]?.messages).toEqual([
      { role: 'user', text: 'one' },
      { role: 'user', text: 'two' },
    ])
  })
})
