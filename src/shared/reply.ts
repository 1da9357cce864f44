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
  readonly totalMs: number
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
  /** Provider chunks of text and reasoning so far: about one token each for most providers. */
  readonly chunks: number
  readonly responseId?: string
  readonly firstTokenMs?: number
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
  chunks: 0,
}

/** Folds one event into a reply. Main uses it to persist, windows to show: one meaning, two processes. */
export function applyReplyEvent(reply: Reply, event: ReplyEvent): Reply {
  switch (event.type) {
    case 'reply-start': {
      const { replyId, providerId, model, startedAt } = event
      const kept = event.continued ? { text: reply.text, reasoning: reply.reasoning, toolCalls: reply.toolCalls } : {}
      return { ...emptyReply, ...kept, replyId, providerId, model, startedAt }
    }
    case 'first-token':
      return { ...reply, firstTokenMs: event.afterMs }
    case 'response':
      return {
        ...reply,
        ...(event.model ? { model: event.model } : {}),
        ...(event.responseId ? { responseId: event.responseId } : {}),
      }
    case 'text-delta':
      return { ...reply, text: reply.text + event.text, chunks: reply.chunks + (event.chunks ?? 1) }
    case 'reasoning-delta':
      return { ...reply, reasoning: reply.reasoning + event.text, chunks: reply.chunks + (event.chunks ?? 1) }
    case 'tool-call-start': {
      const { index, callId, name } = event
      return { ...reply, toolCalls: [...reply.toolCalls, { index, callId, name, argumentsText: '' }] }
    }
    case 'tool-call-delta':
      return {
        ...reply,
        toolCalls: reply.toolCalls.map((call) =>
          call.index === event.index ? { ...call, argumentsText: call.argumentsText + event.argumentsText } : call,
        ),
      }
    case 'usage':
      return { ...reply, usage: { ...reply.usage, ...event.usage } }
    case 'reply-end':
      return {
        ...reply,
        finish: event.finish,
        timing: event.timing,
        ...(event.error ? { error: event.error } : {}),
      }
    default:
      return assertNever(event)
  }
}

/** Makes a `switch` exhaustive for the compiler. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
