import * as z from 'zod/mini'
import type { Conversation, ConversationSummary, Message } from './conversation'
import type { AppErrorData } from './errors'
import type { NetworkLogEntry } from './network-log'
import type { HotkeyInfo, HotkeyProblem } from './popup/hotkey-info'
import type { LocalServer, Model, ProviderInfo } from './providers'
import type { Recording } from './recording'
import type { Reply, ReplyEvent } from './reply'
import type { UpdateState } from './updates/update-state'
import { providerChangeSchema, protocolSchema, settingsChangeSchema, type Settings } from './settings'

// The whole contract between windows and the main process. Windows and preload `import type` from here;
// only main imports the values, because only main must not trust what it is sent.

/** The kinds of window there are. Each request names the kinds that may make it. */
export type WindowKind = 'main' | 'key' | 'popup'

interface RequestSpec<Input extends z.ZodMiniType, Output> {
  readonly input: Input
  readonly from: readonly WindowKind[]
  readonly output?: () => Output
}

/** Where there are conversations. */
const chat: readonly WindowKind[] = ['main', 'popup']

const request = <Input extends z.ZodMiniType>(input: Input, from: readonly WindowKind[] = ['main']) => ({
  returns: <Output>(): RequestSpec<Input, Output> => ({ input, from }),
})

const text = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most))
const trimmed = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))
const id = text(1, 64)
const nothing = z.object({})
const question = text(1, 10_000_000)
const secret = trimmed(1, 10_000)
const messageCount = z.int().check(z.minimum(1), z.maximum(100_000))
const choice = z.object({ providerId: id, model: text(0, 200) })

const settingsSection = z.enum(['general', 'desktop', 'popup', 'providers', 'network', 'data', 'about'])
/** The pages of settings. */
export type SettingsSection = z.output<typeof settingsSection>

