import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import {
  titleFromQuestion,
  type Conversation,
  type ConversationSummary,
  type Message,
  type Unseen,
} from '../../shared/conversation'
import { AppError } from '../../shared/errors'
import type { ModelChoice } from '../../shared/providers'
import type { Reply } from '../../shared/reply'
import { inTransaction } from './database'
import { deleteNode, leafUnder, nodeOf, pathTo, restoreNode, showLeaf, type TreeNode } from './message-tree'
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

const latestCount = 50
const deletedKeptMs = 10 * 60_000

// The `+` makes SQLite look among the few replies that run, and not through all messages of the conversation.
const summaryColumns = `
  c.id, c.title, c.updated_at, c.pinned, c.unseen, c.leaf_id, coalesce(
    (SELECT m.id FROM messages m WHERE m.id = c.leaf_id AND m.owner IS NOT NULL),
    (SELECT m.id FROM messages m WHERE +m.conversation_id = c.id AND m.owner IS NOT NULL LIMIT 1)
  ) AS running_reply_id`

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
        SELECT 1 FROM messages m
        WHERE m.conversation_id = c.id AND m.deleted_at IS NULL AND m.text LIKE ? ESCAPE '\\'))`,
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

  /** Those in which something ended that no window has shown yet, newest first. */
  unseen(): readonly ConversationSummary[] {
    return this.#database
      .prepare(`SELECT ${summaryColumns} FROM conversations c
        WHERE c.deleted_at IS NULL AND c.unseen IS NOT NULL ORDER BY c.updated_at DESC`)
      .all()
      .map(toSummary)
  }

  /** The text of the newest reply that has ended with any, as Markdown. Null: there is none. */
  lastAnswer(): string | null {
    const row = this.#database
      .prepare(`SELECT m.text FROM messages m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.role = 'assistant' AND m.owner IS NULL AND m.text <> '' AND m.deleted_at IS NULL AND c.deleted_at IS NULL
        ORDER BY m.rowid DESC LIMIT 1`)
      .get()
    return row ? String(row['text']) : null
  }

  summary(id: string): ConversationSummary | null {
    const row = this.#database
      .prepare(`SELECT ${summaryColumns} FROM conversations c WHERE c.id = ? AND c.deleted_at IS NULL`)
      .get(id)
    return row ? toSummary(row) : null
  }

  /** With all the messages of the branch that is shown, or the last so many. */
  get(id: string, last?: number): Conversation | null {
    const row = this.#database.prepare('SELECT * FROM conversations WHERE id = ? AND deleted_at IS NULL').get(id)
    if (!row) return null
    const choice = row['provider_id'] ? { providerId: String(row['provider_id']), model: String(row['model']) } : null
    const messages = row['leaf_id'] ? pathTo(this.#database, String(row['leaf_id']), last) : []
    return { id, title: String(row['title']), pinned: row['pinned'] === 1, choice, messages }
  }

  /** What was asked last, newest first, each once. */
  latestQuestions(): readonly string[] {
    // By row number, which grows with time: an order by time would read all messages.
    const rows = this.#database
      .prepare(
        `SELECT text FROM messages WHERE role = 'user' AND deleted_at IS NULL ORDER BY rowid DESC LIMIT ${latestCount}`,
      )
      .all()
    return [...new Set(rows.map((row) => String(row['text'])))]
  }

  /** The messages from the first one to `messageId`, oldest first. */
  path(messageId: string): readonly Message[] {
    return pathTo(this.#database, messageId)
  }

  /** The last so many messages before this one, oldest first. Throws AppError `invalid-request`: no such message. */
  before(messageId: string, last: number): readonly Message[] {
    const { parentId } = this.#node(messageId)
    return parentId === null ? [] : pathTo(this.#database, parentId, last)
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

  /** The replies that run in a conversation, in any of its branches. */
  running(id: string): readonly string[] {
    return this.#database
      .prepare('SELECT id FROM messages WHERE +conversation_id = ? AND owner IS NOT NULL')
      .all(id)
      .map((row) => String(row['id']))
  }

  /** Adds a question at the end of the shown branch, in a new conversation when `conversationId` is null. */
  addQuestion(conversationId: string | null, text: string, choice: ModelChoice): StoredQuestion {
    const id = conversationId ?? randomUUID()
    return this.#write(id, () => {
      if (conversationId === null) {
        this.#run(
          'INSERT INTO conversations (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)',
          id,
          titleFromQuestion(text),
          Date.now(),
          Date.now(),
        )
      }
      const leaf = this.#database.prepare('SELECT leaf_id FROM conversations WHERE id = ?').get(id)?.['leaf_id']
      return this.#insertQuestion(id, leaf == null ? null : String(leaf), text, choice)
    })
  }

  /** Adds a question in the place of another one, as a branch of its own. Throws AppError `invalid-request`: no such question. */
  editQuestion(questionId: string, text: string, choice: ModelChoice): StoredQuestion {
    const { conversationId, parentId } = this.#node(questionId, 'user')
    return this.#write(conversationId, () => this.#insertQuestion(conversationId, parentId, text, choice))
  }

  /** The conversation of a question. Throws AppError `invalid-request`: no such question. */
  conversationOf(questionId: string): string {
    return this.#node(questionId, 'user').conversationId
  }

  /** Shows the branch of this message, with what was last looked at after it. Throws AppError `invalid-request`: no such message. */
  showBranch(messageId: string): void {
    const { conversationId } = this.#node(messageId)
    this.#write(conversationId, () => {
      showLeaf(this.#database, conversationId, leafUnder(this.#database, messageId))
      this.#run('UPDATE conversations SET unseen = NULL WHERE id = ?', conversationId)
    })
  }

  /**
   * Deletes a question with all that follows it, or a reply alone, until it is restored or purged. Other branches stay;
   * when nothing is left to show, the conversation is deleted with it. Answers with the deleted replies that still run.
   * Throws AppError `invalid-request`: no such message.
   */
  removeMessage(messageId: string): readonly string[] {
    const node = this.#node(messageId)
    return this.#write(node.conversationId, () => {
      const now = Date.now()
      deleteNode(this.#database, node, now)
      this.#run('UPDATE conversations SET deleted_at = ? WHERE id = ? AND leaf_id IS NULL', now, node.conversationId)
      return this.#database
        .prepare('SELECT id FROM messages WHERE owner IS NOT NULL AND deleted_with = ?')
        .all(messageId)
        .map((row) => String(row['id']))
    })
  }

  /** Brings back what was deleted with this message, and shows it. Throws AppError `invalid-request`: it is purged. */
  restoreMessage(messageId: string): void {
    const node = nodeOf(this.#database, messageId)
    if (!node) throw missing(messageId)
    if (node.deletedAt === null) return
    this.#write(node.conversationId, () => {
      restoreNode(this.#database, node)
      // The conversation went with its last message; one that was deleted by itself stays deleted.
      const goneTogether = 'UPDATE conversations SET deleted_at = NULL WHERE id = ? AND deleted_at = ?'
      this.#run(goneTogether, node.conversationId, node.deletedAt)
    })
  }

  /** Takes an ended reply away for good if nothing stands in it and nothing follows it. */
  dropEmptyReply(replyId: string): void {
    const stored = this.reply(replyId)
    if (!stored || stored.running) return
    const { text, reasoning, toolCalls, sources } = stored.reply
    if (text !== '' || reasoning !== '' || toolCalls.length > 0 || sources.length > 0) return
    const node = nodeOf(this.#database, replyId)
    if (!node || node.deletedAt !== null || leafUnder(this.#database, replyId) !== replyId) return
    this.#write(node.conversationId, () => deleteNode(this.#database, node, Date.now()))
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
    const before = Date.now() - deletedKeptMs
    this.#run('DELETE FROM conversations WHERE deleted_at < ?', before)
    this.#run('DELETE FROM messages WHERE deleted_at < ?', before)
  }

  /** Announces a change that was made elsewhere in the database (a reply that began or ended). */
  changed(id: string): void {
    const conversation = this.summary(id)
    this.#announce(conversation ? { conversation } : { removedId: id })
  }

  #insertQuestion(conversationId: string, parentId: string | null, text: string, choice: ModelChoice): StoredQuestion {
    const questionId = randomUUID()
    const now = Date.now()
    this.#run(
      `INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at) VALUES (?, ?, ?, 'user', ?, ?)`,
      questionId,
      conversationId,
      parentId,
      text,
      now,
    )
    showLeaf(this.#database, conversationId, questionId)
    this.#run(
      'UPDATE conversations SET updated_at = ?, provider_id = ?, model = ?, unseen = NULL WHERE id = ?',
      now,
      choice.providerId,
      choice.model,
      conversationId,
    )
    return { conversationId, questionId }
  }

  #node(messageId: string, role?: TreeNode['role']): TreeNode {
    const node = nodeOf(this.#database, messageId)
    if (!node || node.deletedAt !== null || (role && node.role !== role)) throw missing(messageId)
    return node
  }

  /** One transaction, announced when it is on disk. */
  #write<Value>(conversationId: string, work: () => Value): Value {
    const value = inTransaction(this.#database, work)
    this.changed(conversationId)
    return value
  }

  #update(id: string, assignment: string, ...values: (string | number | null)[]): void {
    this.#run(`UPDATE conversations SET ${assignment} WHERE id = ?`, ...values, id)
    this.changed(id)
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#database.prepare(sql).run(...values)
  }
}

function missing(messageId: string): AppError {
  return new AppError({ code: 'invalid-request', detail: `No message ${messageId}.` })
}

function toSummary(row: Record<string, unknown>): ConversationSummary {
  const unseen = row['unseen']
  return {
    id: String(row['id']),
    title: String(row['title']),
    updatedAt: Number(row['updated_at']),
    pinned: row['pinned'] === 1,
    leafId: row['leaf_id'] === null ? null : String(row['leaf_id']),
    runningReplyId: row['running_reply_id'] === null ? null : String(row['running_reply_id']),
    unseen: unseen === 'done' || unseen === 'error' ? unseen : null,
  }
}
