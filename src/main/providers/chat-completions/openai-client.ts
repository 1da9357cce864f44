import type OpenAI from 'openai'
import { AppError } from '../../../shared/errors'
import { guardedFetch } from '../transport/guarded-fetch'
import type { StreamTap } from '../provider'
import { ProviderFailure, type ErrorContext } from '../transport/provider-errors'

/** Where and how a server that speaks one of OpenAI's protocols is reached. */
export interface OpenAiConnection {
  /** Without a slash, a query or the name of a call at the end. */
  readonly baseUrl: string
  /** Null: none is sent. */
  readonly key: string | null
  /** The header for the key where it is no bearer token. */
  readonly keyHeader?: string
  /** Sent with every request, beside the key. */
  readonly headers?: Readonly<Record<string, string>>
  /** Added to every address. */
  readonly query?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** setTimeout's longest wait: the caller's signal decides how long to wait, not the SDK. */
const noTimeoutMs = 2_147_483_647

/** The key as it is sent: without white space around it, null when nothing is left. */
function trimKey(key: string | null): string | null {
  return key?.trim() || null
}

/** The key as it is sent. Throws AppError `auth` for one that no header can hold. */
export function sendableKey(given: string | null): string | null {
  const key = trimKey(given)
  if (key === null || /^[\x21-\x7e]+$/.test(key)) return key
  throw new AppError({ code: 'auth', detail: 'The key has a character that no key can have. Nothing was sent.' })
}

/** What errors of this connection are read against. */
export function errorContext(
  connection: Pick<OpenAiConnection, 'key' | 'headers'>,
  call: ErrorContext['call'],
): ErrorContext {
  return { key: trimKey(connection.key), secrets: Object.values(connection.headers ?? {}), call }
}

/** The answer that a call of the SDK failed with, or null when it failed otherwise. */
export function failureOf(error: unknown): ProviderFailure | null {
  return error instanceof Error && error.cause instanceof ProviderFailure ? error.cause : null
}

/**
 * The SDK's client for one exchange. Everything that it would take from environment variables is given here, so that none of
 * it is sent. Throws AppError `auth` for a key that no header can hold.
 */
export async function createOpenAiClient(
  connection: OpenAiConnection,
  signal: AbortSignal,
  tap?: StreamTap,
): Promise<OpenAI> {
  const key = sendableKey(connection.key)
  const { keyHeader, headers, query } = connection
  const { OpenAI: Client } = await import('openai')
  return new Client({
    baseURL: connection.baseUrl,
    // Never sent: guardedFetch sets the header, or leaves it out.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: noTimeoutMs,
    logLevel: 'off',
    ...(query ? { defaultQuery: { ...query } } : {}),
    fetch: guardedFetch({ fetch: connection.fetch ?? fetch, key, signal, keyHeader, headers, tap }),
  })
}
