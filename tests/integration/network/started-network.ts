import { onTestFinished } from 'vitest'
import { createNetwork, type Network, type NetworkParts, type NetworkUse } from '../../../src/main/network/network'
import { createNetworkLog, type NetworkLog } from '../../../src/main/network/network-log'
import { codeOf } from '../../../src/main/network/proxy-failure'
import { AppError, type AppErrorData } from '../../../src/shared/errors'
import type { NetworkLogEntry } from '../../../src/shared/network-log'

/** A network of the test's own; it is closed with the test. */
export interface StartedNetwork {
  readonly network: Network
  readonly log: NetworkLog
  fetchFor(use?: Partial<NetworkUse>): typeof fetch
  /** The newest entry. */
  last(): NetworkLogEntry | undefined
  /** Resolves once the newest entry has ended. */
  ended(): Promise<NetworkLogEntry>
}

/** Without a system proxy, and with no system certificates, unless told otherwise. */
export function startNetwork(parts: Partial<NetworkParts> = {}): StartedNetwork {
  const log = createNetworkLog()
  const network = createNetwork({
    systemProxyFor: async () => 'DIRECT',
    systemCertificates: () => [],
    log,
    ...parts,
  })
  onTestFinished(() => network.close())
  const last = () => log.entries().at(-1)
  return {
    network,
    log,
    last,
    fetchFor: (use = {}) => network.fetchFor({ providerId: 'test', why: 'reply', ...use }),
    ended: () =>
      new Promise((resolve) => {
        const look = () => {
          const entry = last()
          if (entry && entry.tookMs !== null) resolve(entry)
        }
        onTestFinished(log.onChange(look))
        look()
      }),
  }
}

/** The AppError that this throws, as data. */
export async function failureOf(work: Promise<unknown>): Promise<AppErrorData> {
  const error = await errorOf(work)
  if (error instanceof AppError) return error.data
  throw new Error('It failed otherwise.', { cause: error })
}

/** The code of what this throws. */
export async function codeThrownBy(work: Promise<unknown>): Promise<string> {
  return codeOf(await errorOf(work))
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}
