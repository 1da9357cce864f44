import type { IncomingHttpHeaders } from 'node:http'
import type { ProviderSettings } from '../../src/shared/settings'
import {
  chatChunk,
  chatEnd,
  jsonAnswer,
  sse,
  textEvent,
  type Bytes,
  type LoggedRequest,
  type Script,
} from './provider-server'

/** What an answer says when it is an error, in the words of all protocols. */
export type Refusal = 'wrong-key' | 'no-model' | 'no-money' | 'too-often' | 'broken' | 'busy'

/** How a reply ends before it is whole. */
export type Ending = 'filtered' | 'length'

/** How a server speaks one protocol. */
export interface ProtocolVoice {
  readonly protocol: ProviderSettings['protocol']
  /** The address of a provider whose server stands at `root`, and the path that is asked there. */
  readonly baseUrl: (root: string) => string
  readonly path: string
  /** Where its models are listed, and a list of two. */
  readonly models: { readonly path: string; readonly list: Script }
  readonly keyHeader: 'authorization' | 'x-api-key' | 'x-goog-api-key' | 'api-key'
  /** What comes before the first token. */
  readonly opening: string
  readonly text: (piece: string) => string
  /** The end of a whole reply, and of one that is none. */
  readonly end: string
  readonly ending: Readonly<Record<Ending, { readonly before: Script; readonly after: string }>>
  /** A reply that says no in words, where the protocol has one. */
  readonly refusal: string | null
  /** Events that are errors. */
  readonly errorInside: Readonly<Record<'busy' | 'broken' | 'refused', string>>
  /** The same as an answer, in the protocol's own shape; `too-often` asks for seven seconds. */
  readonly refuses: Readonly<Record<Refusal, Script>>
}

/** What the model says in place of an answer. */
export const refusalText = 'I can’t help with that.'
/** What `too-often` asks for. */
export const askedWaitMs = 7000

const stream = (...parts: readonly Bytes[]): Script => ({ steps: parts.map((send) => ({ send })) })
const event = (type: string, rest: object = {}): string => `event: ${type}\n${sse({ type, ...rest })}`

function openAiError(status: number, code: string | null, type: string, headers = {}): Script {
  return jsonAnswer({ error: { message: `The words of ${code ?? type}.`, type, param: null, code } }, status, headers)
}

function refusesAsOpenAi(retry: Readonly<Record<string, string>>): ProtocolVoice['refuses'] {
  return {
    'wrong-key': openAiError(401, 'invalid_api_key', 'invalid_request_error'),
    'no-model': openAiError(404, 'model_not_found', 'invalid_request_error'),
    'no-money': openAiError(429, 'insufficient_quota', 'insufficient_quota'),
    'too-often': openAiError(429, 'rate_limit_exceeded', 'requests', retry),
    broken: openAiError(500, null, 'server_error'),
    busy: openAiError(503, null, 'service_unavailable_error'),
  }
}

const twoModels = jsonAnswer({ data: [{ id: 'model-a' }, { id: 'model-b' }], has_more: false })

const chatOpening = sse(chatChunk({ role: 'assistant', content: '' }))
const chat: ProtocolVoice = {
  protocol: 'openai-chat',
  baseUrl: (root) => `${root}/v1`,
  path: '/v1/chat/completions',
  models: { path: '/v1/models', list: twoModels },
  keyHeader: 'authorization',
  opening: chatOpening,
  text: textEvent,
  end: chatEnd(),
  ending: {
    filtered: { before: stream(chatOpening, chatEnd('content_filter')), after: chatEnd('content_filter') },
    length: { before: stream(chatOpening, chatEnd('length')), after: chatEnd('length') },
  },
  refusal: chatOpening + sse(chatChunk({ refusal: refusalText })) + chatEnd(),
  errorInside: {
    busy: sse({ error: { message: 'Overloaded.', type: 'service_unavailable_error', param: null, code: null } }),
    broken: sse({ error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } }),
    refused: sse({ error: { message: 'Not like this.', type: 'invalid_request_error', param: null, code: null } }),
  },
  refuses: refusesAsOpenAi({ 'retry-after': String(askedWaitMs / 1000) }),
}

