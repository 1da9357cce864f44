import { AppError } from '../../shared/errors'

/** How a host is reached. */
export type Route = { readonly kind: 'direct' } | ProxyRoute

/** Through one proxy. */
export interface ProxyRoute {
  readonly kind: 'http' | 'https' | 'socks5'
  /** Without brackets. */
  readonly host: string
  readonly port: number
  readonly credentials: { readonly username: string; readonly password: string } | null
}

/** Through no proxy. */
export const directRoute: Route = { kind: 'direct' }

const pacKinds: Readonly<Record<string, ProxyRoute['kind']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

const addressKinds: Readonly<Record<string, ProxyRoute['kind']>> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks5',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
}

const defaultPorts: Readonly<Record<ProxyRoute['kind'], number>> = { http: 80, https: 443, socks5: 1080 }

/** True for an address of this computer: no proxy could reach it, or ought to hear of it. */
export function isLoopback(url: URL): boolean {
  const host = bare(url.hostname).replace(/\.$/, '')
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1?|::ffff:7f[\da-f]{2}:[\da-f]{1,4})$/i.test(host)
}

/**
 * The routes in a PAC answer such as `PROXY a:8080; SOCKS5 b:1080; DIRECT`, in order; an empty one is direct. Kinds that
 * Runnel does not speak are left out. Throws AppError `invalid-request` when nothing is left.
 */
export function routesOfPac(answer: string): readonly Route[] {
  const items = answer
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  const routes = items.map(routeOfPacItem).filter((route) => route !== null)
  if (items.length === 0) return [directRoute]
  if (routes.length === 0) throw new AppError({ code: 'invalid-request', detail: unsupported(items.join('; ')) })
  return routes
}

function routeOfPacItem(item: string): Route | null {
  const [word = '', place = ''] = item.split(/\s+/)
  if (word.toUpperCase() === 'DIRECT') return directRoute
  const kind = pacKinds[word.toUpperCase()]
  const url = kind ? URL.parse(`${kind}://${place}`) : null
  return kind && url && url.hostname !== '' ? routeTo(kind, url) : null
}

/** The route through a proxy that the user typed; without a scheme it is an HTTP proxy. Throws AppError `invalid-request`. */
export function routeOfAddress(address: string): ProxyRoute {
  const text = address.trim()
  const url = URL.parse(/^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  const kind = url ? addressKinds[url.protocol] : undefined
  if (!url || url.hostname === '') {
    const detail =
      'The address of the proxy cannot be read. It looks like http://127.0.0.1:8080 or socks5://127.0.0.1:1080.'
    throw new AppError({ code: 'invalid-request', detail })
  }
  if (!kind) throw new AppError({ code: 'invalid-request', detail: unsupported(url.protocol.slice(0, -1)) })
  return routeTo(kind, url)
}

/** The proxy's address as it may be shown: without name and password. */
export function proxyName({ kind, host, port }: ProxyRoute): string {
  return `${kind}://${authority(host, port)}`
}

/** Host and port as they stand in an address. */
export function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function routeTo(kind: ProxyRoute['kind'], url: URL): ProxyRoute {
  const credentials = url.username === '' ? null : { username: decoded(url.username), password: decoded(url.password) }
  return { kind, host: bare(url.hostname), port: Number(url.port) || defaultPorts[kind], credentials }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign stands for itself.
    return text
  }
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function unsupported(what: string): string {
  return `This kind of proxy is not supported: ${what}. Runnel speaks http, https and socks5.`
}
