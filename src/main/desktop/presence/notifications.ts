import { setTimeout as wait } from 'node:timers/promises'
import { Notification } from 'electron'
import type { Words } from '../../../shared/locales/en'
import type { Settings } from '../../../shared/settings'
import type { Core } from '../../core'
import type { EndedReply } from '../../replies/running-replies'
import { notificationText, type NotificationText } from './notification-text'

/** Tells of what happens out of sight, through the system. Where that has no notifications, nothing is shown. */
export interface Notifications {
  /** One of the same kind takes the place of the last. `onClick`: the user wants to see it. */
  show(kind: string, text: NotificationText, onClick: () => void): void
}

/** What is known when a reply ends. */
export interface ReplyNotificationParts {
  readonly core: Pick<Core, 'conversations' | 'providers'>
  readonly words: () => Words
  readonly settings: () => Pick<Settings, 'notifyReplies'>
  readonly openConversation: (id: string) => void
}

const seenWithinMs = 500

/** Starts with none shown. */
export function createNotifications(): Notifications {
  // One that is let go is collected, and its click with it.
  const shown = new Map<string, Notification>()
  return {
    show(kind, { title, body }, onClick) {
      if (!Notification.isSupported()) return
      shown.get(kind)?.close()
      const notification = new Notification({ title, body: process.platform === 'linux' ? escaped(body) : body })
      const forget = (): void => {
        if (shown.get(kind) === notification) shown.delete(kind)
      }
      notification.on('click', () => {
        forget()
        onClick()
      })
      notification.on('close', forget)
      notification.on('failed', forget)
      shown.set(kind, notification)
      notification.show()
    },
  }
}

/** Tells of a reply that ended, unless the user stopped it, sees it, or wants no such thing. */
export async function notifyOfReply(
  notifications: Notifications,
  { conversationId, reply, seen }: EndedReply,
  isInFront: boolean,
  { core, words, settings, openConversation }: ReplyNotificationParts,
): Promise<void> {
  const isStopped = reply.finish?.unified === 'aborted'
  if (isStopped || !settings().notifyReplies || (seen && isInFront)) return
  // A quick reply may have ended before the window that asked for it shows it.
  if (isInFront) await wait(seenWithinMs)
  const conversation = core.conversations.summary(conversationId)
  if (!conversation || (isInFront && conversation.unseen === null)) return
  const provider = (await core.providers.list()).find(({ id }) => id === reply.providerId)
  const text = notificationText(conversation.title, reply, provider?.name ?? reply.providerId, words())
  notifications.show(conversationId, text, () => openConversation(conversationId))
}

/** Linux desktops read the body as markup: what a model wrote must be nothing but text in it. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
