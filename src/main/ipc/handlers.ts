import { AppError } from '../../shared/errors'
import type { HotkeyInfo, HotkeyProblem } from '../../shared/popup/hotkey-info'
import type { DesktopFacts, Notice, SettingsSection } from '../../shared/ipc'
import { typedPart } from '../../shared/popup/popup-question'
import type { Settings } from '../../shared/settings'
import type { Updates } from '../desktop/updates/updates'
import type { NetworkLog } from '../network/network-log'
import type { Providers } from '../providers/providers'
import type { ReplyBatch } from '../replies/reply-runner'
import type { StreamRecorder } from '../replies/stream-recorder'
import type { RunningReplies } from '../replies/running-replies'
import type { ConversationStore } from '../storage/conversation-store'
import type { SettingsStore } from '../storage/settings-store'
import type { Caller, Handlers } from './serve'

/** What requests are answered with: the parts of the app, and what only Electron can do. */
export interface HandlerParts {
  readonly conversations: ConversationStore
  readonly replies: RunningReplies
  readonly providers: Providers
  readonly settings: SettingsStore
  readonly recorder: StreamRecorder
  readonly connectionChanged: () => void
  readonly networkLog: NetworkLog
  readonly notices: () => readonly Notice[]
  readonly settingsChanged: (settings: Settings) => void
  /** A page listens before it asks for the settings, which it does first of all. */
  readonly pageListens: (windowId: number) => void
  readonly sendBatch: (windowId: number, batch: ReplyBatch) => void
  /** Whether this window is on the screen: not hidden, not minimised. */
  readonly isWindowShown: (windowId: number) => boolean
  /** Called with the undo of what was set up for a window, to be run when that window goes or reloads. */
  readonly onWindowGone: (windowId: number, undo: () => void) => void
  readonly keyWindow: KeyWindowParts
  readonly popup: PopupParts
  /** Asks where to, and saves these files; the name is without an ending. */
  readonly saveFiles: (name: string, files: Readonly<Record<string, string>>) => Promise<boolean>
  readonly openLink: (url: string, caller: Caller) => Promise<boolean>
  readonly writeClipboard: (text: string, html: string | undefined) => void
  readonly desktop: DesktopParts
  readonly showFolder: () => void
  readonly updates: Updates
  readonly about: { readonly version: string; readonly electron: string; readonly dataFolder: string }
}

/** The small window in which a key is typed. */
export interface KeyWindowParts {
  open(providerId: string, caller: Caller): void
  close(windowId: number): void
  /** Whose key is typed in this window. */
  providerOf(windowId: number): string
}

/** The popup and its hotkey. */
export interface PopupParts {
  hide(): void
  fit(contentHeight: number): void
  hold(held: boolean): void
  asked(conversationId: string): void
  openInMain(conversationId: string | null, text: string): void
  openSettings(section: SettingsSection): void
  readContext(kind: 'selection' | 'clipboard'): string | null
  hotkeyInfo(): HotkeyInfo
  changeHotkey(accelerator: string): Promise<HotkeyProblem | null>
  pauseHotkey(paused: boolean): void
}

/** What Runnel has beside its windows on this desktop. */
export interface DesktopParts {
  facts(): Promise<DesktopFacts>
  startAtLogin(on: boolean): Promise<void>
}

/** One line a request: what answers it. */
export function createHandlers(parts: HandlerParts): Handlers {
  return {
    ...conversationHandlers(parts),
    ...replyHandlers(parts),
    ...providerHandlers(parts),
    ...popupHandlers(parts),
    ...appHandlers(parts),
  }
}

function conversationHandlers({ conversations, replies }: HandlerParts) {
  return {
    'conversations.list': (input) => conversations.list(input),
    'conversations.get': ({ id, last }) => conversations.get(id, last),
    'conversations.rename': ({ id, title }) => done(conversations.rename(id, title)),
    'conversations.pin': ({ id, pinned }) => done(conversations.pin(id, pinned)),
    'conversations.delete': ({ id }) => {
      for (const replyId of conversations.running(id)) replies.stop(replyId)
      return done(conversations.remove(id))
    },
    'conversations.restore': ({ id }) => done(conversations.restore(id)),
    'conversations.see': ({ id }) => done(conversations.markUnseen(id, null)),
    'conversations.show-branch': ({ messageId }) => done(conversations.showBranch(messageId)),
    'messages.before': ({ id, last }) => conversations.before(id, last),
    'messages.delete': ({ id }) => done(replies.delete(id)),
    'messages.restore': ({ id }) => done(conversations.restoreMessage(id)),
  } satisfies Partial<Handlers>
}

function replyHandlers(parts: HandlerParts) {
  const { replies } = parts
  const attached = createAttachments(parts)
  return {
    'reply.start': ({ conversationId, text, choice }, { kind }) => {
      const { ended: _, ...started } = replies.start(conversationId, text, choice)
      if (kind === 'popup' && conversationId === null) parts.popup.asked(started.conversationId)
      return started
    },
    'question.edit': ({ questionId, text, choice }) => ({ replyId: replies.edit(questionId, text, choice).replyId }),
    'question.ask': ({ questionId, choice }) => ({ replyId: replies.askAgain(questionId, choice).replyId }),
    'reply.retry': ({ replyId, choice }) => ({ replyId: replies.retry(replyId, choice).replyId }),
    'reply.continue': ({ replyId }) => {
      replies.continue(replyId)
      return null
    },
    'reply.stop': ({ replyId }) => done(replies.stop(replyId)),
    'reply.hurry': ({ replyId }) => done(replies.hurry(replyId)),
    'reply.attach': ({ replyId }, caller) => attached.attach(replyId, caller.windowId),
    'reply.detach': ({ replyId }, caller) => done(attached.detach(replyId, caller.windowId)),
  } satisfies Partial<Handlers>
}