/** Window → main. Name = noun.verb. To add one: a line here and a line in main/ipc/handlers.ts. */
export const requests = {
  /** Newest first; `before` is the `updatedAt` of the last row that the window has. */
  'conversations.list': request(
    z.object({
      query: text(0, 500),
      before: z.nullable(z.number()),
      limit: z.int().check(z.minimum(1), z.maximum(500)),
    }),
  ).returns<readonly ConversationSummary[]>(),
  /** With all its messages, or the last so many of them. */
  'conversations.get': request(z.object({ id, last: z.optional(messageCount) }), chat).returns<Conversation | null>(),
  /** The last so many messages before this one, oldest first. */
  'messages.before': request(z.object({ id, last: messageCount }), chat).returns<readonly Message[]>(),
  'conversations.rename': request(z.object({ id, title: trimmed(1, 200) })).returns<null>(),
  'conversations.pin': request(z.object({ id, pinned: z.boolean() })).returns<null>(),
  'conversations.delete': request(z.object({ id }), chat).returns<null>(),
  'conversations.restore': request(z.object({ id }), chat).returns<null>(),
  'conversations.see': request(z.object({ id }), chat).returns<null>(),
  /** Shows the branch of this message, with what was last looked at after it. */
  'conversations.show-branch': request(z.object({ messageId: id }), chat).returns<null>(),
  /** Deletes a question with what follows it, or a reply alone. What runs of it is stopped; other branches stay. */
  'messages.delete': request(z.object({ id }), chat).returns<null>(),
  /** Brings back what was deleted with this message, and shows it. */
  'messages.restore': request(z.object({ id }), chat).returns<null>(),

  /** Stores the question, then starts the reply. No conversation: a new one is made. */
  'reply.start': request(
    z.object({
      conversationId: z.nullable(id),
      text: question,
      choice,
    }),
    chat,
  ).returns<{ conversationId: string; questionId: string; replyId: string }>(),
  /** Asks a question in other words, as a branch beside the old one. */
  'question.edit': request(z.object({ questionId: id, text: question, choice }), chat).returns<{ replyId: string }>(),
  /** Asks a stored question once more: another reply, as a branch. */
  'question.ask': request(z.object({ questionId: id, choice }), chat).returns<{ replyId: string }>(),
  /** Gives a reply up and asks again. One with nothing in it is replaced, any other stays as a branch. */
  'reply.retry': request(z.object({ replyId: id, choice }), chat).returns<{ replyId: string }>(),
  /** Goes on in the same message from the text it has. */
  'reply.continue': request(z.object({ replyId: id }), chat).returns<null>(),
  'reply.stop': request(z.object({ replyId: id }), chat).returns<null>(),
  /** Makes the next try now, if the reply waits for one. */
  'reply.hurry': request(z.object({ replyId: id }), chat).returns<null>(),
  /** The reply so far; batches with a higher sequence follow to this window. Null: no such reply. */
  'reply.attach': request(z.object({ replyId: id }), chat).returns<{ reply: Reply; sequence: number } | null>(),
  'reply.detach': request(z.object({ replyId: id }), chat).returns<null>(),

  'settings.get': request(nothing, ['main', 'key', 'popup']).returns<{
    settings: Settings
    notices: readonly Notice[]
  }>(),
  'settings.change': request(settingsChangeSchema, chat).returns<Settings>(),

  'providers.list': request(nothing, chat).returns<readonly ProviderInfo[]>(),
  /** Adds a provider from its address. The answer carries the new id. */
  'providers.add': request(
    z.object({
      presetId: z.nullable(id),
      name: trimmed(1, 80),
      baseUrl: trimmed(0, 2000),
      protocol: protocolSchema,
    }),
  ).returns<{ id: string }>(),
  /** Null takes a setting back to what suits the provider. */
  'providers.change': request(providerChangeSchema).returns<null>(),
  'providers.remove': request(z.object({ id })).returns<null>(),
  /** Asks the provider for its models with the stored key: how long it took, and the list. */
  'providers.test': request(z.object({ id }), chat).returns<{ tookMs: number; models: readonly Model[] }>(),
  /** Looks for model servers on this computer. */
  'providers.find-local': request(nothing, chat).returns<readonly LocalServer[]>(),
  /** Takes a local server into use with the models it lists. */
  'providers.use-local': request(z.object({ providerId: id }), chat).returns<null>(),

  /** Opens the small window in which a key is typed. */
  'keys.edit': request(z.object({ providerId: id }), chat).returns<null>(),
  'keys.remove': request(z.object({ providerId: id })).returns<null>(),
  /** Whose key this key window is for. */
  'key-window.get': request(nothing, ['key']).returns<{ providerName: string; keyPage: string | null }>(),
  /** Tests the typed key (unless told not to) and keeps it; the window closes when it is kept. */
  'key-window.save': request(z.object({ secret, test: z.boolean(), sessionOnly: z.boolean() }), ['key']).returns<{
    saved: true
  }>(),
  'key-window.close': request(nothing, ['key']).returns<null>(),

  // The popup and its hotkey.
  /** Hides the popup and gives the focus back to the app in front. */
  'popup.hide': request(nothing, ['popup']).returns<null>(),
  /** The height of the popup's content in its pixels; the window takes it, up to a part of the display. */
  'popup.fit': request(z.object({ height: z.int().check(z.minimum(0), z.maximum(100_000)) }), [
    'popup',
  ]).returns<null>(),
  /** While it is held, a click elsewhere does not hide the popup: it is pinned, or an input method is at work. */
  'popup.hold': request(z.object({ held: z.boolean() }), ['popup']).returns<null>(),
  /** Hands the conversation, its running reply included, or an unsent question to the main window; the popup starts afresh. */
  'popup.open-in-main': request(z.object({ conversationId: z.nullable(id), text: text(0, 10_000_000) }), [
    'popup',
  ]).returns<null>(),
  'popup.open-settings': request(z.object({ section: settingsSection }), ['popup']).returns<null>(),
  /** Text from outside, cut at a length that any model takes. Null where the system has no such thing. */
  'popup.read-context': request(z.object({ kind: z.enum(['selection', 'clipboard']) }), ['popup']).returns<{
    text: string | null
  }>(),
  /** What was last asked, newest first, without the text that went with it. */
  'popup.earlier-questions': request(nothing, ['popup']).returns<readonly string[]>(),
  'hotkey.get': request(nothing).returns<HotkeyInfo>(),
  /** Takes another hotkey into use. When it cannot be had, the old one stays. Empty: none. */
  'hotkey.change': request(z.object({ accelerator: text(0, 100) })).returns<{ problem: HotkeyProblem | null }>(),
  /** Lets go of the hotkey while another one is being pressed, until told otherwise or until the page is gone. */
  'hotkey.pause': request(z.object({ paused: z.boolean() })).returns<null>(),

  /** Hands a link to the system, if its scheme is allowed; `http:` asks first. */
  'link.open': request(z.object({ url: text(0, 8000) }), ['main', 'key', 'popup']).returns<{ opened: boolean }>(),
  /** Puts text, and the same as HTML if given, on the clipboard. */
  'clipboard.write': request(
    z.object({ text: text(0, 50_000_000), html: z.optional(text(0, 50_000_000)) }),
    chat,
  ).returns<null>(),
  /** A window noticed that the network came back or changed. */
  'connection.changed': request(nothing, chat).returns<null>(),
  /** What was recorded of a reply's stream, from the `from`th entry on. Null: nothing is kept of it any more. */
  'recording.read': request(z.object({ replyId: id, from: z.int().check(z.minimum(0)) })).returns<Recording | null>(),
  /** Asks where to, and saves the recording as `.sse` and `.json`. */
  'recording.export': request(z.object({ replyId: id })).returns<{ saved: boolean }>(),
  /** Every connection that the app made since it started, oldest first. */
  'network-log.read': request(nothing).returns<readonly NetworkLogEntry[]>(),
  'desktop.get': request(nothing).returns<DesktopFacts>(),
  'desktop.start-at-login': request(z.object({ on: z.boolean() })).returns<null>(),
  'folder.show': request(nothing, chat).returns<null>(),
  /** Looks for a newer Runnel, loads the one that was found, or puts the loaded one in this one's place. */
  'updates.check': request(nothing).returns<UpdateState>(),
  'updates.download': request(nothing).returns<UpdateState>(),
  'updates.install': request(nothing).returns<null>(),
  'updates.get': request(nothing).returns<UpdateState>(),
  'about.get': request(nothing).returns<{ version: string; electron: string; dataFolder: string }>(),
} as const

