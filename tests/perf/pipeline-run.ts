import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { After } from '../../src/main/replies/coalesce'
import type { Answerer, ReplyBatch } from '../../src/main/replies/reply-runner'
import { RunningReplies } from '../../src/main/replies/running-replies'
import { ConversationStore } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import type { ModelChoice } from '../../src/shared/providers'
import type { Reply } from '../../src/shared/reply'
import type { Stage } from './measurement'

/** What a run delivers its batches to. */
export type Listener = (batch: ReplyBatch) => void

/** Who listens, and what is asked for. */
export interface RunOptions {
  readonly listener: Listener
  readonly model?: string
}

/** Conversations in a database file of their own. */
export interface Pipeline {
  /** Asks one question, and resolves with the ended reply. */
  run(answererFor: (replyId: string) => Promise<Answerer>, options: RunOptions): Promise<Reply>
  close(): void
}

/** The main process's part of a reply's way, with nothing in it yet. */
export function openPipeline(stage: Stage, after?: After): Pipeline {
  const folder = mkdtempSync(join(stage.folder, 'pipeline-'))
  const { database } = openDatabase(join(folder, 'conversations.db'))
  let current: (replyId: string) => Promise<Answerer> = () => Promise.reject(new Error('Nobody answers.'))
  const replies = new RunningReplies({
    conversations: new ConversationStore(database),
    journal: new ReplyJournal(database, 'bench'),
    answererFor: (_providerId, replyId) => current(replyId),
    context: () => ({ system: '', language: 'en' }),
    ...(after ? { after } : {}),
  })
  return {
    run(answererFor, { listener, model = 'stand-in' }) {
      current = answererFor
      const choice: ModelChoice = { providerId: 'stand-in', model }
      const { replyId, ended } = replies.start(null, 'question', choice)
      replies.attach(replyId, listener)
      return ended
    },
    close: () => database.close(),
  }
}

/** CPU that this thread spends meanwhile, in microseconds. */
export async function cpuMicroseconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}
