import type OpenAI from 'openai'
import { createOpenAiClient, errorContext, failureOf, type OpenAiConnection } from '../chat-completions/openai-client'
import { readReply } from '../chat-completions/read-reply'
import { continueInstruction, listModels } from '../chat-completions/openai-chat'
import type { Provider, ReplyRequest, StreamEvent, StreamTap } from '../provider'
import { toProviderError } from '../transport/provider-errors'
import { formatCursor, parseCursor, type ResponseCursor } from './response-cursor'
import { ResponsesMapper } from './response-events'

/** Where and how a server that speaks OpenAI's Responses protocol is reached. */
export interface OpenAiResponsesOptions extends OpenAiConnection {
  /** True: the server keeps each response and works on it without a listener, so that a stream that broke can be taken up. */
  readonly background?: boolean
}

const cancelTimeoutMs = 2_000
/** Not refusals of the call itself: with another key, or later, it may go well. */
const passingStatuses: readonly number[] = [401, 408, 429]

/** A provider that speaks OpenAI's Responses protocol, at any address. */
export function createOpenAiResponses(options: OpenAiResponsesOptions): Provider {
  return {
    streamReply: (request, signal, tap) => streamReply(options, request, signal, tap),
    listModels: (signal) => listModels(options, signal),
  }
}

async function* streamReply(
  options: OpenAiResponsesOptions,
  request: ReplyRequest,
  signal: AbortSignal,
  tap: StreamTap | undefined,
): AsyncGenerator<StreamEvent> {
  const inBackground = options.background === true && request.streaming !== false
  const cursor = parseCursor(request.cursor)
  let mapper = new ResponsesMapper(cursor)
  const stopWatching = inBackground ? cancelWhenStopped(options, signal, () => mapper) : null
  try {
    const client = await createOpenAiClient(options, signal, tap)
    let response = cursor ? await reopen(client, cursor, signal) : null
    if (response) {
      yield { type: 'continues', by: 'cursor' }
    } else {
      mapper = new ResponsesMapper()
      response = await open(client, request, inBackground, signal)
      if (request.continueText) yield { type: 'continues', by: 'instruction' }
    }
    let told = -1
    for await (const events of readReply(response, mapper, signal, tap)) {
      for (const event of events) yield event
      const reached = inBackground ? mapper.cursor : null
      if (reached === null || reached.sequence === told) continue
      told = reached.sequence
      yield { type: 'cursor', cursor: formatCursor(reached) }
    }
  } catch (error) {
    yield* mapper.end()
    if (signal.aborted) return
    throw toProviderError(error, errorContext(options, 'chat'))
  } finally {
    stopWatching?.()
  }
}

async function open(
  client: OpenAI,
  request: ReplyRequest,
  inBackground: boolean,
  signal: AbortSignal,
): Promise<Response> {
  const body = {
    model: request.model,
    input: inputFor(request),
    store: inBackground,
    ...(request.system === '' ? {} : { instructions: request.system }),
  }
  if (request.streaming === false) return client.responses.create(body, { signal }).asResponse()
  const streamed = { ...body, stream: true, ...(inBackground ? { background: true } : {}) } as const
  return client.responses.create(streamed, { signal }).asResponse()
}

function inputFor(request: ReplyRequest): OpenAI.Responses.EasyInputMessage[] {
  const input: OpenAI.Responses.EasyInputMessage[] = request.messages.map(({ role, text }) => ({ role, content: text }))
  if (request.continueText) {
    input.push({ role: 'assistant', content: request.continueText }, { role: 'user', content: continueInstruction })
  }
  return input
}

/** The rest of the stream, or null when the server does not have it, or does not give it. */
async function reopen(client: OpenAI, cursor: ResponseCursor, signal: AbortSignal): Promise<Response | null> {
  const query = { stream: true, starting_after: cursor.sequence } as const
  try {
    return await client.responses.retrieve(cursor.responseId, query, { signal }).asResponse()
  } catch (error) {
    const status = failureOf(error)?.status ?? 0
    const isRefused = (status >= 400 && status < 500) || status === 501
    if (!isRefused || passingStatuses.includes(status)) throw error
    return null
  }
}

/** Without it, a response in the background is worked on, and paid for, to its end. */
function cancelWhenStopped(
  options: OpenAiResponsesOptions,
  signal: AbortSignal,
  mapper: () => ResponsesMapper,
): () => void {
  const onAbort = (): void => {
    const { responseId, finished } = mapper()
    // Who gives up waiting wants to take it up again.
    const isStopped = !(signal.reason instanceof Error && signal.reason.name === 'TimeoutError')
    if (responseId !== '' && !finished && isStopped) void cancel(options, responseId)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  return () => signal.removeEventListener('abort', onAbort)
}

async function cancel(options: OpenAiResponsesOptions, responseId: string): Promise<void> {
  try {
    const client = await createOpenAiClient(options, AbortSignal.timeout(cancelTimeoutMs))
    const response = await client.responses.cancel(responseId).asResponse()
    await response.body?.cancel()
  } catch {
    // The reply has ended for the user; the server notices by itself, if late.
  }
}
