import type { AppErrorData } from './errors'

/** Why a reply ended: our word beside the provider's own (`raw`, null when it gave none). */
export interface Finish {
  readonly unified: FinishReason
  readonly raw: string | null
}

/**
 * `aborted`: the user stopped it. `interrupted`: the app died while it ran. `error`: see the reply's error.
 * `other`: the provider gave a reason that we have no word for.
 */
export type FinishReason =
  | 'stop'
  | 'length'
  | 'content-filter'
  | 'tool-calls'
  | 'aborted'
  | 'interrupted'
  | 'error'
  | 'other'

/** Token counts as the provider reports them. A count it does not report is absent, never zero. */
export interface Usage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly cachedTokens?: number
  readonly reasoningTokens?: number
}

/** Milliseconds since the reply started. `firstTokenMs` is absent when nothing ever came. */
export interface Timing {
  readonly firstTokenMs?: number
  /** The longest time between two pieces, once the first had come. */
  readonly longestGapMs?: number
  readonly totalMs: number
}

/** A page that a reply cites. */
export interface Source {
  readonly url: string
  readonly title: string
}

/** Another try after a failure: `retry` before the first token, `resume` in the middle of the text. */
export interface Attempt {
  readonly kind: 'retry' | 'resume'
  /** From 2 to `of`: the first try is number 1. */
  readonly number: number
  readonly of: number
  /** When it starts, in milliseconds since 1970. */
  readonly at: number
  /** Why the one before failed. */
  readonly error: AppErrorData
}

/** A piece of a reply as one provider sends it, in our terms. */
export type ProviderEvent =
  /** What the provider says of itself: the model that really answers, its id for this reply. */
  | { readonly type: 'response'; readonly responseId?: string; readonly model?: string }
  /** `chunks`: how many provider chunks are joined here (absent: one). */
  | { readonly type: 'text-delta'; readonly text: string; readonly chunks?: number }
  | { readonly type: 'reasoning-delta'; readonly text: string; readonly chunks?: number }
  /** `index` tells tool calls of one reply apart. */
  | { readonly type: 'tool-call-start'; readonly index: number; readonly callId: string; readonly name: string }
  | { readonly type: 'tool-call-delta'; readonly index: number; readonly argumentsText: string }
  /** A page that the reply cites. The same address may come again. */
  | { readonly type: 'source'; readonly source: Source }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** The provider's stop reason. Not the end: usage may still follow. */
  | { readonly type: 'finish'; readonly finish: Finish }

/** One step of a growing reply: one `reply-start`, any number of provider events, exactly one `reply-end`. */
export type ReplyEvent =
  | {
      readonly type: 'reply-start'
      readonly replyId: string
      readonly providerId: string
      readonly model: string
      /** Milliseconds since 1970. */
      readonly startedAt: number
      /** The same reply goes on from the text it already has. */
      readonly continued?: boolean
    }
  | { readonly type: 'first-token'; readonly afterMs: number }
  | { readonly type: 'attempt'; readonly attempt: Attempt }
  /** Bytes came that say nothing, such as a keep-alive: the connection is not silent. At most one a second. */
  | { readonly type: 'alive' }
  | Exclude<ProviderEvent, { readonly type: 'finish' }>
  | {
      readonly type: 'reply-end'
      readonly finish: Finish
      readonly timing: Timing
      readonly error?: AppErrorData
    }

/** What the model wants done. Shown, not run. */
export interface ToolCall {
  readonly index: number
  readonly callId: string
  readonly name: string
  readonly argumentsText: string
}

/** A reply as far as it has come. `finish` is absent while it runs. */
export interface Reply {
  readonly replyId: string
  readonly providerId: string
  readonly model: string
  readonly startedAt: number
  readonly text: string
  readonly reasoning: string
  readonly toolCalls: readonly ToolCall[]
  readonly sources: readonly Source[]
  /** Provider chunks of text and reasoning so far: about one token each for most providers. */
  readonly chunks: number
  readonly responseId?: string
  readonly firstTokenMs?: number
  /** Set while the reply waits for, or makes, another try. */
  readonly attempt?: Attempt
  readonly usage?: Usage
  readonly finish?: Finish
  readonly timing?: Timing
  readonly error?: AppErrorData
}

/** A reply before its first event. */
export const emptyReply: Reply = {
  replyId: '',
  providerId: '',
  model: '',
  startedAt: 0,
  text: '',
  reasoning: '',
  toolCalls: [],
  sources: [],
  chunks: 0,
}

/** Folds one event into a reply. Main uses it to persist, windows to show: one meaning, two processes. */
export function applyReplyEvent(reply: Reply, event: ReplyEvent): Reply {
  switch (event.type) {
    case 'reply-start':
      return started(reply, event)
    case 'first-token':
      return { ...reply, firstTokenMs: event.afterMs }
    case 'attempt':
      return { ...reply, attempt: event.attempt }
    case 'alive':
      return reply
    case 'response': {
      const { model, responseId } = event
      return { ...underway(reply), ...(model ? { model } : {}), ...(responseId ? { responseId } : {}) }
    }
    case 'text-delta':
      return { ...underway(reply), text: reply.text + event.text, chunks: reply.chunks + (event.chunks ?? 1) }
    case 'reasoning-delta':
      return { ...underway(reply), reasoning: reply.reasoning + event.text, chunks: reply.chunks + (event.chunks ?? 1) }
    case 'tool-call-start':
    case 'tool-call-delta':
      return { ...underway(reply), toolCalls: withToolCall(reply.toolCalls, event) }
    case 'source':
      return reply.sources.some((one) => one.url === event.source.url)
        ? reply
        : { ...reply, sources: [...reply.sources, event.source] }
    case 'usage':
      return { ...reply, usage: { ...reply.usage, ...event.usage } }
    case 'reply-end': {
      const { finish, timing, error } = event
      return { ...underway(reply), finish, timing, ...(error ? { error } : {}) }
    }
    default:
      return assertNever(event)
  }
}

function started(reply: Reply, event: Extract<ReplyEvent, { type: 'reply-start' }>): Reply {
  const { replyId, providerId, model, startedAt } = event
  const { text, reasoning, toolCalls, sources } = reply
  const kept = event.continued ? { text, reasoning, toolCalls, sources } : {}
  return { ...emptyReply, ...kept, replyId, providerId, model, startedAt }
}

/** Something came, so no try is being waited for any more. */
function underway(reply: Reply): Reply {
  if (reply.attempt === undefined) return reply
  const { attempt: _over, ...rest } = reply
  return rest
}

function withToolCall(
  calls: readonly ToolCall[],
  event: Extract<ReplyEvent, { type: 'tool-call-start' | 'tool-call-delta' }>,
): readonly ToolCall[] {
  const { index } = event
  if (event.type === 'tool-call-start')
    return [...calls, { index, callId: event.callId, name: event.name, argumentsText: '' }]
  return calls.map((call) =>
    call.index === index ? { ...call, argumentsText: call.argumentsText + event.argumentsText } : call,
  )
}

/** Makes a `switch` exhaustive for the compiler. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
