import type { DatabaseSync } from 'node:sqlite'
import type { Message } from '../../shared/conversation'
import { toReply } from './reply-row'

// A conversation is a tree: what stands in the same place (the same `parent_id`) are branches, of which one is shown.
// `next_id` remembers which, `leaf_id` of the conversation says where the shown branch ends. What is deleted is out of
// all of this: a deleted message has no living one after it. These functions write without a transaction of their own.

const upwards = `
    SELECT id, parent_id, conversation_id, 0 AS depth FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.parent_id, m.conversation_id, depth + 1 FROM messages m JOIN path ON m.id = path.parent_id`
const pathIds = `WITH RECURSIVE path AS (${upwards})`

// IS, because a first message has no parent.
const selectPath = `WITH RECURSIVE path AS (${upwards} LIMIT ?)
  SELECT m.id, m.role, m.text, m.created_at, m.reply, (
    SELECT json_group_array(s.id ORDER BY s.created_at, s.rowid) FROM messages s
    WHERE s.conversation_id = path.conversation_id AND s.parent_id IS path.parent_id AND s.deleted_at IS NULL
  ) AS siblings
  FROM path CROSS JOIN messages m ON m.id = path.id ORDER BY depth DESC`

// Two subqueries, because Electron's SQLite (3.51) knows no outer column in the ORDER BY of one.
const selectLeaf = `
  WITH RECURSIVE down AS (
    SELECT id, next_id, conversation_id, 0 AS depth FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.next_id, m.conversation_id, depth + 1 FROM down JOIN messages m ON m.id = coalesce(
      (SELECT c.id FROM messages c WHERE c.id = down.next_id AND c.parent_id = down.id AND c.deleted_at IS NULL),
      (SELECT c.id FROM messages c
        WHERE c.conversation_id = down.conversation_id AND c.parent_id = down.id AND c.deleted_at IS NULL
        ORDER BY c.created_at DESC, c.rowid DESC LIMIT 1)
    )
  )
  SELECT id FROM down ORDER BY depth DESC LIMIT 1`

const deleteBranch = `
  WITH RECURSIVE branch AS (
    SELECT id, conversation_id FROM messages WHERE id = :id
    UNION ALL
    SELECT m.id, m.conversation_id FROM messages m JOIN branch
      ON m.conversation_id = branch.conversation_id AND m.parent_id = branch.id
  )
  UPDATE messages SET deleted_at = :now, deleted_with = :id
  WHERE id IN (SELECT id FROM branch) AND deleted_at IS NULL`

/** A message as a place in its tree. */
export interface TreeNode {
  readonly id: string
  readonly conversationId: string
  readonly parentId: string | null
  readonly role: Message['role']
  readonly nextId: string | null
  readonly deletedAt: number | null
}

/** The place of a message, deleted or not. Null: no such message. */
export function nodeOf(database: DatabaseSync, id: string): TreeNode | null {
  const row = database
    .prepare('SELECT id, conversation_id, parent_id, role, next_id, deleted_at FROM messages WHERE id = ?')
    .get(id)
  if (!row) return null
  return {
    id,
    conversationId: String(row['conversation_id']),
    parentId: textOrNull(row['parent_id']),
    role: row['role'] === 'user' ? 'user' : 'assistant',
    nextId: textOrNull(row['next_id']),
    deletedAt: row['deleted_at'] === null ? null : Number(row['deleted_at']),
  }
}

/**
 * The messages from the first one to `id`, or the last so many of them, oldest first, each with what stands in its place in
 * other branches.
 */
export function pathTo(database: DatabaseSync, id: string, last?: number): readonly Message[] {
  // Below zero is no limit.
  return database
    .prepare(selectPath)
    .all(id, last ?? -1)
    .map(toMessage)
}

/** Where the branch ends that was last looked at after this message: the message itself when nothing follows it. */
export function leafUnder(database: DatabaseSync, id: string): string {
  return String(database.prepare(selectLeaf).get(id)?.['id'] ?? id)
}

