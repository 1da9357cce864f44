import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { Notice } from '../shared/ipc'
import type { ProviderInfo } from '../shared/providers'
import { createNetwork, type Network } from './network/network'
import { createNetworkLog, type NetworkLog } from './network/network-log'
import type { ReplyRequest } from './providers/provider'
import { Providers, type SessionProvider } from './providers/providers'
import { RunningReplies, type EndedReply } from './replies/running-replies'
import { createStreamRecorder, type StreamRecorder } from './replies/stream-recorder'
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
  /** Providers of this run only. */
  readonly session: readonly SessionProvider[]
  /** What Chromium says of the system's proxy for an address, as a PAC string. */
  readonly systemProxyFor: (url: string) => Promise<string>
  readonly settings: SettingsStore
  readonly keys: KeyStore
  readonly context: () => Pick<ReplyRequest, 'system' | 'language'>
  /** False: nothing of this run's conversations is kept. */
  readonly save: boolean
  readonly announceConversation?: (change: ConversationChange) => void
  readonly announceProviders?: (list: readonly ProviderInfo[]) => void
  readonly onReplyEnded?: (end: EndedReply) => void
}

/** Everything without a window: the app and the terminal both run on it. Imports no Electron. */
export interface Core {
  readonly conversations: ConversationStore
  readonly replies: RunningReplies
  readonly providers: Providers
  readonly recorder: StreamRecorder
  readonly networkLog: NetworkLog
  readonly network: Network
  readonly notices: readonly Notice[]
  /** After sleep or a change of network: new connections are made, dead ones given up soon, waiting tries begin now. */
  connectionChanged(): void
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
  for (const { conversationId } of journal.recover(() => lock.livingOwners()))
    conversations.markUnseen(conversationId, 'error')
  conversations.purgeDeleted()
  const recorder = createStreamRecorder()
  const networkLog = createNetworkLog()
  const network = createNetwork({ systemProxyFor: parts.systemProxyFor, log: networkLog })
  const providers = new Providers({ ...parts, network, announce: parts.announceProviders ?? (() => {}) })
  const replies = new RunningReplies({
    conversations,
    journal,
    answererFor: async (providerId, replyId) => ({
      ...(await providers.answererFor(providerId)),
      recorder: recorder.record(replyId),
    }),
    context: parts.context,
    ...(parts.onReplyEnded ? { onEnded: parts.onReplyEnded } : {}),
  })
  return {
    conversations,
    replies,
    providers,
    recorder,
    networkLog,
    network,
    notices: [
      ...(settings.keptAs ? [{ type: 'settings-reset', keptAs: settings.keptAs } as const] : []),
      ...(keptAs ? [{ type: 'database-reset', keptAs: basename(keptAs) } as const] : []),
    ],
    connectionChanged() {
      network.renew()
      replies.connectionChanged()
    },
    close() {
      replies.stopAll()
      network.close()
      database.close()
      lock.release()
    },
  }
}
