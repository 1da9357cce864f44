import { titleFromQuestion, type Conversation, type Message } from '../../shared/conversation'
import { toAppErrorData } from '../../shared/errors'
import type { ModelChoice } from '../../shared/providers'
import { emptyReply, type Reply } from '../../shared/reply'
import { currentChoice, draftKey, reloadConversation, reloadEnd, settingsKnown, useApp, without } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { replies } from './replies'

const sending = new Set<string>()

/** Asks a question in the conversation in the window, of whoever is chosen. What was typed leaves the composer only when main has stored it. Answers whether it has. */
export async function ask(text: string, chosen?: ModelChoice): Promise<boolean> {
  const { conversationId } = useApp.getState()
  const key = draftKey(conversationId)
  if (text.trim() === '' || sending.has(key)) return false
  sending.add(key)
  try {
    // In the first moment of a window nobody knows yet who is chosen.
    await settingsKnown()
    const choice = chosen ?? currentChoice(useApp.getState())
    const started = await request('reply.start', { conversationId, text, choice })
    const { drafts, askErrors } = useApp.getState()
    useApp.setState({
      askErrors: without(askErrors, key),
      // What was typed on while main was storing the question stays.
      ...(drafts[key] === text ? { drafts: without(drafts, key) } : {}),
    })
    showStarted(conversationId, text, choice, started)
    return true
  } catch (error) {
    useApp.setState(({ askErrors }) => ({ askErrors: { ...askErrors, [key]: toAppErrorData(error) } }))
    return false
  } finally {
    sending.delete(key)
  }
}

interface Started {
  readonly conversationId: string
  readonly questionId: string
  readonly replyId: string
}

function showStarted(askedIn: string | null, text: string, choice: ModelChoice, started: Started): void {
  const state = useApp.getState()
  // Somebody looked elsewhere meanwhile; the list shows that it runs.
  if (state.conversationId !== askedIn) return
  const { conversationId, questionId, replyId } = started
  if (askedIn !== null && state.conversation?.id !== askedIn) {
    void reloadConversation()
    return
  }
  const startedAt = Date.now()
  const added: readonly Message[] = [
    { role: 'user', id: questionId, text, createdAt: startedAt },
    answer({ ...emptyReply, ...choice, replyId, startedAt }),
  ]
  const known = state.conversation ?? {
    id: conversationId,
    title: titleFromQuestion(text),
    pinned: false,
    choice,
    messages: [],
  }
  const fresh = added.filter((message) => !known.messages.some((one) => one.id === message.id))
  useApp.setState({
    conversationId,
    conversation: { ...known, messages: [...known.messages, ...fresh] },
    askedReplyId: replyId,
    choices: { ...without(state.choices, draftKey(askedIn)), [conversationId]: choice },
  })
}

/** Gives a reply up and asks its question again, of whoever answers now. One with nothing in it is replaced, any other stays as a branch. */
export async function askAgain(replyId: string): Promise<void> {
  const choice = currentChoice(useApp.getState())
  try {
    const started = await request('reply.retry', { replyId, choice })
    await showAsked(started.replyId)
  } catch (error) {
    showFailure(error)
  }
}

/** Shows a reply that has just been asked for, unless somebody looks at another conversation by now. */
export async function showAsked(replyId: string): Promise<void> {
  await reloadEnd()
  const isShown = useApp.getState().conversation?.messages.at(-1)?.id === replyId
  if (isShown) useApp.setState({ askedReplyId: replyId })
}

/** Lets a reply go on from the text it has. */
export async function continueReply(replyId: string): Promise<void> {
  const { conversationId } = useApp.getState()
  try {
    await request('reply.continue', { replyId })
    changeMessages(
      (messages) =>
        messages.map((one) => (one.role === 'assistant' && one.id === replyId ? answer(reopened(one.reply)) : one)),
      conversationId,
    )
    replies.refresh(replyId)
  } catch (error) {
    showFailure(error)
  }
}

/** Stops a reply; its text stays. */
export async function stopReply(replyId: string): Promise<void> {
  try {
    await request('reply.stop', { replyId })
  } catch (error) {
    showFailure(error)
  }
}

/** Makes the next try of a reply now, if it waits for one. */
export async function hurryReply(replyId: string): Promise<void> {
  try {
    await request('reply.hurry', { replyId })
  } catch (error) {
    showFailure(error)
  }
}

/** Lets the user choose who else may answer; the question is then asked again at once. */
export function offerOtherModel(replyId: string): void {
  useApp.setState({ pickerOpen: true, pickerFor: replyId })
}

/** Asks again after another model was chosen, unless the reply has come after all. */
export function askAgainUnlessAnswered(replyId: string): void {
  const { conversation } = useApp.getState()
  const message = conversation?.messages.find((one) => one.id === replyId)
  const reply = replies.read(replyId)?.reply ?? (message?.role === 'assistant' ? message.reply : null)
  if (reply?.attempt || reply?.error || reply?.finish?.unified === 'content-filter') void askAgain(replyId)
}

/** Puts text into the composer of the conversation in the window. */
export function editQuestion(text: string): void {
  const { conversationId, drafts } = useApp.getState()
  useApp.setState({ drafts: { ...drafts, [draftKey(conversationId)]: text } })
  focusComposer()
}

/** Puts the cursor into the composer. */
export function focusComposer(): void {
  document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus()
}

function changeMessages(
  change: (messages: readonly Message[]) => readonly Message[],
  conversationId: string | null,
): void {
  const { conversation } = useApp.getState()
  if (!conversation || conversation.id !== conversationId) return
  const changed: Conversation = { ...conversation, messages: change(conversation.messages) }
  useApp.setState({ conversation: changed })
}

function answer(reply: Reply): Message {
  return { role: 'assistant', id: reply.replyId, reply }
}

function reopened({ finish: _finish, error: _error, timing: _timing, ...rest }: Reply): Reply {
  return rest
}
