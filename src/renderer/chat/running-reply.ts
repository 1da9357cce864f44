import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { stopReply } from './chat-actions'
import { replies } from './replies'
import { openAnswer } from './turns'

/** The id of the reply that runs in the conversation in the window. Changes when it starts and ends, not as it grows. */
export function useRunningReply(): string | null {
  const candidate = useApp(({ conversation }) =>
    conversation ? (openAnswer(conversation.messages)?.id ?? null) : null,
  )
  const subscribe = useCallback(
    (listener: () => void) => (candidate === null ? () => undefined : replies.subscribe(candidate, listener)),
    [candidate],
  )
  return useSyncExternalStore(subscribe, () =>
    candidate === null || replies.read(candidate)?.reply.finish ? null : candidate,
  )
}

/** Escape stops the reply, unless something nearer, such as an open list or an input method, had a use for it. */
export function useEscapeToStop(runningReplyId: string | null): void {
  useEffect(() => {
    if (runningReplyId === null) return
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      void stopReply(runningReplyId)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [runningReplyId])
}

/** Takes the mark off a conversation that has been looked at. */
export function useSeen(conversationId: string | null, runningReplyId: string | null): void {
  useEffect(() => {
    if (conversationId === null) return
    const see = (): void => {
      if (document.visibilityState === 'visible')
        request('conversations.see', { id: conversationId }).catch(showFailure)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [conversationId, runningReplyId])
}
