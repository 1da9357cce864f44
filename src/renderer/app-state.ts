import { create } from 'zustand'
import type { Conversation, ConversationSummary, Message } from '../shared/conversation'
import { toAppErrorData, type AppErrorData } from '../shared/errors'
import type { SettingsSection } from '../shared/ipc'
import { guideChoice, type LocalServer, type ModelChoice, type ProviderInfo } from '../shared/providers'
import type { Settings } from '../shared/settings'
import { request } from './bridge'
import { keptPlace } from './chat/transcript/reading/places'
import { fromQuestion, withEnd, withKept } from './chat/turns'
import { showFailure } from './failures'

// A window takes about 40 µs for each message, and a frame has 16 ms.
const endMessages = 60
const mostEndMessages = 2000
const partMessages = 200
const longestIdleMs = 200

/** What fills the window. */
export type Page = { readonly name: 'chat' } | { readonly name: 'settings'; readonly section: SettingsSection }

/** The state that more than one part of the window needs. Growing replies are elsewhere: they change at every frame. */
export interface AppState {
  readonly page: Page
  /** Null until main has answered. */
  readonly settings: Settings | null
  readonly providers: readonly ProviderInfo[]
  /** Null until this computer has been searched. */
  readonly localServers: readonly LocalServer[] | null
  /** The conversation in the window; null is a new one. */
  readonly conversationId: string | null
  /** Null for a new conversation, and until it is read. */
  readonly conversation: Conversation | null
  readonly loadError: AppErrorData | null
  /** Unsent text, by conversation (`draftKey`). */
  readonly drafts: Readonly<Record<string, string>>
  /** Questions that are being worded anew, by the id of the question: the new text so far. */
  readonly edits: Readonly<Record<string, string>>
  /** The reply that was asked for last in this window: the page goes to its end to show it. */
  readonly askedReplyId: string | null
  /** Another branch is about to be shown, or a message to go or to come back: the page stays where it is. */
  readonly isSwitching: boolean
  /** Who answers next, where it was chosen in this window, by conversation (`draftKey`). */
  readonly choices: Readonly<Record<string, ModelChoice>>
  /** Why a question could not be sent, by conversation (`draftKey`). */
  readonly askErrors: Readonly<Record<string, AppErrorData>>
  readonly drawerOpen: boolean
  readonly pickerOpen: boolean
  /** The reply that is asked again once somebody is chosen in the picker. */
  readonly pickerFor: string | null
  /** The reply whose stream is looked at beside the conversation; `replyId` null is the newest. */
  readonly inspecting: { readonly replyId: string | null } | null
}

/** The state of the window. */
export const useApp = create<AppState>(() => ({
  page: { name: 'chat' },
  settings: null,
  providers: [],
  localServers: null,
  conversationId: null,
  conversation: null,
  loadError: null,
  drafts: {},
  edits: {},
  askedReplyId: null,
  isSwitching: false,
  choices: {},
  askErrors: {},
  drawerOpen: false,
  pickerOpen: false,
  pickerFor: null,
  inspecting: null,
}))

/** The key under which a conversation keeps its draft; a new conversation has one too. */
export function draftKey(conversationId: string | null): string {
  return conversationId ?? 'new'
}

/** The same record without one key. */
export function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _, ...rest } = record
  return rest
}

const settingsWithinMs = 5000

/** Resolves when main has told the settings, at once if it has; after a while in any case. */
export async function settingsKnown(): Promise<void> {
  if (useApp.getState().settings) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stop()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, settingsWithinMs)
    const stop = useApp.subscribe(({ settings }) => settings && done())
  })
}

/** Who answers the next question of the conversation in the window: the nearest choice whose provider is still there. */
export function currentChoice(state: AppState): ModelChoice {
  const { choices, conversation, settings, providers, conversationId } = state
  const candidates = [choices[draftKey(conversationId)], conversation?.choice, settings?.choice]
  const known = (choice: ModelChoice | null | undefined): choice is ModelChoice =>
    choice != null && (providers.length === 0 || providers.some((provider) => provider.id === choice.providerId))
  return candidates.find(known) ?? guideChoice
}

/** Shows a conversation, read anew. */
export async function openConversation(id: string): Promise<void> {
  const isShown = useApp.getState().conversationId === id
  useApp.setState({ page: { name: 'chat' }, drawerOpen: false, pickerOpen: false })
  if (!isShown) useApp.setState({ conversationId: id, conversation: null, loadError: null })
  await reloadEnd()
}

/** Reads the end of the conversation in the window again: for what was asked, which changes nothing before it. */
export async function reloadEnd(): Promise<void> {
  const { conversationId: id } = useApp.getState()
  if (id === null) return
  const last = endLength(id)
  await takeConversation(id, last, (conversation) => {
    const { conversation: before } = useApp.getState()
    const isAll = conversation.messages.length < last
    const messages = isAll ? conversation.messages : fromQuestion(conversation.messages)
    const joined = before?.id === id ? withEnd(before.messages, messages) : null
    if (before?.id === id && !joined && !isAll) void reloadConversation()
    else showConversation({ ...conversation, messages: joined ?? messages })
    if (before?.id !== id && !isAll) void readEarlier(id)
  })
}

