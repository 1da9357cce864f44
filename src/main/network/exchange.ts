import type { Writable } from 'node:stream'
import type { Agent, Dispatcher } from 'undici'
import { AppError } from '../../shared/errors'
import { proxyAuthorization } from './connector'
import { acceptedCodings, decoderOf } from './content-coding'
import type { NetworkUse } from './network'
import type { NetworkLog, OpenExchange } from './network-log'
import { codeOf, refused } from './proxy-failure'
import { proxyName, type ProxyRoute, type Route } from './proxy-route'

/** How one exchange gets to its host. */
export interface Way {
  readonly use: NetworkUse
  readonly route: Route
  readonly log: NetworkLog
}

/** What is sent. */
export interface SentRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array | null
}

/** Chunks that may wait to be read before the server is made to wait. */
const mostWaiting = 16
/** They have no body: https://fetch.spec.whatwg.org/#null-body-status */
const withoutBody: readonly number[] = [204, 205, 304]

/**
 * One request by one route, and its answer as `fetch` would give it, a redirect included; the runtime's own `fetch` leads
 * every chunk through three streams, which costs more than everything else that is done with it. Throws as `fetch` does: the
 * signal's reason, a TypeError whose cause says what happened, or the AppError that made the connection fail.
 */
export function exchange(agent: Agent, way: Way, request: SentRequest, signal: AbortSignal | null): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const { method, url, body } = request
  const headers: Record<string, string> = { accept: '*/*', 'accept-encoding': acceptedCodings }
  for (const [name, value] of request.headers) headers[name] = value
  const reader = readingProxy(way.route, url)
  const authorization = reader && proxyAuthorization(reader)
  if (authorization) headers['proxy-authorization'] = authorization
  const path = url.pathname + url.search
  const log = way.log.open({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    why: way.use.why,
    providerId: way.use.providerId,
    method,
    path: url.pathname,
    bytesSent: body?.length ?? 0,
    viaProxy: way.route.kind === 'direct' ? null : proxyName(way.route),
  })
  const handler = new ExchangeHandler(log, reader, resolve, reject)
  handler.listenTo(signal)
  const options = { origin: url.origin, path: reader ? url.origin + path : path, headers, body }
  agent.dispatch({ ...options, method: method as Dispatcher.HttpMethod }, handler)
  return promise
}

/** Plain HTTP goes through an HTTP proxy without a tunnel: the request names the whole address, and who asks. */
function readingProxy(route: Route, url: URL): ProxyRoute | null {
  return route.kind === 'direct' || route.kind === 'socks5' || url.protocol !== 'http:' ? null : route
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #log: OpenExchange
  readonly #proxy: ProxyRoute | null
  readonly #resolve: (response: Response) => void
  readonly #reject: (error: Error) => void
  #connection: Dispatcher.DispatchController | null = null
  #body: ReadableStreamDefaultController<Uint8Array> | null = null
  #decoder: Writable | null = null
  /** The connection broke, and what came before it is still being decoded. */
  #broken: Error | null = null
  /** Set when it has ended, well or not; what still comes is nobody's business. */
  #over: Error | null = null
  #stopListening = (): void => {}

  /** `proxy`: the one that reads the request, and may answer it. */
  constructor(
    log: OpenExchange,
    proxy: ProxyRoute | null,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ) {
    this.#log = log
    this.#proxy = proxy
    this.#resolve = resolve
    this.#reject = reject
  }

  listenTo(signal: AbortSignal | null): void {
    const stop = (): void => this.#giveUp(signal?.reason, 'aborted')
    signal?.addEventListener('abort', stop)
    this.#stopListening = () => signal?.removeEventListener('abort', stop)
    if (signal?.aborted) stop()
  }

  /** A request that still waits for its connection hears of the abort only when it has one. */
  onRequestStart(connection: Dispatcher.DispatchController): void {
    this.#connection = connection
    if (this.#over) connection.abort(this.#over)
  }

  onResponseStart(connection: Dispatcher.DispatchController, status: number, given: GivenHeaders): void {
    if (status < 200 || this.#over) return
    this.#log.answered(status)
    if (status === 407 && this.#proxy) {
      const failure = refused(this.#proxy, status, '')
      this.#giveUp(failure, failure.code)
      return
    }
    const headers = readHeaders(given)
    const stream = withoutBody.includes(status) ? null : this.#open(connection)
    this.#decoder = decoderOf(
      headers.get('content-encoding'),
      (bytes) => this.#give(bytes),
      (error) => this.#decoded(error),
    )
    this.#resolve(new Response(stream, { status, headers }))
  }

  onResponseData(connection: Dispatcher.DispatchController, bytes: Uint8Array): void {
    // After a pause undici gives the rest of what it has, which may be nothing: that would fill the queue again.
    if (this.#over || bytes.length === 0) return
    this.#log.received(bytes.length)
    if (!this.#decoder) {
      this.#give(bytes)
    } else if (!this.#decoder.write(bytes)) {
      connection.pause()
      this.#decoder.once('drain', () => connection.resume())
    }
  }

  onResponseEnd(): void {
    if (this.#over) return
    this.#log.end(null)
    if (this.#decoder) this.#decoder.end()
    else this.#close()
  }

  onResponseError(_connection: Dispatcher.DispatchController, error: Error): void {
    if (this.#over) return
    this.#log.end(codeOf(error))
    if (this.#decoder && this.#body) {
      this.#broken = error
      this.#decoder.end()
    } else {
      this.#giveUp(this.#failure(error), codeOf(error))
    }
  }

  #open(connection: Dispatcher.DispatchController): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (body) => {
          this.#body = body
        },
        pull: () => connection.resume(),
        cancel: () => {
          this.#body = null
          this.#giveUp(new DOMException('The body is not wanted any more.', 'AbortError'), 'aborted')
        },
      },
      { highWaterMark: mostWaiting },
    )
  }

  #give(bytes: Uint8Array): void {
    const body = this.#body
    if (!body) return
    body.enqueue(bytes)
    if ((body.desiredSize ?? 1) <= 0) this.#connection?.pause()
  }

  #decoded(error: Error | null): void {
    const failure = this.#broken ?? error
    if (failure) this.#giveUp(this.#failure(failure), codeOf(failure))
    else this.#close()
  }

  #failure(error: Error): Error {
    if (error instanceof AppError) return error
    return new TypeError(this.#body ? 'terminated' : 'fetch failed', { cause: error })
  }

  #close(): void {
    if (this.#over) return
    this.#over = new DOMException('The answer has ended.', 'AbortError')
    this.#stopListening()
    this.#body?.close()
  }

  /** Whoever waits hears of `reason`, and the connection is closed. */
  #giveUp(reason: Error, code: string): void {
    if (this.#over) return
    this.#over = reason
    this.#stopListening()
    this.#log.end(code)
    this.#body?.error(reason)
    this.#reject(reason)
    this.#decoder?.destroy()
    this.#connection?.abort(reason)
  }
}

type GivenHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

function readHeaders(given: GivenHeaders): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values].flat()) if (value !== undefined) headers.append(name, value)
  }
  return headers
}
