import type { Model } from '../../../shared/providers'
import { errorContext, sendableKey } from '../chat-completions/openai-client'
import { readModelEntries } from '../chat-completions/model-list'
import { maximumBodyBytes, readReply } from '../chat-completions/read-reply'
import { guardedFetch, readText } from '../transport/guarded-fetch'
import { asRecord, asText } from '../transport/json-values'
import { continueInstruction } from '../chat-completions/openai-chat'
import type { Provider, ReplyRequest, StreamTap } from '../provider'
import { toProviderError } from '../transport/provider-errors'
import { ContentMapper } from './content-events'

/** Where and how a server that speaks Gemini's protocol is reached. */
export interface GeminiConnection {
  /** With the version, such as `/v1beta`. Empty: Google's own. */
  readonly baseUrl: string
  /** Null: none is sent. */
  readonly key: string | null
  /** Sent with every request, beside the key. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

const googleOrigin = 'https://generativelanguage.googleapis.com'
const modelsPerPage = 1000
const mostPages = 20

/** A provider that speaks Gemini's generateContent, at any address. */
export function createGemini(connection: GeminiConnection): Provider {
  return {
    async *streamReply(request, signal, tap) {
      const mapper = new ContentMapper(request.continueText ?? '')
      try {
        const response = await ask(connection, request, signal, tap)
        if (request.continueText) yield { type: 'continues', by: 'instruction' }
        for await (const events of readReply(response, mapper, signal, tap)) {
          for (const event of events) yield event
        }
      } catch (error) {
        yield* mapper.breakOff()
        if (signal.aborted) return
        throw toProviderError(error, errorContext(connection, 'chat'))
      }
    },

    async listModels(signal) {
      try {
        return await listAll(connection, signal)
      } catch (error) {
        throw toProviderError(signal.aborted ? signal.reason : error, errorContext(connection, 'models'))
      }
    },
  }
}

async function ask(
  connection: GeminiConnection,
  request: ReplyRequest,
  signal: AbortSignal,
  tap: StreamTap | undefined,
): Promise<Response> {
  const call = request.streaming === false ? 'generateContent' : 'streamGenerateContent?alt=sse'
  const url = `${baseOf(connection)}/${pathOf(request.model)}:${call}`
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  return send(connection, signal, tap)(url, { method: 'POST', headers, body: JSON.stringify(bodyFor(request)) })
}

/** The key goes into a header: addresses are written to logs on the way. */
function send(connection: GeminiConnection, signal: AbortSignal, tap?: StreamTap): typeof fetch {
  const key = sendableKey(connection.key)
  const { headers } = connection
  return guardedFetch({ fetch: connection.fetch ?? fetch, key, signal, keyHeader: 'x-goog-api-key', headers, tap })
}

function baseOf({ baseUrl }: GeminiConnection): string {
  const base = baseUrl.replace(/\/+$/, '') || googleOrigin
  return base === googleOrigin ? `${base}/v1beta` : base
}

/** Names are given with or without the collection they belong to. */
function pathOf(model: string): string {
  const [, collection = 'models', name = model] = /^(models|tunedModels)\/(.+)$/.exec(model) ?? []
  return `${collection}/${encodeURIComponent(name)}`
}

/** The provider refuses a turn without text; there is none to lose in it. */
function bodyFor(request: ReplyRequest): object {
  const turns = request.messages.map(({ role, text }) => turn(role === 'assistant' ? 'model' : 'user', text))
  if (request.continueText) turns.push(turn('model', request.continueText), turn('user', continueInstruction))
  return {
    ...(request.system === '' ? {} : { systemInstruction: { parts: [{ text: request.system }] } }),
    contents: turns.filter(({ parts }) => parts[0].text.trim() !== ''),
  }
}

interface Turn {
  readonly role: 'user' | 'model'
  readonly parts: readonly [{ readonly text: string }]
}

function turn(role: Turn['role'], text: string): Turn {
  return { role, parts: [{ text }] }
}

/** The models that generate content, in the order of the provider. */
async function listAll(connection: GeminiConnection, signal: AbortSignal): Promise<readonly Model[]> {
  const ids = new Set<string>()
  let token = ''
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({
      pageSize: String(modelsPerPage),
      ...(token === '' ? {} : { pageToken: token }),
    })
    const response = await send(connection, signal)(`${baseOf(connection)}/models?${query.toString()}`, {
      headers: { accept: 'application/json' },
    })
    const text = await readText(response.body, maximumBodyBytes)
    // An empty list is left out.
    if (text.trim() === '{}') break
    const { body, entries } = readModelEntries(text)
    for (const entry of entries) {
      const id = modelId(entry)
      if (id !== '' && id.length <= 200) ids.add(id)
    }
    const next = asText(body?.['nextPageToken'])
    if (next === '' || next === token) break
    token = next
  }
  return Array.from(ids, (id) => ({ id }))
}

/** The name without its collection; empty for a model that cannot chat. */
function modelId(entry: unknown): string {
  const model = asRecord(entry)
  const methods = model?.['supportedGenerationMethods']
  if (Array.isArray(methods) && !methods.includes('generateContent')) return ''
  return (asText(model?.['name']) || asText(model?.['id'])).replace(/^models\//, '')
}