const azureFilter = {
  message: 'The response was filtered.',
  type: null,
  param: 'prompt',
  code: 'content_filter',
  status: 400,
  innererror: { code: 'ResponsibleAIPolicyViolation' },
}
const azureOpening = sse({ ...chatChunk({}), id: '', choices: [], prompt_filter_results: [] }) + chatOpening
const azure: ProtocolVoice = {
  ...chat,
  protocol: 'azure-openai',
  baseUrl: (root) => root,
  path: '/openai/v1/chat/completions',
  models: { path: '/openai/v1/models', list: twoModels },
  keyHeader: 'api-key',
  opening: azureOpening,
  ending: { ...chat.ending, filtered: { ...chat.ending.filtered, before: jsonAnswer({ error: azureFilter }, 400) } },
  errorInside: {
    busy: sse({ error: { message: 'Overloaded.', code: '503' } }),
    broken: sse({ error: { message: 'The server had an error.', code: 'InternalServerError' } }),
    refused: sse({ error: { message: 'Not like this.', code: 'BadRequest', status: 400 } }),
  },
  refuses: {
    ...chat.refuses,
    'wrong-key': jsonAnswer({ error: { code: '401', message: 'Access denied due to invalid subscription key.' } }, 401),
    'no-model': jsonAnswer({ error: { code: 'DeploymentNotFound', message: 'There is no such deployment.' } }, 404),
    'too-often': jsonAnswer({ error: { code: '429', message: 'Please retry after 7 seconds.' } }, 429, {
      'retry-after-ms': String(askedWaitMs),
      'retry-after': '7',
    }),
    broken: jsonAnswer({ error: { code: 'InternalServerError', message: 'Backend failure.' } }, 500),
  },
}

const response = (status: string, rest: object = {}): object => ({
  response: { id: 'resp_1', object: 'response', model: 'stand-in', status, output: [], ...rest },
})
const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
const responsesOpening =
  event('response.created', response('in_progress')) +
  event('response.output_item.added', {
    output_index: 0,
    item: { id: 'msg_1', type: 'message', role: 'assistant', content: [] },
  })
const incomplete = (reason: string): string =>
  event('response.incomplete', response('incomplete', { incomplete_details: { reason } }))
const failed = (code: string): string =>
  event('response.failed', response('failed', { error: { code, message: `The words of ${code}.` } }))
const responses: ProtocolVoice = {
  protocol: 'openai-responses',
  baseUrl: chat.baseUrl,
  path: '/v1/responses',
  models: chat.models,
  keyHeader: 'authorization',
  opening: responsesOpening,
  text: (delta) => event('response.output_text.delta', { ...place, delta }),
  end: event('response.completed', response('completed')),
  ending: {
    filtered: { before: stream(responsesOpening, incomplete('content_filter')), after: incomplete('content_filter') },
    length: {
      before: stream(responsesOpening, incomplete('max_output_tokens')),
      after: incomplete('max_output_tokens'),
    },
  },
  refusal:
    responsesOpening +
    event('response.refusal.delta', { ...place, delta: refusalText }) +
    event('response.refusal.done', { ...place, refusal: refusalText }) +
    event('response.completed', response('completed')),
  errorInside: {
    busy: failed('server_overloaded'),
    broken: failed('server_error'),
    refused: event('error', { error: { type: 'invalid_request_error', code: null, message: 'Not like this.' } }),
  },
  refuses: refusesAsOpenAi({ 'retry-after-ms': String(askedWaitMs) }),
}

function anthropicError(status: number, type: string, headers = {}): Script {
  return jsonAnswer({ type: 'error', error: { type, message: `The words of ${type}.` } }, status, headers)
}
const anthropicOpening =
  event('message_start', {
    message: { id: 'msg_1', model: 'stand-in', content: [], usage: { input_tokens: 9, output_tokens: 1 } },
  }) +
  event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
  event('ping')
const anthropicEnd = (reason: string): string =>
  event('content_block_stop', { index: 0 }) +
  event('message_delta', { delta: { stop_reason: reason }, usage: { output_tokens: 9 } }) +
  event('message_stop')
