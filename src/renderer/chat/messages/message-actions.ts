import type { Message } from '../../../shared/conversation'
import type { ModelChoice } from '../../../shared/providers'
import type { Reply } from '../../../shared/reply'
import { currentChoice, openConversation, reloadConversation, useApp, without } from '../../app-state'
import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { showToast } from '../../ui/overlays/toasts'
import { translate } from '../../words'
import { focusComposer, showAsked } from '../chat-actions'
import type { Question } from '../turns'
import { sameChoice } from './same-choice'

const sending = new Set<string>()

/** Opens a question to be worded anew, in its place. What was typed stays until it is sent or given up. */
export function startEdit({ id, text }: Question): void {
  useApp.setState(({ edits }) => ({ edits: { [id]: text, ...edits } }))
}

/** Keeps what has been typed. */
export function changeEdit(questionId: string, text: string): void {
  useApp.setState(({ edits }) => ({ edits: { ...edits, [questionId]: text } }))
}

/** Gives the new words up. */
export function cancelEdit(questionId: string): void {
  useApp.setState(({ edits }) => ({ edits: without(edits, questionId) }))
}

/** Asks the question in its new words, as a branch. In the same words it gets another reply. What was typed stays until it is stored. */
export async function sendEdit(question: Question): Promise<void> {
  const state = useApp.getState()
  const text = state.edits[question.id] ?? ''
  if (text.trim() === '' || sending.has(question.id)) return
  sending.add(question.id)
  const choice = currentChoice(state)
  const sent =
    text === question.text
      ? await askQuestion(question.id, choice)
      : await attempt(() => request('question.edit', { questionId: question.id, text, choice }))
  sending.delete(question.id)
  if (sent) cancelEdit(question.id)
}

/** Asks a stored question once more, for another reply. Answers whether it was asked. */
export function askQuestion(questionId: string, choice = currentChoice(useApp.getState())): Promise<boolean> {
  return attempt(() => request('question.ask', { questionId, choice }))
}

/** Asks for another reply by the same model, or by the one that is given. The old reply stays beside it. */
export async function regenerate(reply: Reply, choice?: ModelChoice): Promise<void> {
  const state = useApp.getState()
  const by = choice ?? sameChoice(reply, currentChoice(state), state.providers)
  await attempt(() => request('reply.retry', { replyId: reply.replyId, choice: by }))
}

/** Shows the branch of a message that stands in the same place as one in sight. */
export async function showBranch(messageId: string): Promise<void> {
  await inPlace(() => request('conversations.show-branch', { messageId }))
}

/** Deletes a question with what follows it, or a reply, and offers to take it back for as long as the message shows. */
export async function deleteMessage(message: Message): Promise<void> {
  const { conversationId, conversation } = useApp.getState()
  const shown = conversation?.messages ?? []
  const following = shown.length - 1 - shown.findIndex((one) => one.id === message.id)
  if (!(await inPlace(() => request('messages.delete', { id: message.id })))) return
  // The button that was pressed is gone with its message.
  document.querySelector<HTMLElement>('section.transcript')?.focus({ preventScroll: true })
  showToast({
    text: deletedWords(message, following),
    action: { label: translate('toasts.undo'), run: () => void restore(message.id, conversationId) },
  })
}

function deletedWords({ role }: Message, following: number): string {
  if (role === 'assistant') return translate('chat.deletedReply')
  return following === 0 ? translate('chat.deletedQuestion') : translate('chat.deletedFollowing', { count: following })
}

async function restore(id: string, conversationId: string | null): Promise<void> {
  const done = await inPlace(() => request('messages.restore', { id }))
  if (done && conversationId !== null && useApp.getState().conversationId !== conversationId) {
    await openConversation(conversationId)
  }
}

/** Changes which messages are shown, while the page stays where it is. Answers whether it was done. */
async function inPlace(change: () => Promise<null>): Promise<boolean> {
  useApp.setState({ isSwitching: true })
  try {
    await change()
    await reloadConversation()
    return true
  } catch (error) {
    showFailure(error)
    return false
  } finally {
    useApp.setState({ isSwitching: false })
  }
}

async function attempt(ask: () => Promise<{ readonly replyId: string }>): Promise<boolean> {
  try {
    const { replyId } = await ask()
    await showAsked(replyId)
    // What was pressed is gone with the branch that was shown.
    focusComposer()
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
