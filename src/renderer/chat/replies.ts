import { useCallback, useSyncExternalStore } from 'react'
import type { Reply } from '../../shared/reply'
import { listen, request } from '../bridge'
import type { FollowText } from '../markdown/text-feed'
import { ReplyStore, type ReplyPart, type ShownReply } from './reply-store'

/** The growing replies of this window. */
export const replies = new ReplyStore({
  attach: (replyId) => request('reply.attach', { replyId }),
  // Main drops its end by itself when the reply is over, so a refusal changes nothing.
  detach: (replyId) => void request('reply.detach', { replyId }).catch(() => undefined),
  schedule: (run) => requestAnimationFrame(run),
  now: Date.now,
})

/** Hands the batches of main to the store until the returned undo. */
export function followReplies(): () => void {
  return listen('reply.events', (batch) => replies.receive(batch))
}

const nothing = (): (() => void) => () => undefined

/**
 * A reply while it grows, as `keep` gives it; null when `replyId` is, and until the first answer. The caller renders again,
 * and nobody else, when what `keep` gives is another one.
 */
export function useGrowingReply(
  replyId: string | null,
  keep: (shown: ShownReply | null) => ShownReply | null,
): ShownReply | null {
  const subscribe = useCallback(
    (listener: () => void) => (replyId === null ? nothing() : replies.subscribe(replyId, listener)),
    [replyId],
  )
  return useSyncExternalStore(subscribe, () => keep(replyId === null ? null : replies.read(replyId)))
}

/** One text of a reply: itself when the reply has ended, and what tells of it while it grows. The same until then. */
export function useReplyText(replyId: string, reply: Reply, part: ReplyPart): string | FollowText {
  const follow = useCallback<FollowText>((follower) => replies.follow(replyId, part, follower), [replyId, part])
  return reply.finish ? reply[part] : follow
}