/** Reads the whole conversation in the window again; what was read for one that was left meanwhile is dropped. */
export async function reloadConversation(): Promise<void> {
  const { conversationId: id } = useApp.getState()
  if (id !== null) await takeConversation(id, null, showConversation)
}

/** `last`: how many of its messages; null for all. */
async function takeConversation(id: string, last: number | null, take: (conversation: Conversation) => void) {
  try {
    const conversation = await request('conversations.get', last === null ? { id } : { id, last })
    if (useApp.getState().conversationId !== id) return
    if (conversation) take(conversation)
    else newConversation()
  } catch (error) {
    if (useApp.getState().conversationId === id) useApp.setState({ loadError: toAppErrorData(error) })
  }
}

/** Enough for what is in sight at first: the end, or all from where somebody was reading. */
function endLength(id: string): number {
  const turnsFromEnd = keptPlace(id)?.turnsFromEnd ?? 0
  return endMessages + Math.min(turnsFromEnd * 2, mostEndMessages)
}

/** Reads the messages before those that are known, a part at a time while nothing else is to be done. */
async function readEarlier(id: string): Promise<void> {
  try {
    for (let isMore = true; isMore;) {
      await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: longestIdleMs }))
      const first = messagesOf(id)[0]
      if (!first) return
      const earlier = await request('messages.before', { id: first.id, last: partMessages })
      const { conversation } = useApp.getState()
      isMore = earlier.length === partMessages
      if (conversation?.id !== id || conversation.messages[0]?.id !== first.id) return
      const messages = [...(isMore ? fromQuestion(earlier) : earlier), ...conversation.messages]
      useApp.setState({ conversation: { ...conversation, messages } })
    }
  } catch (error) {
    if (useApp.getState().conversationId === id) showFailure(error)
  }
}

function messagesOf(id: string): readonly Message[] {
  const { conversation } = useApp.getState()
  return conversation?.id === id ? conversation.messages : []
}

function showConversation(conversation: Conversation): void {
  const { conversation: before } = useApp.getState()
  const messages =
    before?.id === conversation.id ? withKept(before.messages, conversation.messages) : conversation.messages
  useApp.setState({ conversation: { ...conversation, messages }, loadError: null })
}

/** Shows an empty conversation, which is stored with its first question. */
export function newConversation(): void {
  useApp.setState({
    page: { name: 'chat' },
    conversationId: null,
    conversation: null,
    loadError: null,
    drawerOpen: false,
    pickerOpen: false,
  })
}

/** Takes over what main says of the conversation in the window. */
export function applySummary(summary: ConversationSummary): void {
  const { conversation } = useApp.getState()
  if (!conversation || conversation.id !== summary.id) return
  if (conversation.title !== summary.title || conversation.pinned !== summary.pinned) {
    const { title, pinned } = summary
    useApp.setState({ conversation: { ...conversation, title, pinned } })
  }
  // Something was asked, deleted or switched to: here, in which case this reads it early, or elsewhere.
  if (summary.leafId !== (conversation.messages.at(-1)?.id ?? null)) void reloadEnd()
}

/** Opens settings over the conversation. */
export function openSettings(section: SettingsSection = 'general'): void {
  useApp.setState({ page: { name: 'settings', section }, drawerOpen: false, pickerOpen: false })
}

/** Back to the conversation. */
export function closeSettings(): void {
  useApp.setState({ page: { name: 'chat' } })
}

/** Changes settings, shown at once and taken back when main refuses. */
export async function changeSettings(
  change: Partial<Pick<Settings, 'sidebar' | 'choice' | 'welcomed'>>,
): Promise<void> {
  const before = useApp.getState().settings
  if (before) useApp.setState({ settings: { ...before, ...change } })
  const { choice, welcomed, ...rest } = change
  try {
    const settings = await request('settings.change', {
      ...rest,
      ...(choice ? { choice } : {}),
      ...(welcomed ? { welcomed } : {}),
    })
    useApp.setState({ settings })
  } catch (error) {
    useApp.setState({ settings: before })
    showFailure(error)
  }
}

/** Lets somebody answer from the next question on, here and in new conversations. */
export async function chooseModel(choice: ModelChoice): Promise<void> {
  const { conversationId, choices } = useApp.getState()
  useApp.setState({ choices: { ...choices, [draftKey(conversationId)]: choice } })
  await changeSettings({ choice })
}

/** Looks for model servers on this computer; what was known stays until the answer comes. */
export async function findLocalServers(): Promise<void> {
  try {
    useApp.setState({ localServers: await request('providers.find-local', {}) })
  } catch (error) {
    showFailure(error)
  }
}

/** Asks a provider that has no models yet for its list; main tells when it has it. */
export async function listModels(id: string): Promise<void> {
  try {
    await request('providers.test', { id })
  } catch (error) {
    showFailure(error)
  }
}

/** Takes a found server into use and lets one of its models answer. */
export async function takeLocalServer(providerId: string, model: string): Promise<void> {
  if (await takeIntoUse(providerId)) await chooseModel({ providerId, model })
}

/** Takes a found server into use. Answers whether it is. */
export async function takeIntoUse(providerId: string): Promise<boolean> {
  try {
    await request('providers.use-local', { providerId })
    useApp.setState({ providers: await request('providers.list', {}) })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
