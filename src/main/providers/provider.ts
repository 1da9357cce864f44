import type { Model } from '../../shared/providers'
import type { ProviderEvent } from '../../shared/reply'

/** One turn of what is sent to a model. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** What is asked of a provider. */
export interface ReplyRequest {
  readonly model: string
  readonly system: string
  /** Oldest first; the last one is the question, or, when `continueText` is given, the turn before it. */
  readonly messages: readonly ChatMessage[]
  /** The reply goes on from this text; the provider must not repeat it. */
  readonly continueText?: string
  /** The last `cursor` of a stream that broke; only the protocol that gave it reads it. */
  readonly cursor?: string
  /** False: the whole answer at once, for servers whose streams are broken. */
  readonly streaming?: boolean
  /** The user's language, for providers that answer by themselves. */
  readonly language: 'en' | 'zh-CN'
}

/** What a provider's stream gives: pieces of the reply, and what only main needs to know. */
export type StreamEvent =
  | ProviderEvent
  /** Bytes that say nothing, such as a keep-alive. */
  | { readonly type: 'alive' }
  /** Where the stream can be taken up again after it breaks: handed back as `ReplyRequest.cursor`, opaque to others. */
  | { readonly type: 'cursor'; readonly cursor: string }
  /**
   * First of a stream that was asked to go on: how it does. By `cursor` and `prefill` the next character follows exactly;
   * by `instruction` a model was asked in words, and may repeat or reopen something.
   */
  | { readonly type: 'continues'; readonly by: 'cursor' | 'prefill' | 'instruction' }

/** What one exchange with a provider begins with. */
export interface TappedRequest {
  readonly method: string
  readonly url: string
  /** As sent, with the key masked. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What must be masked, wherever a server repeats it, before anybody reads what the tap has seen. */
  readonly secrets: readonly string[]
}

/** Watches one exchange with a provider, for those who want to see what really came. Calls must be cheap and never throw. */
export interface StreamTap {
  request(sent: TappedRequest): void
  response(got: { readonly status: number; readonly headers: Readonly<Record<string, string>> }): void
  /** The body's bytes as they came, decompressed; what is to be kept of them must be copied. Secrets stand in them. */
  bytes(chunk: Uint8Array): void
}

/**
 * One place that answers. Implementations import no Electron and keep no state between calls.
 *
 * Both calls throw `AppError` only. After `signal` aborts they may end silently or throw: the caller
 * asks `signal.aborted`, not the error.
 */
export interface Provider {
  /** Events in the order in which they came. A stream that just ends has not finished: the caller checks for `finish`. */
  streamReply(request: ReplyRequest, signal: AbortSignal, tap?: StreamTap): AsyncIterable<StreamEvent>
  listModels(signal: AbortSignal): Promise<readonly Model[]>
}
