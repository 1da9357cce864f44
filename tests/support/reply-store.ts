import { ReplyStore } from '../../src/renderer/chat/reply-store'
import { emptyReply, type Reply } from '../../src/shared/reply'

interface Attachment {
  readonly replyId: string
  readonly answer: (reply: Partial<Reply> | null, sequence?: number) => Promise<void>
  readonly fail: () => Promise<void>
}

/** A store with a main process and a display that do nothing by themselves. */
export function setUpReplyStore() {
  const attachments: Attachment[] = []
  const detached: string[] = []
  const frames: (() => void)[] = []
  const clock = { now: 1000 }
  const store = new ReplyStore({
    attach: (replyId) => {
      const { promise, resolve, reject } = Promise.withResolvers<{ reply: Reply; sequence: number } | null>()
      const settled = () =>
        promise.then(
          () => undefined,
          () => undefined,
        )
      attachments.push({
        replyId,
        answer: (reply, sequence = 0) => {
          resolve(reply && { reply: { ...emptyReply, replyId, ...reply }, sequence })
          return settled()
        },
        fail: () => {
          reject(new Error('gone'))
          return settled()
        },
      })
      return promise
    },
    detach: (replyId) => detached.push(replyId),
    schedule: (run) => frames.push(run),
    now: () => clock.now,
  })
  const frame = () => frames.splice(0).forEach((run) => run())
  const text = (replyId: string) => {
    frame()
    return store.read(replyId)?.reply.text ?? null
  }
  return { store, attachments, detached, frames, frame, text, clock }
}
