import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import {
  titleFromQuestion,
  type Conversation,
  type ConversationSummary,
  type Message,
  type Unseen,
} from '../../shared/conversation'
import type { ModelChoice } from '../../shared/providers'
import type { Reply } from '../../shared/reply'
import { inTransaction } from './database'
import { toReply } from './reply-row'

/** What changed in the list of conversations. */
export type ConversationChange = { readonly conversation: ConversationSummary } | { readonly removedId: string }

/** A question put into a conversation. */
export interface StoredQuestion {
  readonly conversationId: string
  readonly questionId: string
}

/** A reply as it stands in the database. `running`: some process answers right now, or died while it did. */
export interface StoredReply {
  readonly conversationId: string
  readonly questionId: string
  readonly reply: Reply
  readonly running: boolean
}

/** Which part of the list: see `conversations.list` in the contract. */
export interface ListRequest {
  readonly query: string
  readonly before: number | null
  readonly limit: number
}

const deletedKeptMs = 10 * 60_000

const summaryColumns = `
  c.id, c.title, c.updated_at, c.pinned, c.unseen,
  (SELECT m.id FROM messages m WHERE m.conversation_id = c.id AND m.owner IS NOT NULL LIMIT 1) AS running_reply_id`

const selectPath = `
  WITH RECURSIVE path (id, parent_id, role, text, created_at, reply, depth) AS (
    SELECT id, parent_id, role, text, created_at, reply, 0 FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.parent_id, m.role, m.text, m.created_at, m.reply, depth + 1
    FROM messages m JOIN path ON m.id = path.parent_id
  )
  SELECT * FROM path ORDER BY depth DESC`

/**
 * Conversations and their messages. Every write is one transaction, and is announced after it is on disk.
 *
 * Calls throw what SQLite throws; `toStorageError` makes it an AppError.
 */
export class ConversationStore {
  readonly #database: DatabaseSync
  readonly #announce: (change: ConversationChange) => void

  constructor(database: DatabaseSync, announce: (change: ConversationChange) => void = () => {}) {
    this.#database = database
    this.#announce = announce
  }

  /** Pinned ones all come with the first page; the others by time, newest first. `query`: words that must all be there. */
  list({ query, before, limit }: ListRequest): readonly ConversationSummary[] {
    const patterns = query
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
    const matches = patterns.map(
      () => `AND (c.title LIKE ? ESCAPE '\\' OR EXISTS (
        SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.text LIKE ? ESCAPE '\\'))`,
    )
    const select = (where: string, ...values: number[]) =>
      this.#database
        .prepare(`SELECT ${summaryColumns} FROM conversations c
          WHERE c.deleted_at IS NULL AND ${where} ${matches.join(' ')} ORDER BY c.updated_at DESC LIMIT ?`)
        .all(...values, ...patterns.flatMap((pattern) => [pattern, pattern]), limit)
        .map(toSummary)
    if (before !== null) return select('c.pinned = 0 AND c.updated_at < ?', before)
    return [...select('c.pinned = 1'), ...select('c.pinned = 0')]
  }

  summary(id: string): ConversationSummary | null {
    const row = this.#database
      .prepare(`SELECT ${summaryColumns} FROM conversations c WHERE c.id = ? AND c.deleted_at IS NULL`)
      .get(id)
    return row ? toSummary(row) : null
  }

  get(id: string): Conversation | null {
    const row = this.#database.prepare('SELECT * FROM conversations WHERE id = ? AND deleted_at IS NULL').get(id)
    if (!row) return null
    const choice = row['provider_id'] ? { providerId: String(row['provider_id']), model: String(row['model']) } : null
    const messages = row['leaf_id'] ? this.path(String(row['leaf_id'])) : []
    return { id, title: String(row['title']), pinned: row['pinned'] === 1, choice, messages }
  }

  /** The messages from the first one to `messageId`, oldest first. */
  path(messageId: string): readonly Message[] {
    return this.#database
      .prepare(selectPath)
      .all(messageId)
      .map((row): Message => {
        const id = String(row['id'])
        return row['role'] === 'user'
          ? { role: 'user', id, text: String(row['text']), createdAt: Number(row['created_at']) }
          : { role: 'assistant', id, reply: toReply(id, String(row['text']), String(row['reply'])) }
      })
  }

  /** Where a reply stands. Null: no such reply. */
  reply(replyId: string): StoredReply | null {
    const row = this.#database.prepare(`SELECT * FROM messages WHERE id = ? AND role = 'assistant'`).get(replyId)
    if (!row) return null
    return {
      conversationId: String(row['conversation_id']),
      questionId: String(row['parent_id']),
      reply: toReply(replyId, String(row['text']), String(row['reply'])),
      running: row['owner'] !== null,
    }
  }

  /** Adds a question at the end of the shown branch, in a new conversation when `conversationId` is null. */
  addQuestion(conversationId: string | null, text: string, choice: ModelChoice): StoredQuestion {
    const now = Date.now()
    const id = conversationId ?? randomUUID()
    const questionId = randomUUID()
    inTransaction(this.#database, () => {
      if (conversationId === null) {
        this.#run(
          'INSERT INTO conversations (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)',
          id,
          titleFromQuestion(text),
          now,
          now,
        )
      }
      this.#run(
        `INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at)
          VALUES (?, ?, (SELECT leaf_id FROM conversations WHERE id = ?), 'user', ?, ?)`,
        questionId,
        id,
        id,
        text,
        now,
      )
      this.#run(
        'UPDATE conversations SET leaf_id = ?, updated_at = ?, provider_id = ?, model = ?, unseen = NULL WHERE id = ?',
        questionId,
        now,
        choice.providerId,
        choice.model,
        id,
      )
    })
    this.changed(id)
    return { conversationId: id, questionId }
  }

  rename(id: string, title: string): void {
    this.#update(id, 'title = ?', title)
  }

  pin(id: string, pinned: boolean): void {
    this.#update(id, 'pinned = ?', pinned ? 1 : 0)
  }

  /** Marks what ended while no window showed it; null: it has been seen. */
  markUnseen(id: string, unseen: Unseen): void {
    if (this.summary(id)?.unseen !== unseen) this.#update(id, 'unseen = ?', unseen)
    else this.changed(id)
  }

  /** Takes the conversation out of the list; `restore` brings it back until it is purged. */
  remove(id: string): void {
    this.#update(id, 'deleted_at = ?', Date.now())
  }

  restore(id: string): void {
    this.#update(id, 'deleted_at = NULL')
  }

  /** Ends what was deleted more than ten minutes ago. */
  purgeDeleted(): void {
    this.#run('DELETE FROM conversations WHERE deleted_at < ?', Date.now() - deletedKeptMs)
  }

  /** Announces a change that was made elsewhere in the database (a reply that began or ended). */
  changed(id: string): void {
    const conversation = this.summary(id)
    this.#announce(conversation ? { conversation } : { removedId: id })
  }

  #update(id: string, assignment: string, ...values: (string | number | null)[]): void {
    this.#run(`UPDATE conversations SET ${assignment} WHERE id = ?`, ...values, id)
    this.changed(id)
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#database.prepare(sql).run(...values)
  }
}

function toSummary(row: Record<string, unknown>): ConversationSummary {
  const unseen = row['unseen']
  return {
    id: String(row['id']),
    title: String(row['title']),
    updatedAt: Number(row['updated_at']),
    pinned: row['pinned'] === 1,
    runningReplyId: row['running_reply_id'] === null ? null : String(row['running_reply_id']),
    unseen: unseen === 'done' || unseen === 'error' ? unseen : null,
  }
}
