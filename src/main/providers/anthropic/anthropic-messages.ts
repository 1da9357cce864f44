import type Anthropic from '@anthropic-ai/sdk'
import type { Model } from '../../../shared/providers'
import { errorContext, sendableKey } from '../chat-completions/openai-client'
import { readModelEntries } from '../chat-completions/model-list'
import { maximumBodyBytes, readReply } from '../chat-completions/read-reply'
import { guardedFetch, readText } from '../transport/guarded-fetch'
import { asRecord, asText } from '../transport/json-values'
import type { Provider, StreamEvent, StreamTap } from '../provider'
import { toProviderError } from '../transport/provider-errors'
import { MessageMapper } from './message-events'
import { callOptions, openReply } from './messages-request'
import type { Prefill } from './prefill'

/** Where and how a server that speaks the Messages API is reached. */
export interface AnthropicConnection {
  /** With or without `/v1`. */
  readonly baseUrl: string
  /** Null: none is sent. */
  readonly key: string | null
  /** Sent with every request, beside the key. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** setTimeout's longest wait: the caller's signal decides how long to wait, not the SDK. */
const noTimeoutMs = 2_147_483_647
const modelsPerPage = 1000
const mostPages = 20

/** A provider that speaks Anthropic's Messages API, at any address. */
export function createAnthropicMessages(connection: AnthropicConnection): Provider {
  return {
    async *streamReply(request, signal, tap) {
      const mapper = new MessageMapper()
      const calls = new ClientCalls(connection, signal, tap)
      let prefill: Prefill | null = null
      try {
        const opened = await openReply(await calls.client(), request, signal)
        prefill = opened.prefill
        if (request.continueText) yield { type: 'continues', by: prefill ? 'prefill' : 'instruction' }
        for await (const events of readReply(opened.response, mapper, signal, tap)) {
          for (const event of prefill ? joined(events, prefill) : events) yield event
        }
      } catch (error) {
        yield* prefill ? joined(mapper.end(), prefill) : mapper.end()
        if (signal.aborted) return
        throw toProviderError(calls.failure ?? error, errorContext(connection, 'chat'))
      }
    },

    async listModels(signal) {
      const calls = new ClientCalls(connection, signal)
      try {
        return await listAll(await calls.client(), signal)
      } catch (error) {
        const thrown = signal.aborted ? signal.reason : (calls.failure ?? error)
        throw toProviderError(thrown, errorContext(connection, 'models'))
      }
    },
  }
}

/** The SDK's client for one exchange, and what really failed: the SDK forgets the cause of some errors. */
class ClientCalls {
  failure: unknown = null
  readonly #connection: AnthropicConnection
  readonly #signal: AbortSignal
  readonly #tap: StreamTap | undefined

  constructor(connection: AnthropicConnection, signal: AbortSignal, tap?: StreamTap) {
    this.#connection = connection
    this.#signal = signal
    this.#tap = tap
  }

  /** Whatever the SDK would take from environment variables and profiles is given here, or dropped by `guardedFetch`. */
  async client(): Promise<Anthropic> {
    const { baseUrl, headers } = this.#connection
    const key = sendableKey(this.#connection.key)
    const guarded = guardedFetch({
      fetch: this.#connection.fetch ?? fetch,
      key,
      signal: this.#signal,
      keyHeader: 'x-api-key',
      headers,
      tap: this.#tap,
    })
    const { Anthropic: Client } = await import('@anthropic-ai/sdk')
    return new Client({
      baseURL: baseUrl.replace(/\/+$/, '').replace(/(\/v1)?(\/messages)?$/, ''),
      // Never sent: guardedFetch sets the header, or leaves it out.
      apiKey: 'none',
      webhookKey: null,
      maxRetries: 0,
      timeout: noTimeoutMs,
      logLevel: 'off',
      openTelemetry: false,
      fetch: async (input, init) => {
        this.failure = null
        try {
          return await guarded(input, init)
        } catch (error) {
          this.failure = error
          throw error
        }
      },
    })
  }
}

/** The events with the text joined to what was there: no white space twice. */
function* joined(events: readonly StreamEvent[], prefill: Prefill): Generator<StreamEvent> {
  for (const event of events) {
    if (event.type !== 'text-delta') {
      yield event
      continue
    }
    const text = prefill.push(event.text)
    yield text === '' ? { type: 'alive' } : { ...event, text }
  }
}

/** All models that still answer, the newest first, as the provider lists them. */
async function listAll(client: Anthropic, signal: AbortSignal): Promise<readonly Model[]> {
  const ids = new Set<string>()
  let after: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const query: Anthropic.ModelListParams = { limit: modelsPerPage, ...(after === null ? {} : { after_id: after }) }
    const response = await client.models.list(query, callOptions(signal)).asResponse()
    const { body, entries } = readModelEntries(await readText(response.body, maximumBodyBytes))
    for (const entry of entries) {
      const model = asRecord(entry)
      const id = asText(model?.['id']) || asText(model?.['name'])
      if (id !== '' && id.length <= 200 && model?.['lifecycle'] !== 'retired') ids.add(id)
    }
    const last = asText(body?.['last_id'])
    if (body?.['has_more'] !== true || last === '' || last === after) break
    after = last
  }
  return Array.from(ids, (id) => ({ id }))
}
