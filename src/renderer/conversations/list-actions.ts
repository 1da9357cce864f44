import type { ConversationSummary } from '../../shared/conversation'
import { newConversation, openConversation, useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { showToast } from '../ui/overlays/toasts'
import { translate } from '../words'

/** Gives a conversation another title; an empty one changes nothing. */
export async function renameConversation(id: string, title: string): Promise<void> {
  const trimmed = title.trim()
  if (trimmed === '') return
  await attempt(() => request('conversations.rename', { id, title: trimmed.slice(0, 200) }))
}

/** Pins or unpins. */
export async function pinConversation(id: string, pinned: boolean): Promise<void> {
  await attempt(() => request('conversations.pin', { id, pinned }))
}

/** Deletes at once and offers to take it back for as long as the message shows. */
export async function deleteConversation({ id, title }: ConversationSummary): Promise<void> {
  const wasShown = useApp.getState().conversationId === id
  const done = await attempt(() => request('conversations.delete', { id }))
  if (!done) return
  if (wasShown) newConversation()
  showToast({
    text: translate('sidebar.deleted', { title: title || translate('sidebar.untitled') }),
    action: {
      label: translate('toasts.undo'),
      run: () => void restore(id, wasShown),
    },
  })
}

async function restore(id: string, show: boolean): Promise<void> {
  const done = await attempt(() => request('conversations.restore', { id }))
  if (done && show) await openConversation(id)
}

async function attempt(call: () => Promise<null>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
