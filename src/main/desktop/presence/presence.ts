import type { BrowserWindow } from 'electron'
import type { ConversationSummary } from '../../../shared/conversation'
import type { Words } from '../../../shared/locales/en'
import type { Settings } from '../../../shared/settings'
import type { Core } from '../../core'
import type { EndedReply } from '../../replies/running-replies'
import { openTray } from '../tray/tray'
import { awaitTray } from '../tray/tray-host'
import type { TrayActions, TrayContent } from '../tray/tray-menu'
import { createBusySigns } from './busy-signs'
import { showInJumpList } from './jump-list'
import { createNotifications, notifyOfReply } from './notifications'

/** What the desktop shows of Runnel beside its windows. */
export interface Presence {
  /** Something changed of conversations, replies, settings or words. Called often; drawn once, soon. */
  changed(): void
  /** A reply ended. `isInFront`: one of our windows has the focus. */
  replyEnded(end: EndedReply, isInFront: boolean): Promise<void>
  /** The main window has just gone into the tray. */
  wentIntoTray(): void
  close(): void
}

/** What it shows and does. */
export interface PresenceParts {
  readonly core: Pick<Core, 'conversations' | 'replies' | 'providers'>
  readonly words: () => Words
  readonly settings: () => Settings
  readonly actions: () => TrayActions
  readonly mainWindow: () => BrowserWindow | null
  /** The desktop's name and its D-Bus; empty and null where there is no such thing. */
  readonly desktop: string
  readonly busAddress: string | null
}

const recentCount = 5

/** Shows the tray icon, and from then on what happens out of sight. To be called after the first paint. */
export function openPresence(parts: PresenceParts): Presence {
  const { core, words, settings, actions } = parts
  const open = () => openTray({ ...parts, words: () => words().tray })
  let tray = open()
  const busySigns = createBusySigns()
  const notifications = createNotifications()
  let pending: NodeJS.Immediate | null = null
  let drawn = ''
  let isClosed = false
  const draw = (): void => {
    pending = null
    const content = contentOf(core)
    busySigns.update(content.running.length > 0, parts.mainWindow())
    const { trayClick, trayIcon } = settings()
    const { quickAsk } = actions()
    const looks = JSON.stringify([content, words().tray, trayClick, trayIcon, quickAsk?.hotkey, quickAsk?.isPaused])
    // A menu that is open closes when it is made anew.
    if (looks === drawn) return
    drawn = looks
    tray.update(content)
    showInJumpList(content.recent, words().tray, actions())
  }
  draw()
  const stopAwaiting = awaitTray(parts.busAddress, () => {
    tray.close()
    tray = open()
    drawn = ''
    draw()
  })
  return {
    changed() {
      if (!isClosed) pending ??= setImmediate(draw)
    },
    replyEnded: (end, isInFront) =>
      notifyOfReply(notifications, end, isInFront, {
        ...parts,
        openConversation: (id) => actions().openConversation(id),
      }),
    wentIntoTray() {
      const { inTray, inTrayNote } = words().notifications
      notifications.show('tray', { title: inTray, body: inTrayNote }, () => actions().open())
    },
    close() {
      isClosed = true
      if (pending) clearImmediate(pending)
      stopAwaiting()
      busySigns.update(false, null)
      tray.close()
    },
  }
}

function newestFirst(one: ConversationSummary, other: ConversationSummary): number {
  return other.updatedAt - one.updatedAt
}

function contentOf({ conversations, replies }: PresenceParts['core']): TrayContent {
  const running = replies.running().map(({ replyId, conversationId }) => ({
    replyId,
    conversationId,
    title: conversations.summary(conversationId)?.title ?? '',
  }))
  const unseen = conversations.unseen()
  // What the icon tells of is always within reach.
  const latest = conversations.list({ query: '', before: null, limit: recentCount })
  const seen = latest.filter((one) => one.unseen === null).toSorted(newestFirst)
  const recent = [...unseen, ...seen].filter(({ id }) => running.every(({ conversationId }) => conversationId !== id))
  return {
    running: running.map(({ replyId, title }) => ({ replyId, title })),
    recent: recent
      .slice(0, recentCount)
      .toSorted(newestFirst)
      .map(({ id, title }) => ({ id, title })),
    unseen: unseen.find(({ unseen: mark }) => mark === 'error')?.unseen ?? unseen[0]?.unseen ?? null,
  }
}
