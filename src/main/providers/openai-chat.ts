import type OpenAI from 'openai'
import { AppError } from '../../shared/errors'
import type { ProviderEvent } from '../../shared/reply'
import { EventReader } from './chat-completions/event-reader'
import { readModelList } from './chat-completions/model-list'
import { ReplyBody } from './chat-completions/reply-body'
import { guardedFetch, readText } from './guarded-fetch'
import { parseJson } from './json-values'
import { ChatChunkMapper } from './openai-chat-events'
import type { Provider, ReplyRequest } from './provider'
import { badResponse, ProviderFailure, toProviderError, type ErrorContext } from './provider-errors'
import { SseDecoder } from './sse'

/** Where and how a chat completions provider is reached. */
export interface OpenAiChatOptions {
  /** As `normalizeBaseUrl` gives it. */
  readonly baseUrl: string
  /** Null: none is sent. */
  readonly key: string | null
  readonly fetch?: typeof fetch
}

/** Asks for the rest of a reply, where the protocol has no way to go on in a message. */
export const continueInstruction =
  'Your last message was cut off. Continue it from exactly where it stops, beginning with the very next character. ' +
  'Repeat nothing that is already there and add nothing before it: no introduction, no apology, no quotation marks. ' +
  'If it stops inside a word, a list or a code block, go on inside it.'

const maximumBodyBytes = 64 * 1024 * 1024
/** setTimeout's longest wait: the caller's signal decides how long to wait, not the SDK. */
const noTimeoutMs = 2_147_483_647
const neverFinished = (): boolean => false

/** A provider that speaks OpenAI's chat completions, at any address. */
export function createOpenAiChat(options: OpenAiChatOptions): Provider {
  const key = options.key?.trim() || null
  return {
    async *streamReply(request, signal) {
      const context: ErrorContext = { key, call: 'chat' }
      const mapper = new ChatChunkMapper()
      try {
        const client = await createClient(options, key, signal)
        const response = await openStream(client, request, signal)
        for await (const events of readReply(response, mapper, signal)) {
          for (const event of events) yield event
        }
      } catch (error) {
        yield* mapper.end()
        if (signal.aborted) return
        throw toProviderError(error, context)
      }
    },

    async listModels(signal) {
      try {
        const client = await createClient(options, key, signal)
        const response = await client.models.list({ signal }).asResponse()
        return readModelList(await readText(response.body, maximumBodyBytes))
      } catch (error) {
        throw toProviderError(signal.aborted ? signal.reason : error, { key, call: 'models' })
      }
    },
  }
}

/** Everything that the SDK would take from environment variables is given here, so that none of it is sent. */
async function createClient(options: OpenAiChatOptions, key: string | null, signal: AbortSignal): Promise<OpenAI> {
  if (key && !/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError({ code: 'auth', detail: 'The key has a character that no key can have. Nothing was sent.' })
  }
  const { OpenAI: Client } = await import('openai')
  return new Client({
    baseURL: options.baseUrl,
    // Never sent: guardedFetch sets the header, or leaves it out.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: noTimeoutMs,
    logLevel: 'off',
    fetch: guardedFetch({ fetch: options.fetch ?? fetch, key, signal }),
  })
}

async function openStream(client: OpenAI, request: ReplyRequest, signal: AbortSignal): Promise<Response> {
  const body = { model: request.model, messages: messagesFor(request), stream: true } as const
  const send = async (extra: object): Promise<Response> =>
    client.chat.completions.create({ ...body, ...extra }, { signal }).asResponse()
  try {
    return await send({ stream_options: { include_usage: true } })
  } catch (error) {
    if (!refusesStreamOptions(error)) throw error
    return send({})
  }
}

/** Older servers refuse a field that they don't know; they name it. */
function refusesStreamOptions(error: unknown): boolean {
  const failure = error instanceof Error ? error.cause : null
  if (!(failure instanceof ProviderFailure) || typeof failure.body !== 'string') return false
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

async function* readReply(
  response: Response,
  mapper: ChatChunkMapper,
  signal: AbortSignal,
): AsyncGenerator<readonly ProviderEvent[]> {
  const body = new ReplyBody(response, signal)
  try {
    const kind = await body.kind()
    if (kind === 'html') throw badResponse('html', body.beginning())
    if (kind === 'json') {
      yield* readWholeReply(await readText(body.chunks(neverFinished), maximumBodyBytes), mapper)
      return
    }
    const decoder = new SseDecoder()
    const reader = new EventReader(mapper)
    for await (const bytes of body.chunks(() => mapper.finished)) {
      yield reader.read(decoder.push(bytes))
      if (reader.error) throw reader.error
      if (reader.done) break
    }
    if (!reader.done) {
      yield reader.read(decoder.end())
      if (reader.error) throw reader.error
    }
    if (!reader.anyEvent) throw reader.nothingRead()
    body.complete()
    yield mapper.end()
  } finally {
    body.release()
  }
}

/** A server that ignores `stream` answers with one completion, with a list of chunks, or with one chunk per line. */
function* readWholeReply(text: string, mapper: ChatChunkMapper): Generator<readonly ProviderEvent[]> {
  const whole = parseJson(text)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  let anyEvent = false
  for (const chunk of whole === undefined ? lines.map(parseJson) : [whole]) {
    if (chunk === undefined) throw badResponse('json', text)
    const events = mapper.map(chunk)
    anyEvent ||= events.length > 0
    yield events
    if (mapper.failure !== undefined) throw new ProviderFailure(null, null, mapper.failure)
  }
  if (!anyEvent) throw badResponse('empty', text)
  yield mapper.end()
}
