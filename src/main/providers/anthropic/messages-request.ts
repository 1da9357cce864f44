import type Anthropic from '@anthropic-ai/sdk'
import { continueInstruction } from '../chat-completions/openai-chat'
import type { ReplyRequest } from '../provider'
import { ProviderFailure } from '../transport/provider-errors'
import { asRecord, asText, parseJson } from '../transport/json-values'
import { outputLimitOf, smallerLimit } from './output-limits'
import { Prefill } from './prefill'

/** An answer that has begun to come. */
export interface OpenedReply {
  readonly response: Response
  /** Given when the reply goes on in the model's own message; what it writes passes through here. */
  readonly prefill: Prefill | null
}

// Every server that speaks this protocol knows this version, and what is sent here means the same in the later ones.
const anthropicVersion = '2023-06-01'
const mostTries = 4

/** The options of every call: the version is named here, whatever the environment says. */
export function callOptions(signal: AbortSignal): { signal: AbortSignal; headers: Record<string, string> } {
  return { signal, headers: { 'anthropic-version': anthropicVersion } }
}

/**
 * Sends the question. What a model refuses is asked for in another way: fewer tokens, or to go on in words where it does not
 * go on in a message that has begun. Throws what the SDK throws.
 */
export async function openReply(client: Anthropic, request: ReplyRequest, signal: AbortSignal): Promise<OpenedReply> {
  let limit = outputLimitOf(request.model)
  let prefill = request.continueText ? new Prefill(request.continueText) : null
  for (let tries = 1; ; tries += 1) {
    try {
      const body = bodyFor(request, prefill, limit)
      // By its path: the SDK's own method prints to the console.
      const response = await client.post('/v1/messages', { body, ...callOptions(signal) }).asResponse()
      return { response, prefill }
    } catch (error) {
      const refusal = tries < mostTries ? refusalIn(error) : null
      const smaller = refusal === null ? null : smallerLimit(refusal, limit)
      if (smaller !== null) limit = smaller
      else if (refusal !== null && prefill && refusesPrefill(refusal)) prefill = null
      else throw error
    }
  }
}

function bodyFor(request: ReplyRequest, prefill: Prefill | null, limit: number): Anthropic.MessageCreateParams {
  return {
    model: request.model,
    max_tokens: limit,
    ...(request.system === '' ? {} : { system: request.system }),
    messages: messagesFor(request, prefill),
    stream: request.streaming !== false,
  }
}

/** The provider refuses a turn without text; there is none to lose in it. */
function messagesFor(request: ReplyRequest, prefill: Prefill | null): Anthropic.MessageParam[] {
  const messages: Anthropic.MessageParam[] = request.messages.map(({ role, text }) => ({ role, content: text }))
  if (prefill) {
    messages.push({ role: 'assistant', content: prefill.text })
  } else if (request.continueText) {
    messages.push({ role: 'assistant', content: request.continueText }, { role: 'user', content: continueInstruction })
  }
  return messages.filter(({ content }) => typeof content !== 'string' || content.trim() !== '')
}

/** The words in which a server refused the request itself, or null. */
function refusalIn(error: unknown): string | null {
  const failure = error instanceof Error ? (error.cause ?? error) : null
  if (!(failure instanceof ProviderFailure) || typeof failure.body !== 'string') return null
  if (failure.status !== 400 && failure.status !== 422) return null
  const inner = asRecord(asRecord(parseJson(failure.body))?.['error'])
  return asText(inner?.['message']) || failure.body
}

/** "This model does not support assistant message prefill. The conversation must end with a user message." */
function refusesPrefill(refusal: string): boolean {
  return /prefill|assistant message|end with a user message/i.test(refusal)
}
