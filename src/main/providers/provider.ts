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
  /** The user's language, for providers that answer by themselves. */
  readonly language: 'en' | 'zh-CN'
}

/**
 * One place that answers. Implementations import no Electron and keep no state between calls.
 *
 * Both calls throw `AppError` only. After `signal` aborts they may end silently or throw: the caller
 * asks `signal.aborted`, not the error.
 */
export interface Provider {
  /** Events in the order in which they came. A stream that just ends has not finished: the caller checks for `finish`. */
  streamReply(request: ReplyRequest, signal: AbortSignal): AsyncIterable<ProviderEvent>
  listModels(signal: AbortSignal): Promise<readonly Model[]>
}
