import { AppError } from '../../shared/errors'
import { proxyName, type ProxyRoute } from './proxy-route'

/** A proxy that does not let a connection through. `detail` names the proxy, so that nobody looks for the fault at the provider. */
export class ProxyFailure extends AppError {
  /** A code of the system, or such as `PROXY_407`. */
  readonly code: string
  /** False: the proxy itself does not answer, so that another one may be tried. */
  readonly reached: boolean

  constructor(
    route: ProxyRoute,
    failure: {
      readonly code: string
      readonly words: string
      readonly reached: boolean
      readonly wantsPassword?: boolean
    },
  ) {
    const reason = failure.wantsPassword ? 'proxy-password' : 'proxy'
    super({ code: 'network', reason, detail: `Proxy ${proxyName(route)}: ${failure.words}` })
    this.code = failure.code
    this.reached = failure.reached
  }
}

/** A connection to the proxy that failed. */
export function unreachable(route: ProxyRoute, error: unknown): ProxyFailure {
  const code = codeOf(error)
  const words = error instanceof Error && error.message !== '' ? error.message : code
  return new ProxyFailure(route, { code, words: words.includes(code) ? words : `${code}: ${words}`, reached: false })
}

/** An HTTP status with which a proxy refuses. */
export function refused(route: ProxyRoute, status: number, target: string): ProxyFailure {
  const words =
    status === 407
      ? `it asks for a name and a password, or does not accept those that it was given (HTTP 407).`
      : `it answered HTTP ${status} when it was asked for a connection to ${target}.`
  return new ProxyFailure(route, { code: `PROXY_${status}`, words, reached: true, wantsPassword: status === 407 })
}

/** The first code in an error and its causes, else the name of the error. */
export function codeOf(error: unknown): string {
  let link = error
  for (let depth = 0; depth < 10 && link instanceof Error; depth += 1) {
    if ('code' in link && typeof link.code === 'string') return link.code
    if (link.cause === undefined) return link.name
    link = link.cause
  }
  return 'Error'
}
