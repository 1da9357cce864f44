import { AppError } from '../../../shared/errors'
import type { StreamTap } from '../provider'
import { maskSecret, ProviderFailure } from './provider-errors'

/** What may be sent; everything else that a library adds (machine, versions, environment variables) stays here. */
const sentHeaders: readonly string[] = ['accept', 'anthropic-version', 'content-type']
const maximumRedirects = 5
const maximumErrorBytes = 1024 * 1024
const errorBodyTimeoutMs = 5_000

/** How one call to a provider is made. */
export interface GuardedFetchOptions {
  readonly fetch: typeof fetch
  readonly key: string | null
  readonly signal: AbortSignal
  /** Where the key goes when it is no bearer token, such as `x-api-key`. */
  readonly keyHeader?: string | undefined
  /** Sent beside the key, or in its place when one has the same name. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Sees the request, the response's head, and the body of an error; the body of a success is its reader's to show. */
  readonly tap?: StreamTap | undefined
}

/**
 * A `fetch` for one call to a provider. It sends the key and no other credential, and no key at all when there is none;
 * follows redirects only within one origin and only where the request stays the same; aborts with `signal` and nothing else.
 * It resolves with a successful response, or throws: `ProviderFailure` for an error status, `AppError` for a redirect.
 */
export function guardedFetch(options: GuardedFetchOptions): typeof fetch {
  return async (input, init) => {
    const headers = headersFor(options, new Headers(init?.headers))
    const method = init?.method ?? 'GET'
    const body = init?.body ?? null
    let url = new URL(input instanceof Request ? input.url : String(input))
    for (let redirects = 0; ; redirects += 1) {
      options.tap?.request({
        method,
        url: url.href,
        headers: maskedHeaders(headers, options),
        body: typeof body === 'string' ? body : '',
        secrets: secretsOf(options),
      })
      const response = await options.fetch(url.href, {
        method,
        headers,
        body,
        signal: options.signal,
        redirect: 'manual',
      })
      options.tap?.response({ status: response.status, headers: Object.fromEntries(response.headers) })
      if (response.ok) return response
      const target = redirectTarget(response, url)
      if (!target) {
        throw new ProviderFailure(response.status, response.headers, await errorText(response, options.tap))
      }
      await response.body?.cancel()
      const same =
        target.origin === url.origin && (method === 'GET' || response.status === 307 || response.status === 308)
      if (!same || redirects >= maximumRedirects) throw redirectError(response.status, target)
      url = target
    }
  }
}

function headersFor(options: GuardedFetchOptions, given: Headers): Headers {
  const headers = new Headers({ 'user-agent': 'Runnel' })
  for (const name of sentHeaders) {
    const value = given.get(name)
    if (value) headers.set(name, value)
  }
  if (options.key && options.keyHeader) headers.set(options.keyHeader, options.key)
  else if (options.key) headers.set('authorization', `Bearer ${options.key}`)
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    try {
      headers.set(name, value)
    } catch {
      const detail = `The header ${JSON.stringify(name)} cannot be sent: its name or its value has a character that none can have.`
      throw new AppError({ code: 'invalid-request', detail })
    }
  }
  return headers
}

/** As they are sent, but no secret can be read in them: what the user typed may be one too. */
function maskedHeaders(headers: Headers, options: GuardedFetchOptions): Readonly<Record<string, string>> {
  const secret = new Set(['authorization', options.keyHeader?.toLowerCase()])
  for (const name of Object.keys(options.headers ?? {})) secret.add(name.toLowerCase())
  return Object.fromEntries(
    Array.from(headers, ([name, value]) => [name, secret.has(name) ? maskSecret(value) : value]),
  )
}

/** Shorter ones are words like any other. */
function secretsOf({ key, headers }: GuardedFetchOptions): readonly string[] {
  return [...(key ? [key] : []), ...Object.values(headers ?? {})].filter((secret) => secret.length >= 8)
}

function redirectTarget(response: Response, base: URL): URL | null {
  const location = response.headers.get('location')
  return response.status >= 300 && response.status < 400 && location ? URL.parse(location, base.href) : null
}

function redirectError(status: number, target: URL): AppError {
  const detail = `HTTP ${status}: redirect to ${target.origin}${target.pathname}. It was not followed, and no key was sent there.`
  return new AppError({ code: 'invalid-request', reason: 'base-url', status, detail })
}

/** As much of an error's body as comes in time: a status counts even when the body breaks off. */
async function errorText(response: Response, tap: StreamTap | undefined): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  let size = 0
  const timer = setTimeout(() => void reader?.cancel().catch(() => undefined), errorBodyTimeoutMs)
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      tap?.bytes(part.value)
      text += decoder.decode(part.value, { stream: true })
      size += part.value.byteLength
      if (size > maximumErrorBytes) await reader?.cancel()
    }
  } catch {
    // The status is what counts.
  } finally {
    clearTimeout(timer)
  }
  return text + decoder.decode()
}

/** Puts a body together as text (UTF-8). `add` throws `bad-response` when it grows beyond `maximumBytes`. */
export class BodyText {
  readonly #decoder = new TextDecoder()
  readonly #maximumBytes: number
  #text = ''
  #size = 0

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes
  }

  add(part: Uint8Array): void {
    this.#size += part.byteLength
    if (this.#size > this.#maximumBytes) {
      throw new AppError({ code: 'bad-response', detail: `The answer is larger than ${this.#maximumBytes} bytes.` })
    }
    this.#text += this.#decoder.decode(part, { stream: true })
  }

  /** All of it, once the body has ended. */
  end(): string {
    return this.#text + this.#decoder.decode()
  }
}

/** The whole body as text (UTF-8). Throws `bad-response` when it is larger than `maximumBytes`. */
export async function readText(body: AsyncIterable<Uint8Array> | null, maximumBytes: number): Promise<string> {
  const text = new BodyText(maximumBytes)
  for await (const part of body ?? []) text.add(part)
  return text.end()
}