/** Makes this message the last one shown, and every message before it remember the way here. */
export function showLeaf(database: DatabaseSync, conversationId: string, leafId: string | null): void {
  if (leafId !== null) {
    database
      .prepare(
        `${pathIds}
        UPDATE messages SET next_id = path.id FROM path
        WHERE messages.id = path.parent_id AND messages.next_id IS NOT path.id`,
      )
      .run(leafId)
  }
  database.prepare('UPDATE conversations SET leaf_id = ? WHERE id = ?').run(leafId, conversationId)
}

/**
 * Deletes a question with all that follows it, or a reply alone: what followed the reply then follows the reply that
 * takes its place, or else the question. Another branch is shown if this one was. Other branches are left as they are.
 */
export function deleteNode(database: DatabaseSync, node: TreeNode, now: number): void {
  const standIn = node.role === 'user' ? neighbour(database, node, null) : neighbour(database, node, 'assistant')
  const before = leafOf(database, node.conversationId)
  if (node.role === 'user') database.prepare(deleteBranch).run({ id: node.id, now })
  else {
    database.prepare('UPDATE messages SET deleted_at = ?, deleted_with = id WHERE id = ?').run(now, node.id)
    database
      .prepare(
        `UPDATE messages SET parent_id = :standIn, moved_from = coalesce(moved_from, :id)
        WHERE conversation_id = :conversation AND parent_id = :id`,
      )
      .run({ id: node.id, conversation: node.conversationId, standIn })
  }
  if (before === null) return
  if (isLiving(database, before)) showLeaf(database, node.conversationId, before)
  else showLeaf(database, node.conversationId, standIn === null ? null : leafUnder(database, standIn))
}

/** Brings back what was deleted with this message, and shows it if all that is before it is there. */
export function restoreNode(database: DatabaseSync, { id, conversationId }: TreeNode): void {
  database
    .prepare(
      `UPDATE messages SET deleted_at = NULL, deleted_with = NULL WHERE conversation_id = ? AND deleted_with = ?`,
    )
    .run(conversationId, id)
  database
    .prepare(
      'UPDATE messages SET parent_id = :id, moved_from = NULL WHERE conversation_id = :conversation AND moved_from = :id',
    )
    .run({ id, conversation: conversationId })
  if (isLiving(database, id)) showLeaf(database, conversationId, leafUnder(database, id))
}

/** What stands in the same place: the one before it, else the one after it, else what it follows. */
function neighbour(database: DatabaseSync, node: TreeNode, role: Message['role'] | null): string | null {
  const ids = database
    .prepare(
      `SELECT id FROM messages
      WHERE conversation_id = :conversation AND parent_id IS :parent
        AND (id = :id OR (deleted_at IS NULL AND (:role IS NULL OR role = :role)))
      ORDER BY created_at, rowid`,
    )
    .all({ conversation: node.conversationId, parent: node.parentId, id: node.id, role })
    .map((row) => String(row['id']))
  const index = ids.indexOf(node.id)
  return ids[index - 1] ?? ids[index + 1] ?? node.parentId
}

function isLiving(database: DatabaseSync, id: string): boolean {
  const row = database
    .prepare(`${pathIds} SELECT 1 FROM path JOIN messages m ON m.id = path.id WHERE m.deleted_at IS NOT NULL LIMIT 1`)
    .get(id)
  return row === undefined
}

function leafOf(database: DatabaseSync, conversationId: string): string | null {
  return textOrNull(database.prepare('SELECT leaf_id FROM conversations WHERE id = ?').get(conversationId)?.['leaf_id'])
}

function toMessage(row: Record<string, unknown>): Message {
  const id = String(row['id'])
  const siblings = JSON.parse(String(row['siblings'])) as readonly string[]
  const branches = siblings.length > 1 ? { siblings } : {}
  return row['role'] === 'user'
    ? { role: 'user', id, text: String(row['text']), createdAt: Number(row['created_at']), ...branches }
    : { role: 'assistant', id, reply: toReply(id, String(row['text']), String(row['reply'])), ...branches }
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
