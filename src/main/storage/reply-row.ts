import { emptyReply, type Reply } from '../../shared/reply'

/** A reply from its row: the text has a column of its own, the rest is JSON. */
export function toReply(id: string, text: string, json: string): Reply {
  const rest = JSON.parse(json) as Partial<Reply>
  return { ...emptyReply, ...rest, replyId: id, text }
}

/** What stands in the JSON column: the reply without its text, which would otherwise be stored twice. */
export function toReplyJson(reply: Reply): string {
  return JSON.stringify({ ...reply, text: undefined })
}
