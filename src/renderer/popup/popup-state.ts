import { create } from 'zustand'
import type { ContextKind, QuestionContext } from '../../shared/popup/popup-question'
import { draftKey, newConversation, useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { showToast } from '../ui/overlays/toasts'
import { translate } from '../words'

/** What the popup shows beside its conversation. */
export interface PopupState {
  /** Text that goes with the next question, in the order it was added; each kind once. */
  readonly contexts: readonly QuestionContext[]
  readonly isPinned: boolean
  /** What the conversation began with, for its head line. */
  readonly begun: Begun | null
}

/** The first question as its head line says it. */
export interface Begun {
  readonly title: string
  readonly contexts: readonly QuestionContext[]
}

const fresh: PopupState = { contexts: [], isPinned: false, begun: null }

/** The state of the popup. */
export const usePopup = create<PopupState>(() => fresh)

/** What is typed in the popup's question field. */
export function typed(): string {
  const { drafts, conversationId } = useApp.getState()
  return drafts[draftKey(conversationId)] ?? ''
}

/** Puts text into the question field. */
export function type(text: string): void {
  const key = draftKey(useApp.getState().conversationId)
  useApp.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: text } }))
}

/** An empty popup: its conversation is in the history, unless it is not to be kept. */
export function startAfresh(): void {
  useApp.setState({ drafts: {}, edits: {}, askErrors: {}, choices: {} })
  newConversation()
  usePopup.setState(fresh)
}

/** Puts text from outside beside the question, in the place of what was there of its kind. Answers whether there was any. */
export async function addContext(kind: ContextKind): Promise<boolean> {
  try {
    const { text } = await request('popup.read-context', { kind })
    if (text === null || text.trim() === '') return false
    usePopup.setState(({ contexts }) => ({
      contexts: [...contexts.filter((context) => context.kind !== kind), { kind, text }],
    }))
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}

/** The same at the user's wish, which is told when there is nothing. */
export async function askForContext(kind: ContextKind): Promise<void> {
  const emptyWords = kind === 'selection' ? 'popup.emptySelection' : 'popup.emptyClipboard'
  if (!(await addContext(kind))) showToast({ text: translate(emptyWords) })
}

/** Takes text away from the question. */
export function removeContext(kind: ContextKind): void {
  usePopup.setState(({ contexts }) => ({ contexts: contexts.filter((context) => context.kind !== kind) }))
}
