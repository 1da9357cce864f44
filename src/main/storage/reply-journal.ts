import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { applyReplyEvent, type Reply, type ReplyEvent } from '../../shared/reply'
import { inTransaction, toStorageError } from './database'
import { showLeaf } from './message-tree'
import { toReply, toReplyJson } from './reply-row'

/** A reply that a dead process left behind, as it was closed. */
export interface RecoveredReply {
  readonly conversationId: string
  readonly reply: Reply
}

const checkpointEveryMs = 1000

/**
 * The journal of running replies: each batch is committed before any window sees it.
 *
 * Pieces are appended, never rewritten, so a batch costs the same at any length. All calls throw AppError `storage`.
 */
export class ReplyJournal {
  readonly #database: DatabaseSync
  readonly #owner: string
  readonly #insertEvents: StatementSync
  #lastCheckpoint = 0

  /** `owner` is the name under which this process holds its lock. */
  constructor(database: DatabaseSync, owner: string) {
    this.#database = database
    this.#owner = owner
    this.#insertEvents = database.prepare('INSERT INTO reply_events (reply_id, sequence, events) VALUES (?, ?, ?)')
  }

  /** Puts the row of a new reply under its question and shows it; it is on disk when this returns. */
  begin(conversationId: string, questionId: string, reply: Reply): void {
    this.#transaction(() => {
      this.#database
        .prepare(`INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at, reply, owner)
          VALUES (?, ?, ?, 'assistant', '', ?, ?, ?)`)
        .run(reply.replyId, conversationId, questionId, reply.startedAt, toReplyJson(reply), this.#owner)
      showLeaf(this.#database, conversationId, reply.replyId)
      this.#database
        .prepare('UPDATE conversations SET updated_at = ?, unseen = NULL WHERE id = ?')
        .run(reply.startedAt, conversationId)
    })
  }

  /** Takes an ended reply up again; what it has stays where it is. */
  resume(replyId: string): void {
    guard(() => this.#database.prepare('UPDATE messages SET owner = ? WHERE id = ?').run(this.#owner, replyId))
  }

  /** Commits one batch. About once a second SQLite also moves its log into the file, which bounds what a power cut takes. */
  append(replyId: string, sequence: number, events: readonly ReplyEvent[]): void {
    guard(() => {
      this.#insertEvents.run(replyId, sequence, JSON.stringify(events))
      const now = Date.now()
      if (now - this.#lastCheckpoint < checkpointEveryMs) return
      this.#lastCheckpoint = now
      this.#checkpoint()
    })
  }

  /** Folds the journal of an ended reply into its row. */
  end(conversationId: string, reply: Reply): void {
    this.#transaction(() => {
      this.#close(reply)
      this.#database.prepare('UPDATE conversations SET updated_at = ? WHERE id = ?').run(Date.now(), conversationId)
    })
    guard(() => this.#checkpoint())
  }

  /** Closes the replies of every owner that `livingOwners` does not name: `interrupted`, with all text that was journaled. */
  recover(livingOwners: () => ReadonlySet<string>): readonly RecoveredReply[] {
    const owned = guard(() => this.#database.prepare('SELECT id, owner FROM messages WHERE owner IS NOT NULL').all())
    // Asked after the rows were read: an owner locks before it writes, so one that came later has no row here.
    const living = livingOwners()
    return owned
      .filter((row) => !living.has(String(row['owner'])))
      .flatMap((row) => this.#transaction(() => this.#closeInterrupted(String(row['id']), String(row['owner']))) ?? [])
  }

  #closeInterrupted(replyId: string, owner: string): RecoveredReply | null {
    // Read within the transaction: another process that starts now may have closed it since, and emptied its journal.
    const row = this.#database
      .prepare('SELECT conversation_id, text, reply FROM messages WHERE id = ? AND owner = ?')
      .get(replyId, owner)
    if (!row) return null
    const before = toReply(replyId, String(row['text']), String(row['reply']))
    const reply = interrupt(this.#journaledEvents(replyId).reduce(applyReplyEvent, before))
    this.#close(reply)
    return { conversationId: String(row['conversation_id']), reply }
  }

  #close(reply: Reply): void {
    this.#database
      .prepare('UPDATE messages SET text = ?, reply = ?, owner = NULL WHERE id = ?')
      // Electron's SQLite gives a text back only as far as its first NUL.
      .run(reply.text.replaceAll('\0', '\uFFFD'), toReplyJson(reply), reply.replyId)
    this.#database.prepare('DELETE FROM reply_events WHERE reply_id = ?').run(reply.replyId)
  }

  #journaledEvents(replyId: string): ReplyEvent[] {
    return this.#database
      .prepare('SELECT events FROM reply_events WHERE reply_id = ? ORDER BY sequence')
      .all(replyId)
      .flatMap((row) => JSON.parse(String(row['events'])) as ReplyEvent[])
  }

  #checkpoint(): void {
    this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  }

  #transaction<Value>(work: () => Value): Value {
    return guard(() => inTransaction(this.#database, work))
  }
}

function interrupt(reply: Reply): Reply {
  // A journal that holds its end was only not folded yet: that end is the true one.
  if (reply.finish) return reply
  const timing = { totalMs: 0, ...(reply.firstTokenMs === undefined ? {} : { firstTokenMs: reply.firstTokenMs }) }
  return applyReplyEvent(reply, { type: 'reply-end', finish: { unified: 'interrupted', raw: null }, timing })
}

function guard<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    throw toStorageError(error)
  }
}