const anthropic: ProtocolVoice = {
  protocol: 'anthropic-messages',
  baseUrl: (root) => root,
  path: '/v1/messages',
  models: chat.models,
  keyHeader: 'x-api-key',
  opening: anthropicOpening,
  text: (text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  end: anthropicEnd('end_turn'),
  ending: {
    filtered: { before: stream(anthropicOpening, anthropicEnd('refusal')), after: anthropicEnd('refusal') },
    length: { before: stream(anthropicOpening, anthropicEnd('max_tokens')), after: anthropicEnd('max_tokens') },
  },
  refusal: null,
  errorInside: {
    busy: event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
    broken: event('error', { error: { type: 'api_error', message: 'Internal server error' } }),
    refused: event('error', { error: { type: 'invalid_request_error', message: 'Not like this.' } }),
  },
  refuses: {
    'wrong-key': anthropicError(401, 'authentication_error'),
    'no-model': anthropicError(404, 'not_found_error'),
    'no-money': anthropicError(402, 'billing_error'),
    'too-often': anthropicError(429, 'rate_limit_error', {
      date: 'Wed, 23 Sep 2026 10:00:00 GMT',
      'retry-after': 'Wed, 23 Sep 2026 10:00:07 GMT',
    }),
    broken: anthropicError(500, 'api_error'),
    busy: anthropicError(529, 'overloaded_error'),
  },
}

function googleError(code: number, status: string, details: readonly object[] = []): Script {
  return jsonAnswer({ error: { code, message: `The words of ${status}.`, status, details } }, code)
}
const candidate = (fields: object): string =>
  sse({ candidates: [{ index: 0, ...fields }], modelVersion: 'stand-in', responseId: 'resp-1' })
const geminiOpening = sse({ usageMetadata: { promptTokenCount: 9 }, modelVersion: 'stand-in', responseId: 'resp-1' })
const gemini: ProtocolVoice = {
  protocol: 'gemini',
  baseUrl: (root) => `${root}/v1beta`,
  path: '/v1beta/models/model-a:streamGenerateContent',
  models: {
    path: '/v1beta/models',
    list: jsonAnswer({ models: [{ name: 'models/model-a' }, { name: 'models/model-b' }] }),
  },
  keyHeader: 'x-goog-api-key',
  opening: geminiOpening,
  text: (text) => candidate({ content: { role: 'model', parts: [{ text }] } }),
  end: candidate({ finishReason: 'STOP' }),
  ending: {
    filtered: {
      before: stream(sse({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })),
      after: candidate({ finishReason: 'SAFETY' }),
    },
    length: {
      before: stream(geminiOpening, candidate({ finishReason: 'MAX_TOKENS' })),
      after: candidate({ finishReason: 'MAX_TOKENS' }),
    },
  },
  refusal: null,
  errorInside: {
    busy: sse({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }),
    broken: sse({ error: { code: 500, message: 'An internal error has occurred.', status: 'INTERNAL' } }),
    refused: sse({ error: { code: 400, message: 'Not like this.', status: 'INVALID_ARGUMENT' } }),
  },
  refuses: {
    'wrong-key': googleError(400, 'INVALID_ARGUMENT', [{ reason: 'API_KEY_INVALID' }]),
    'no-model': googleError(404, 'NOT_FOUND'),
    'no-money': googleError(429, 'RESOURCE_EXHAUSTED', [{ violations: [{ quotaId: 'RequestsPerDay' }] }]),
    'too-often': googleError(429, 'RESOURCE_EXHAUSTED', [{ retryDelay: `${askedWaitMs / 1000}s` }]),
    broken: googleError(500, 'INTERNAL'),
    busy: googleError(503, 'UNAVAILABLE'),
  },
}

/** The key that a request carries where its protocol puts it. */
export function keyIn(voice: ProtocolVoice, headers: IncomingHttpHeaders): string {
  return String(headers[voice.keyHeader] ?? '').replace(/^Bearer /, '')
}

/** All that a request carries beside its key. */
export function besideKey(voice: ProtocolVoice, { headers, path, bodyText }: LoggedRequest): string {
  return JSON.stringify([{ ...headers, [voice.keyHeader]: undefined }, path, bodyText])
}

/** All protocols, in the order of the tables that are made from them. */
export const protocolVoices: readonly ProtocolVoice[] = [chat, responses, anthropic, gemini, azure]

/** How a server speaks this protocol. */
export function voiceOf(protocol: ProtocolVoice['protocol']): ProtocolVoice {
  const voice = protocolVoices.find((one) => one.protocol === protocol)
  if (!voice) throw new Error(`No voice for ${protocol}.`)
  return voice
}
