import type { Agent } from 'undici'
import { AppError } from '../../shared/errors'
import { createConnector } from './connector'
import type { Route } from './proxy-route'
import { TrustStore } from './trust'

/**
 * Node's defaults give a silent server up after 300 s, which is too short for a model that is being loaded: silence is
 * watched by who reads the reply. Idle connections are kept for the next question.
 */
export const agentOptions = {
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 256 * 1024,
} as const

/** Keeps connections alive for the next request: one agent for each route and set of trusted certificates. */
export class Agents {
  readonly #trusts: TrustStore
  readonly #agents = new Map<string, Agent>()
  #closed = false

  /** `systemCertificates`: as for `TrustStore`. */
  constructor(systemCertificates?: () => readonly string[]) {
    this.#trusts = new TrustStore(systemCertificates)
  }

  /** Throws AppError `storage/unreadable` for the CA file, and `internal` after `close`. */
  async agentFor(route: Route, caFile: string | undefined): Promise<Agent> {
    const [trust, undici] = await Promise.all([this.#trusts.trustFor(caFile), loadUndici()])
    if (this.#closed) throw new AppError({ code: 'internal', detail: 'The network was closed.' })
    const key = `${JSON.stringify(route)}\n${trust.id}`
    const known = this.#agents.get(key)
    if (known) return known
    const agent = new undici.Agent({ ...agentOptions, connect: createConnector(undici.buildConnector, route, trust) })
    this.#agents.set(key, agent)
    return agent
  }

  async prepare(): Promise<void> {
    await loadUndici()
  }

  /** Running requests go on; their connections end with them. */
  renew(): void {
    for (const agent of this.#agents.values()) void agent.close()
    this.#agents.clear()
  }

  /** Breaks every connection. */
  close(): void {
    this.#closed = true
    for (const agent of this.#agents.values()) void agent.destroy()
    this.#agents.clear()
  }
}

/** Later, because it takes 30 ms that the app's start should not cost. */
async function loadUndici() {
  const [agent, connect] = await Promise.all([
    import('undici/lib/dispatcher/agent.js'),
    import('undici/lib/core/connect.js'),
  ])
  return { Agent: agent.default, buildConnector: connect.default }
}
