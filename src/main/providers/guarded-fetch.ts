import { AppError } from '../../shared/errors'
import { ProviderFailure } from './provider-errors'

/** What may be sent; everything else that a library adds (machine, versions, environment variables) stays here. */
const sentHeaders: readonly string[] = ['accept', 'content-type']
const maximumRedirects = 5
const maximumErrorBytes = 1024 * 1024
const errorBodyTimeoutMs = 5_000

/**
 * A `fetch` for one call to a provider. It sends the key and no other credential, and no key at all when there is none;
 * follows redirects only within one origin and only where the request stays the same; aborts with `signal` and nothing else.
 * It resolves with a successful response, or throws: `ProviderFailure` for an error status, `AppError` for a redirect.
 */
export function guardedFetch(options: {
  readonly fetch: typeof fetch
  readonly key: string | null
  readonly signal: AbortSignal
}): typeof fetch {
  return async (input, init) => {
    const given = new Headers(init?.headers)
    const headers = new Headers({ 'user-agent': 'Runnel' })
    for (const name of sentHeaders) {
      const value = given.get(name)
      if (value) headers.set(name, value)
    }
    if (options.key) headers.set('authorization', `Bearer ${options.key}`)
    const method = init?.method ?? 'GET'
    let url = new URL(input instanceof Request ? input.url : String(input))
    for (let redirects = 0; ; redirects += 1) {
      const body = init?.body ?? null
      const response = await options.fetch(url.href, {
        method,
        headers,
        body,
        signal: options.signal,
        redirect: 'manual',
      })
      if (response.ok) return response
      const target = redirectTarget(response, url)
      if (!target) throw new ProviderFailure(response.status, response.headers, await errorText(response))
      await response.body?.cancel()
      const same =
        target.origin === url.origin && (method === 'GET' || response.status === 307 || response.status === 308)
      if (!same || redirects >= maximumRedirects) throw redirectError(response.status, target)
      url = target
    }
  }
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
async function errorText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  let size = 0
  const timer = setTimeout(() => void reader?.cancel().catch(() => undefined), errorBodyTimeoutMs)
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
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

/** The whole body as text (UTF-8). Throws `bad-response` when it is larger than `maximumBytes`. */
export async function readText(body: AsyncIterable<Uint8Array> | null, maximumBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > maximumBytes) {
      throw new AppError({ code: 'bad-response', detail: `The answer is larger than ${maximumBytes} bytes.` })
    }
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}