export type Requests = typeof requests
export type RequestName = keyof Requests
/** What a window sends. */
export type InputOf<Name extends RequestName> = z.input<Requests[Name]['input']>
/** What a handler gets, parsed. */
export type ParsedInputOf<Name extends RequestName> = z.output<Requests[Name]['input']>
export type OutputOf<Name extends RequestName> = ReturnType<NonNullable<Requests[Name]['output']>>

/** What Runnel has on this desktop beside its windows. */
export interface DesktopFacts {
  readonly hasTray: boolean
  readonly startsAtLogin: boolean
}

/** Something that the user should know but that stopped nothing. */
export type Notice =
  /** The settings file could not be read; it was kept beside the new one under this name. */
  | { readonly type: 'settings-reset'; readonly keptAs: string }
  /** The database could not be read; it was kept under this name. */
  | { readonly type: 'database-reset'; readonly keptAs: string }
  /** Another program has the popup's hotkey. */
  | { readonly type: 'hotkey-taken'; readonly accelerator: string }

/** Main → windows. Pure types: main is trusted, so nothing is parsed on arrival. */
export interface Events {
  'reply.events': { readonly replyId: string; readonly sequence: number; readonly events: readonly ReplyEvent[] }
  'conversations.changed': { readonly conversation: ConversationSummary } | { readonly removedId: string }
  'settings.changed': Settings
  'providers.changed': readonly ProviderInfo[]
  'updates.changed': UpdateState
  /** The popup is about to be shown; `text` goes into its question field. */
  'popup.shown': { readonly text: string | null }
  /** The popup starts afresh, unseen. */
  'popup.cleared': Record<string, never>
  /** A menu item or a shortcut that a window acts on. */
  'command.run': WindowCommand
}

/** Commands of the application menu that a window carries out. */
export type WindowCommand =
  | {
      readonly name:
        | 'new-conversation'
        | 'open-settings'
        | 'search'
        | 'toggle-sidebar'
        | 'focus-composer'
        | 'ask-guide'
        | 'stop-reply'
        | 'copy-last-answer'
        | 'find'
        | 'find-next'
        | 'find-previous'
        | 'next-question'
        | 'previous-question'
    }
  | { readonly name: 'open-settings-section'; readonly section: SettingsSection }
  | { readonly name: 'open-conversation'; readonly conversationId: string }
  /** Puts text into the composer of a new conversation. It is never sent by itself. */
  | { readonly name: 'fill-question'; readonly text: string }

export type EventName = keyof Events

/** Electron keeps only `message` of a rejected handler, so failures travel as values. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: AppErrorData }

/** What preload puts on `window.bridge`. */
export interface Bridge {
  request<Name extends RequestName>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>
  /** Returns its undo. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void
}
