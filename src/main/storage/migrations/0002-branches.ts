/**
 * Branches can be gone back to, and messages deleted and brought back.
 *
 * `next_id` is the message that was last looked at after this one. `deleted_with` names the message with which this one
 * was deleted: itself, or a question before it. `moved_from` is the deleted reply that this message followed before.
 */
export const branchesMigration = `
ALTER TABLE messages ADD COLUMN next_id TEXT;
ALTER TABLE messages ADD COLUMN deleted_at INTEGER;
ALTER TABLE messages ADD COLUMN deleted_with TEXT;
ALTER TABLE messages ADD COLUMN moved_from TEXT;

DROP INDEX messages_by_conversation;
CREATE INDEX messages_by_place ON messages (conversation_id, parent_id, created_at);
CREATE INDEX messages_deleted ON messages (deleted_at) WHERE deleted_at IS NOT NULL;
`
