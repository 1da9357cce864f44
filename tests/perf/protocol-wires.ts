import type { ProviderProtocol } from '../../src/shared/providers'
import { chatEnd, sse, textEvent } from '../support/provider-server'

/** How a protocol puts a reply on the wire, with one event for each delta, as its provider does. */
export interface Wire {
  readonly protocol: Exclude<ProviderProtocol, 'azure-openai' | 'guide'>
  /** Where a model is asked, behind the server's origin. */
  pathOf(model: string): string
  /** What goes behind the origin in the provider's settings. */
  readonly base: string
  readonly begin: string
  delta(text: string, index: number): string
  readonly end: string
  /** The text in one event, read by somebody who knows nothing but the happy case. */
  textIn(event: never): string | undefined
}

const responseId = 'resp_68d1f0c2a4b8819098e0f1a2b3c4d5e6'
const itemId = 'msg_68d1f0c3b5c9819098e0f1a2b3c4d5e6'

function named(type: string, data: object = {}): string {
  return `event: ${type}\n${sse({ type, ...data })}`
}

const chat: Wire = {
  protocol: 'openai-chat',
  base: '/v1',
  pathOf: () => '/v1/chat/completions',
  begin: '',
  delta: textEvent,
  end: chatEnd(),
  textIn: (event: { choices: { delta: { content?: string } }[] }) => event.choices[0]?.delta.content,
}

const responses: Wire = {
  protocol: 'openai-responses',
  base: '/v1',
  pathOf: () => '/v1/responses',
  begin:
    named('response.created', {
      sequence_number: 0,
      response: { id: responseId, object: 'response', status: 'in_progress', model: 'stand-in' },
    }) +
    named('response.output_item.added', {
      sequence_number: 1,
      output_index: 0,
      item: { id: itemId, type: 'message', status: 'in_progress', content: [] },
    }) +
    named('response.content_part.added', {
      sequence_number: 2,
      item_id: itemId,
      output_index: 0,
      content_index: 0,
      part: { type: 'output_text', annotations: [], text: '' },
    }),
  delta: (text, index) =>
    named('response.output_text.delta', {
      sequence_number: index + 3,
      item_id: itemId,
      output_index: 0,
      content_index: 0,
      delta: text,
      logprobs: [],
    }),
  end: named('response.completed', {
    sequence_number: 10_000_000,
    response: { id: responseId, object: 'response', status: 'completed', output: [] },
  }),
  textIn: (event: { type: string; delta?: string }) =>
    event.type === 'response.output_text.delta' ? event.delta : undefined,
}

const messages: Wire = {
  protocol: 'anthropic-messages',
  base: '',
  pathOf: () => '/v1/messages',
  begin:
    named('message_start', {
      message: { id: 'msg_01', type: 'message', role: 'assistant', model: 'stand-in', content: [] },
    }) + named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  delta: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  end:
    named('content_block_stop', { index: 0 }) +
    named('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } }) +
    named('message_stop'),
  textIn: (event: { type: string; delta?: { text?: string } }) =>
    event.type === 'content_block_delta' ? event.delta?.text : undefined,
}

function geminiChunk(text: string, written: number, finish?: string): string {
  const content = { parts: [{ text }], role: 'model' }
  return sse({
    candidates: [{ content, ...(finish ? { finishReason: finish } : {}), index: 0 }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: written, totalTokenCount: 9 + written },
    modelVersion: 'stand-in',
    responseId: 'r68d1f0c2a4b88190',
  })
}

const gemini: Wire = {
  protocol: 'gemini',
  base: '/v1beta',
  pathOf: (model) => `/v1beta/models/${model}:streamGenerateContent`,
  begin: '',
  delta: (text, index) => geminiChunk(text, index + 1),
  end: geminiChunk('', 10_000_000, 'STOP'),
  textIn: (event: { candidates?: { content?: { parts?: { text?: string }[] } }[] }) =>
    event.candidates?.[0]?.content?.parts?.[0]?.text,
}

/** The protocols that have a wire of their own. */
export const wires: readonly Wire[] = [chat, responses, messages, gemini]
