import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { Notice } from '../shared/ipc'
import type { ProviderInfo } from '../shared/providers'
import type { Environment } from './environment'
import type { ReplyRequest } from './providers/provider'
import { Providers } from './providers/providers'
import { RunningReplies } from './replies/running-replies'
import { ConversationStore, type ConversationChange } from './storage/conversation-store'
import { openDatabase } from './storage/database'
import type { KeyStore } from './storage/key-store'
import { takeOwnerLock } from './storage/owner-lock'
import { ReplyJournal } from './storage/reply-journal'
import type { SettingsStore } from './storage/settings-store'

/** What the core is built from. */
export interface CoreParts {
  /** The user's data folder. */
  readonly folder: string
  readonly guideFolder: string
  readonly environment: Environment
  readonly settings: SettingsStore
  readonly keys: KeyStore
  readonly context: () => Pick<ReplyRequest, 'system' | 'language'>
  /** False: nothing of this run's conversations is kept. */
  readonly save: boolean
  readonly announceConversation?: (change: ConversationChange) => void
  readonly announceProviders?: (list: readonly ProviderInfo[]) => void
}

/** Everything without a window: the app and the terminal both run on it. Imports no Electron. */
export interface Core {
  readonly conversations: ConversationStore
  readonly replies: RunningReplies
  readonly providers: Providers
  readonly notices: readonly Notice[]
  /** Stops running replies with their text kept, and closes the files. */
  close(): void
}

/** Opens the data folder, closes what a dead process left running, and puts the parts together. Throws AppError `storage`. */
export function openCore(parts: CoreParts): Core {
  const { folder, settings } = parts
  const { database, keptAs } = openDatabase(parts.save ? join(folder, 'conversations.db') : ':memory:')
  const lock = takeOwnerLock(join(folder, 'running'), randomUUID())
  const conversations = new ConversationStore(database, parts.announceConversation)
  const journal = new ReplyJournal(database, lock.owner)
  for (const { conversationId } of journal.recover(lock.livingOwners()))
    conversations.markUnseen(conversationId, 'error')
  conversations.purgeDeleted()
  const providers = new Providers({ ...parts, announce: parts.announceProviders ?? (() => {}) })
  const replies = new RunningReplies({
    conversations,
    journal,
    providerFor: (id) => providers.get(id),
    context: parts.context,
  })
  return {
    conversations,
    replies,
    providers,
    notices: [
      ...(settings.keptAs ? [{ type: 'settings-reset', keptAs: settings.keptAs } as const] : []),
      ...(keptAs ? [{ type: 'database-reset', keptAs: basename(keptAs) } as const] : []),
    ],
    close() {
      replies.stopAll()
      database.close()
      lock.release()
    },
  }
}
