import { useCallback, useRef } from 'react'
import type { Reply } from '../../../shared/reply'
import type { ShownReply } from '../reply-store'
import { useGrowingReply } from '../replies'

type Parts = { readonly [Key in keyof Reply]-?: 'grows' | 'is told' }

/** Which parts of a reply only become more at each batch; whoever shows them follows them by itself. */
const parts: Parts = {
  replyId: 'is told',
  providerId: 'is told',
  model: 'is told',
  startedAt: 'is told',
  text: 'grows',
  reasoning: 'grows',
  toolCalls: 'is told',
  sources: 'is told',
  chunks: 'grows',
  responseId: 'is told',
  firstTokenMs: 'is told',
  attempt: 'is told',
  usage: 'is told',
  timing: 'is told',
  finish: 'is told',
  error: 'is told',
}
const toldKeys = (Object.keys(parts) as (keyof Reply)[]).filter((key) => parts[key] === 'is told')

/**
 * A reply while it grows, as it was when something of it last changed but more text: null when `replyId` is, and until the
 * first answer. So the caller renders when there is something to draw, and not at each frame.
 */
export function useReplyOutline(replyId: string | null): ShownReply | null {
  const last = useRef<ShownReply | null>(null)
  const keep = useCallback((shown: ShownReply | null) => {
    if (!shown || !last.current || !hasSameOutline(last.current, shown)) last.current = shown
    return last.current
  }, [])
  return useGrowingReply(replyId, keep)
}

/** Whether two states of a reply differ in nothing but how much text there is. */
export function hasSameOutline(one: ShownReply, other: ShownReply): boolean {
  if (one.thoughtMs !== other.thoughtMs) return false
  if ((one.reply.text === '') !== (other.reply.text === '')) return false
  if ((one.reply.reasoning === '') !== (other.reply.reasoning === '')) return false
  return toldKeys.every((key) => one.reply[key] === other.reply[key])
}
