import type OpenAI from 'openai'
import type { Model } from '../../../shared/providers'
import { readModelList } from './model-list'
import { createOpenAiClient, errorContext, failureOf, type OpenAiConnection } from './openai-client'
import { maximumBodyBytes, readReply } from './read-reply'
import { readText } from '../transport/guarded-fetch'
import { ChatChunkMapper } from './openai-chat-events'
import type { Provider, ReplyRequest, StreamTap } from '../provider'
import { toProviderError } from '../transport/provider-errors'

/** Asks for the rest of a reply, where the protocol has no way to go on in a message. */
export const continueInstruction =
  'Your last message was cut off. Continue it from exactly where it stops, beginning with the very next character. ' +
  'Repeat nothing that is already there and add nothing before it: no introduction, no apology, no quotation marks. ' +
  'If it stops inside a word, a list or a code block, go on inside it.'

/** A chat completions server, and how it takes a reply up again. */
export interface OpenAiChatOptions extends OpenAiConnection {
  /** It goes on from a trailing assistant message. Absent: it is asked in words. */
  readonly prefill?: Prefill
}

/** `field`: marks that message, and is a promise of the protocol. Without it some models only take it as an earlier turn. */
export interface Prefill {
  readonly baseUrl?: string
  readonly field?: 'prefix'
}

/** A provider that speaks OpenAI's chat completions, at any address. */
export function createOpenAiChat({ prefill, ...connection }: OpenAiChatOptions): Provider {
  return {
    async *streamReply(request, signal, tap) {
      const mapper = new ChatChunkMapper()
      try {
        const prefilled =
          request.continueText && prefill ? await openPrefilled(connection, prefill, request, signal, tap) : null
        const client = await createOpenAiClient(connection, signal, tap)
        const response = prefilled ?? (await openStream(client, request, messagesFor(request), signal))
        const isExact = prefilled !== null && prefill?.field !== undefined
        if (request.continueText) yield { type: 'continues', by: isExact ? 'prefill' : 'instruction' }
        for await (const events of readReply(response, mapper, signal, tap)) {
          for (const event of events) yield event
        }
      } catch (error) {
        yield* mapper.end()
        if (signal.aborted) return
        throw toProviderError(error, errorContext(connection, 'chat'))
      }
    },
    listModels: (signal) => listModels(connection, signal),
  }
}

/** The models that a server lists under `/models`, as OpenAI does. Throws AppError. */
export async function listModels(connection: OpenAiConnection, signal: AbortSignal): Promise<readonly Model[]> {
  try {
    const client = await createOpenAiClient(connection, signal)
    const response = await client.models.list({ signal }).asResponse()
    return readModelList(await readText(response.body, maximumBodyBytes))
  } catch (error) {
    throw toProviderError(signal.aborted ? signal.reason : error, errorContext(connection, 'models'))
  }
}

/** The stream that goes on from the text, or null when the server refuses to be asked this way. */
async function openPrefilled(
  connection: OpenAiConnection,
  prefill: Prefill,
  request: ReplyRequest,
  signal: AbortSignal,
  tap: StreamTap | undefined,
): Promise<Response | null> {
  const client = await createOpenAiClient(
    { ...connection, baseUrl: prefill.baseUrl ?? connection.baseUrl },
    signal,
    tap,
  )
  const { continueText = '', ...rest } = request
  const last = {
    role: 'assistant',
    content: continueText,
    ...(prefill.field ? { [prefill.field]: true } : {}),
  } as const
  try {
    return await openStream(client, request, [...messagesFor(rest), last], signal)
  } catch (error) {
    const status = failureOf(error)?.status
    if (status === 400 || status === 404 || status === 422) return null
    throw error
  }
}

async function openStream(
  client: OpenAI,
  request: ReplyRequest,
  messages: ChatParameter[],
  signal: AbortSignal,
): Promise<Response> {
  const body = { model: request.model, messages }
  if (request.streaming === false) return client.chat.completions.create(body, { signal }).asResponse()
  const send = async (extra: object): Promise<Response> =>
    client.chat.completions.create({ ...body, stream: true, ...extra }, { signal }).asResponse()
  try {
    return await send({ stream_options: { include_usage: true } })
  } catch (error) {
    if (!refusesStreamOptions(error)) throw error
    return send({})
  }
}

/** Older servers refuse a field that they don't know; they name it. */
function refusesStreamOptions(error: unknown): boolean {
  const failure = failureOf(error)
  if (failure === null || typeof failure.body !== 'string') return false
  return (failure.status === 400 || failure.status === 422) && /stream_options|include_usage/.test(failure.body)
}

type ChatParameter = OpenAI.ChatCompletionMessageParam

function messagesFor(request: ReplyRequest): ChatParameter[] {
  const messages: ChatParameter[] = request.messages.map(({ role, text }) => ({ role, content: text }))
  if (request.system !== '') messages.unshift({ role: 'system', content: request.system })
  if (request.continueText) {
    messages.push({ role: 'assistant', content: request.continueText }, { role: 'user', content: continueInstruction })
  }
  return messages
}
