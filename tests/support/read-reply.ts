import type { Provider, ReplyRequest, StreamEvent } from '../../src/main/providers/provider'
import { AppError, type AppErrorData } from '../../src/shared/errors'
import { applyReplyEvent, emptyReply, type Finish, type ProviderEvent, type Reply } from '../../src/shared/reply'

/** A reply read to its end: every event, what they fold into, and the error that ended it, if one did. */
export interface ReadReply {
  readonly events: readonly ProviderEvent[]
  readonly reply: Reply
  readonly finish: Finish | null
  readonly error: AppErrorData | null
}

/** A short question. */
export const shortQuestion: ReplyRequest = {
  model: 'stand-in',
  system: '',
  messages: [{ role: 'user', text: 'Hello?' }],
  language: 'en',
}

/** Asks and reads to the end. What is thrown must be an AppError. */
export async function readReply(
  provider: Provider,
  request: ReplyRequest = shortQuestion,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadReply> {
  const events: ProviderEvent[] = []
  try {
    for await (const event of provider.streamReply(request, signal)) if (isOfReply(event)) events.push(event)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...foldEvents(events), error: error.data }
  }
  return { ...foldEvents(events), error: null }
}

/** True for pieces of the reply, false for what only main needs to know. */
export function isOfReply(event: StreamEvent): event is ProviderEvent {
  return event.type !== 'alive' && event.type !== 'cursor' && event.type !== 'continues'
}

/** What these events make of an empty reply. */
export function foldEvents(events: readonly ProviderEvent[]): Omit<ReadReply, 'error'> {
  let reply = emptyReply
  let finish: Finish | null = null
  for (const event of events) {
    if (event.type === 'finish') finish = event.finish
    else reply = applyReplyEvent(reply, event)
  }
  return { events, reply, finish }
}