function appHandlers(parts: HandlerParts) {
  const { settings } = parts
  return {
    'settings.get': (_, { windowId }) => {
      parts.pageListens(windowId)
      return { settings: settings.get(), notices: parts.notices() }
    },
    'settings.change': async (change) => {
      const changed = await settings.change(withoutUndefined(change))
      parts.settingsChanged(changed)
      return changed
    },

    'connection.changed': () => done(parts.connectionChanged()),
    'recording.read': ({ replyId, from }) => parts.recorder.read(replyId, from),
    'recording.export': async ({ replyId }) => {
      const files = parts.recorder.exportSse(replyId)
      return { saved: files !== null && (await parts.saveFiles(`runnel-${replyId}`, { ...files })) }
    },
    'network-log.read': () => parts.networkLog.entries(),
    'link.open': async ({ url }, caller) => ({ opened: await parts.openLink(url, caller) }),
    'clipboard.write': ({ text, html }) => done(parts.writeClipboard(text, html)),
    'desktop.get': () => parts.desktop.facts(),
    'desktop.start-at-login': async ({ on }) => done(await parts.desktop.startAtLogin(on)),
    'folder.show': () => done(parts.showFolder()),
    'updates.check': () => parts.updates.check(),
    'updates.download': () => parts.updates.download(),
    'updates.install': () => done(parts.updates.install()),
    'updates.get': () => parts.updates.state(),
    'about.get': () => parts.about,
  } satisfies Partial<Handlers>
}

function providerHandlers({ providers, keyWindow }: HandlerParts) {
  return {
    'providers.list': () => providers.list(),
    'providers.add': (input) => providers.add(input),
    'providers.change': async (change) => done(await providers.change(change)),
    'providers.remove': async ({ id }) => done(await providers.remove(id)),
    'providers.test': ({ id }) => providers.test(id),
    'providers.find-local': () => providers.findLocal(),
    'providers.use-local': async ({ providerId }) => done(await providers.useLocal(providerId)),

    'keys.edit': ({ providerId }, caller) => done(keyWindow.open(providerId, caller)),
    'keys.remove': async ({ providerId }) => done(await providers.removeKey(providerId)),
    'key-window.get': (_, caller) => providers.keyPage(keyWindow.providerOf(caller.windowId)),
    'key-window.save': async ({ secret, test, sessionOnly }, caller) => {
      const providerId = keyWindow.providerOf(caller.windowId)
      if (test) await providers.test(providerId, secret)
      await providers.setKey(providerId, secret, sessionOnly)
      // The answer must be on its way before the process that typed the key ends.
      setImmediate(() => keyWindow.close(caller.windowId))
      return { saved: true }
    },
    'key-window.close': (_, caller) => done(keyWindow.close(caller.windowId)),
  } satisfies Partial<Handlers>
}

function popupHandlers({ popup, conversations, onWindowGone }: HandlerParts) {
  return {
    'popup.hide': () => done(popup.hide()),
    'popup.fit': ({ height }) => done(popup.fit(height)),
    'popup.hold': ({ held }) => done(popup.hold(held)),
    'popup.open-in-main': ({ conversationId, text }) => done(popup.openInMain(conversationId, text)),
    'popup.open-settings': ({ section }) => done(popup.openSettings(section)),
    'popup.read-context': ({ kind }) => ({ text: popup.readContext(kind) }),
    'popup.earlier-questions': () => conversations.latestQuestions().map(typedPart),
    'hotkey.get': () => popup.hotkeyInfo(),
    'hotkey.change': async ({ accelerator }) => ({ problem: await popup.changeHotkey(accelerator) }),
    'hotkey.pause': ({ paused }, { windowId }) => {
      popup.pauseHotkey(paused)
      if (paused) onWindowGone(windowId, () => popup.pauseHotkey(false))
      return null
    },
  } satisfies Partial<Handlers>
}

/** Which window listens to which reply. A window that attaches again takes the place of itself. */
function createAttachments({ replies, sendBatch, isWindowShown, onWindowGone }: HandlerParts) {
  const detachers = new Map<string, () => void>()
  const keyOf = (replyId: string, windowId: number) => `${windowId} ${replyId}`

  function detach(replyId: string, windowId: number): void {
    detachers.get(keyOf(replyId, windowId))?.()
    detachers.delete(keyOf(replyId, windowId))
  }

  return {
    detach,
    attach(replyId: string, windowId: number) {
      detach(replyId, windowId)
      const listener = (batch: ReplyBatch): void => {
        sendBatch(windowId, batch)
        if (batch.events.some((event) => event.type === 'reply-end')) detach(replyId, windowId)
      }
      const attached = replies.attach(replyId, listener, () => isWindowShown(windowId))
      if (!attached) return null
      detachers.set(keyOf(replyId, windowId), attached.detach)
      onWindowGone(windowId, () => detach(replyId, windowId))
      return { reply: attached.reply, sequence: attached.sequence }
    },
  }
}

/** The answer of a request that only does something. */
function done(_outcome: void): null {
  return null
}

/** zod's optional fields may be there as `undefined`; a setting never is. */
function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  if (entries.length === 0) throw new AppError({ code: 'invalid-request', detail: 'Nothing to change.' })
  return Object.fromEntries(entries) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> }
}
