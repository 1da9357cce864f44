import { request } from 'node:http'
import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { buildConnector } from 'undici'
import { codeOf, refused, unreachable } from './proxy-failure'
import { authority, type ProxyRoute, type Route } from './proxy-route'
import { openSocks5 } from './socks5'
import type { Trust } from './trust'

/** For a connection with everything that belongs to it: the proxy, the tunnel, the handshake. */
const connectTimeoutMs = 20_000
/** Node tries the addresses of a host one after another, each for this long; its 250 ms are too short for a far host. */
const nextAddressAfterMs = 1000

type Connect = (target: buildConnector.Options) => Promise<Socket>

/** Makes undici's connections: by this route, with this trust. Failures at the proxy are `ProxyFailure`. */
export function createConnector(build: typeof buildConnector, route: Route, trust: Trust): buildConnector.connector {
  const connectorFor = cachedByContext(build)
  const dial = async (target: buildConnector.Options): Promise<Socket> => {
    const context = trust.context()
    try {
      return await connectBy(route, connectorFor(context), target)
    } catch (error) {
      if (!isCertificateCode(codeOf(error))) throw error
      trust.addSystem()
      if (trust.context() === context) throw error
      return connectBy(route, connectorFor(trust.context()), target)
    }
  }
  const answer = async (target: buildConnector.Options, callback: buildConnector.Callback): Promise<void> => {
    try {
      callback(null, await dial(target))
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)), null)
    }
  }
  return (target, callback) => void answer(target, callback)
}

/** One connector for each set of certificates, because it remembers TLS sessions. */
function cachedByContext(build: typeof buildConnector): (context: SecureContext | undefined) => Connect {
  let known: { readonly context: SecureContext | undefined; readonly connect: Connect } | null = null
  return (context) => {
    if (known === null || known.context !== context) {
      const connector = build({
        timeout: connectTimeoutMs,
        autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
        // Said here, so that no environment variable says otherwise.
        rejectUnauthorized: true,
        ...(context ? { secureContext: context } : {}),
      })
      const connect: Connect = (target) =>
        new Promise((resolve, reject) =>
          connector(target, (error, socket) => (socket ? resolve(socket) : reject(error))),
        )
      known = { context, connect }
    }
    return known.connect
  }
}

async function connectBy(route: Route, connect: Connect, target: buildConnector.Options): Promise<Socket> {
  if (route.kind === 'direct') return connect(target)
  const socket = await connectToProxy(route, connect)
  const isTls = target.protocol === 'https:'
  const port = Number(target.port) || (isTls ? 443 : 80)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (route.kind === 'socks5') {
    await withinTime(socket, () => openSocks5(socket, route, host, port))
  } else if (isTls) {
    await withinTime(socket, () => openTunnel(socket, route, authority(host, port)))
  }
  // Plain HTTP goes through an HTTP proxy without a tunnel: the request itself names the host.
  return isTls ? connect({ ...target, httpSocket: socket }) : socket
}

async function connectToProxy(route: ProxyRoute, connect: Connect): Promise<Socket> {
  const { kind, host, port } = route
  const protocol = kind === 'https' ? 'https:' : 'http:'
  try {
    return await connect({ protocol, hostname: host, host: authority(host, port), port: String(port) })
  } catch (error) {
    throw unreachable(route, error)
  }
}

/** A proxy that takes the connection and then says nothing must not hold anybody for ever. */
async function withinTime(socket: Socket, work: () => Promise<void>): Promise<void> {
  const late = (): Error => Object.assign(new Error('The proxy does not answer.'), { code: 'ETIMEDOUT' })
  const timer = setTimeout(() => socket.destroy(late()), connectTimeoutMs)
  try {
    await work()
  } finally {
    clearTimeout(timer)
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect */
function openTunnel(socket: Socket, route: ProxyRoute, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const credentials = proxyAuthorization(route)
    const headers = { host: target, ...(credentials ? { 'proxy-authorization': credentials } : {}) }
    const asked = request({ method: 'CONNECT', path: target, headers, createConnection: () => socket })
    asked.once('connect', (response, _socket, head: Buffer) => {
      const status = response.statusCode ?? 0
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve()
      } else {
        socket.destroy()
        reject(refused(route, status, target))
      }
    })
    asked.on('error', (error) => {
      socket.destroy()
      reject(unreachable(route, error))
    })
    asked.end()
  })
}

/** The value of the header with which a proxy is told who asks; null when it is not. */
export function proxyAuthorization({ credentials }: ProxyRoute): string | null {
  if (!credentials) return null
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

/** The certificate is refused, which another set of trusted certificates could mend. */
function isCertificateCode(code: string): boolean {
  return /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|INVALID_CA$)/.test(code)
}
