import type { Agent, Dispatcher } from 'undici'
import { AppError } from '../../shared/errors'
import { proxyAuthorization } from './connector'
import type { NetworkUse } from './network'
import type { NetworkLog, OpenExchange } from './network-log'
import { codeOf, refused, type ProxyFailure } from './proxy-failure'
import { proxyName, type Route } from './proxy-route'

/** How one exchange gets to its host. */
export interface Way {
  readonly use: NetworkUse
  readonly route: Route
  readonly log: NetworkLog
}

/** What `fetch` takes. */
export type FetchInput = Parameters<typeof fetch>[0]
export type FetchInit = NonNullable<Parameters<typeof fetch>[1]>

/**
 * One `fetch` by one route. It is the runtime's own `fetch`, so that its answers are the `Response` that everybody else
 * knows; only what connects is ours. Throws what `fetch` throws, or the AppError that made it fail.
 */
export async function exchange(agent: Agent, way: Way, input: FetchInput, init: FetchInit): Promise<Response> {
  const signal = init.signal ?? (input instanceof Request ? input.signal : null)
  const opened: OpenExchange[] = []
  let proxyRefusal: ProxyFailure | null = null
  const refuse = (failure: ProxyFailure, status: number): void => {
    proxyRefusal = failure
    for (const one of opened) {
      one.answered(status)
      one.end(failure.code)
    }
  }
  const composed = agent.compose(
    forwarded(way.route, refuse),
    logged(way, (one) => opened.push(one)),
  )
  try {
    // The types of Node's own undici and of the package are two copies of the same.
    return await fetch(input, { ...init, dispatcher: composed as FetchInit['dispatcher'] & object })
  } catch (thrown) {
    const error = proxyRefusal ?? (thrown instanceof Error && thrown.cause instanceof AppError ? thrown.cause : thrown)
    // A request that still waits for its connection hears of the abort only when it has one.
    for (const one of opened) one.end(signal?.aborted ? 'aborted' : codeOf(error))
    throw error
  }
}

/**
 * Plain HTTP goes through an HTTP proxy without a tunnel: the request names the whole address, and who asks. `refuse` is
 * told of a 407, of which `fetch` says nothing.
 */
function forwarded(
  route: Route,
  refuse: (failure: ProxyFailure, status: number) => void,
): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const origin = String(options.origin)
    if (route.kind === 'direct' || route.kind === 'socks5' || !origin.startsWith('http:')) {
      return dispatch(options, handler)
    }
    const authorization = proxyAuthorization(route)
    const headers = { ...headersOf(options), ...(authorization ? { 'proxy-authorization': authorization } : {}) }
    return dispatch(
      { ...options, path: origin + options.path, headers },
      watched(handler, {
        onResponseStart(status) {
          if (status === 407) refuse(refused(route, status, ''), status)
        },
      }),
    )
  }
}

/** `fetch` gives its headers as a record. */
function headersOf({ headers }: Dispatcher.DispatchOptions): Record<string, string> {
  return headers as Record<string, string>
}

function logged(way: Way, opened: (one: OpenExchange) => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const url = new URL(String(options.origin))
    const one = way.log.open({
      host: url.hostname,
      port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
      why: way.use.why,
      providerId: way.use.providerId,
      method: options.method,
      path: options.path.split('?')[0] ?? '',
      bytesSent: Number(headersOf(options)['content-length'] ?? 0),
      viaProxy: way.route.kind === 'direct' ? null : proxyName(way.route),
    })
    opened(one)
    return dispatch(
      options,
      watched(handler, {
        onResponseStart(status) {
          if (status >= 200) one.answered(status)
        },
        onResponseData: (bytes) => one.received(bytes),
        onResponseEnd: () => one.end(null),
        onResponseError: (error) => one.end(error.name === 'AbortError' ? 'aborted' : codeOf(error)),
      }),
    )
  }
}

interface Watcher {
  onResponseStart(status: number): void
  onResponseData?(bytes: number): void
  onResponseEnd?(): void
  onResponseError?(error: Error): void
}

/** The same handler, with somebody who hears of everything first. */
function watched(handler: Dispatcher.DispatchHandler, watcher: Watcher): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      handler.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart(controller, status, headers, words) {
      watcher.onResponseStart(status)
      handler.onResponseStart?.(controller, status, joined(headers), words)
    },
    onResponseData(controller, chunk) {
      watcher.onResponseData?.(chunk.length)
      handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd(controller, trailers) {
      watcher.onResponseEnd?.()
      handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError(controller, error) {
      watcher.onResponseError?.(error)
      handler.onResponseError?.(controller, error)
    },
  }
}

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/** The `fetch` of Electron 42 does not read a header that came several times as a list. Cookies, which nobody keeps, suffer. */
function joined(headers: Headers): Headers {
  const names = Object.keys(headers).filter((name) => Array.isArray(headers[name]))
  if (names.length === 0) return headers
  return { ...headers, ...Object.fromEntries(names.map((name) => [name, [headers[name]].flat().join(', ')])) }
}
