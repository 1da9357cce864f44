import { AppError } from '../../shared/errors'
import type { NetworkReason } from '../../shared/network-log'
import type { ProviderSettings } from '../../shared/settings'
import { Agents } from './agents'
import { exchange } from './exchange'
import type { NetworkLog } from './network-log'
import { ProxyFailure } from './proxy-failure'
import { directRoute, isLoopback, routeOfAddress, routesOfPac, type Route } from './proxy-route'

/** What the network stack needs from outside. */
export interface NetworkParts {
  /** The system's answer for an address, as Chromium gives it: `PROXY host:port; DIRECT`. */
  readonly systemProxyFor: (url: string) => Promise<string>
  readonly log: NetworkLog
  /** The system's certificates as PEM; absent: as Node finds them. */
  readonly systemCertificates?: () => readonly string[]
}

/** Who connects, what for, and how. */
export interface NetworkUse {
  readonly providerId: string
  readonly why: NetworkReason
  /** Absent: the system's. */
  readonly proxy?: ProviderSettings['proxy']
  /** A PEM file of certificates that are trusted beside the system's. */
  readonly caFile?: string | undefined
}

/** The only way to the network. */
export interface Network {
  /**
   * A `fetch` with these settings, which writes every request into the log. It follows no redirect, and has no time limits
   * of its own: only `signal` ends it. Beside what `fetch` throws, it throws AppError: `storage/unreadable` for the CA file, `invalid-request` for
   * a proxy of an unknown kind, `network` (a `ProxyFailure`) for a proxy that refuses. Addresses of this computer are always reached directly.
   */
  fetchFor(use: NetworkUse): typeof fetch
  /** Loads what the first connection needs, at a moment when nobody waits for it. */
  prepare(): Promise<void>
  /** After sleep or a change of network: later requests make new connections, running ones go on. */
  renew(): void
  /** Breaks every connection; later requests fail. */
  close(): void
}

type FetchInput = Parameters<typeof fetch>[0]
type FetchInit = NonNullable<Parameters<typeof fetch>[1]>

/** A network stack with no connection yet. */
export function createNetwork(parts: NetworkParts): Network {
  const agents = new Agents(parts.systemCertificates)

  const routesFor = async (url: URL, proxy: NetworkUse['proxy']): Promise<readonly Route[]> => {
    if (isLoopback(url) || proxy?.mode === 'none') return [directRoute]
    if (proxy?.mode === 'custom') return [routeOfAddress(proxy.url)]
    return routesOfPac(await systemAnswer(parts, url))
  }

  const send = async (use: NetworkUse, input: FetchInput, init: FetchInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const signal = init.signal ?? (input instanceof Request ? input.signal : null)
    const routes = await unlessAborted(routesFor(url, use.proxy), signal)
    const request = new Request(input, { ...init, signal: null })
    const body = request.body && new Uint8Array(await request.arrayBuffer())
    for (const [index, route] of routes.entries()) {
      const agent = await unlessAborted(agents.agentFor(route, use.caFile), signal)
      try {
        const sent = { method: request.method, url, headers: request.headers, body }
        return await exchange(agent, { use, route, log: parts.log }, sent, signal)
      } catch (error) {
        // Nothing was sent yet, so the next proxy may be asked.
        const mayGoOn = error instanceof ProxyFailure && !error.reached && !signal?.aborted
        if (!mayGoOn || index === routes.length - 1) throw error
      }
    }
    throw new AppError({ code: 'internal', detail: 'There is no route.' })
  }

  return {
    fetchFor: (use) => (input, init) => send(use, input, init ?? {}),
    prepare: () => agents.prepare(),
    renew: () => agents.renew(),
    close: () => agents.close(),
  }
}

/** By origin: path and query are nobody's business there. */
async function systemAnswer({ systemProxyFor }: NetworkParts, { origin }: URL): Promise<string> {
  try {
    return await systemProxyFor(`${origin}/`)
  } catch (error) {
    throw new AppError({ code: 'network', detail: `The system's proxy settings cannot be read: ${String(error)}` })
  }
}

async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | null): Promise<Value> {
  if (!signal) return work
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
