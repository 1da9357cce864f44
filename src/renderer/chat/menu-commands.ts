import type { Reply } from '../../shared/reply'
import { useApp } from '../app-state'
import { showFailure } from '../failures'
import { showToast } from '../ui/overlays/toasts'
import { translate } from '../words'
import { stopReply } from './chat-actions'
import { replies } from './replies'
import { openAnswer } from './turns'

/** Stops the reply that grows in the conversation in the window, if one does. */
export function stopShownReply(): void {
  const { conversation } = useApp.getState()
  const running = conversation && openAnswer(conversation.messages)
  if (running) void stopReply(running.id)
}

/** Copies the last reply of the conversation in the window that has any text, as it stands, and says so. */
export async function copyLastAnswer(): Promise<void> {
  const { conversation } = useApp.getState()
  const texts = conversation?.messages.flatMap((message) =>
    message.role === 'assistant' ? [replyNow(message.reply).text] : [],
  )
  const text = texts?.findLast((one) => one !== '')
  if (text === undefined) return
  try {
    const { copyReply } = await import('./reply/copy-reply')
    await copyReply(text)
    showToast({ text: translate('chat.copied') })
  } catch (error) {
    showFailure(error)
  }
}

function replyNow(reply: Reply): Reply {
  return replies.read(reply.replyId)?.reply ?? reply
}
