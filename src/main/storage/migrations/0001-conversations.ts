/**
 * Conversations are trees: every message names the one before it, and `leaf_id` says which branch is shown.
 * `owner` is set while a reply runs and names the process that runs it; `reply_events` is its journal.
 */
export const conversationsMigration = `
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  provider_id TEXT,
  model TEXT,
  leaf_id TEXT,
  unseen TEXT,
  deleted_at INTEGER
) STRICT;
CREATE INDEX conversations_by_time ON conversations (updated_at DESC) WHERE deleted_at IS NULL;

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  parent_id TEXT,
  role TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  reply TEXT,
  owner TEXT
) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id);
CREATE INDEX messages_running ON messages (owner) WHERE owner IS NOT NULL;

CREATE TABLE reply_events (
  reply_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (reply_id, sequence)
) STRICT, WITHOUT ROWID;
`
