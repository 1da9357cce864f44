import type { NetworkLogEntry } from '../../shared/network-log'

/** What is known of a request before it is sent. */
export type ExchangeStart = Pick<
  NetworkLogEntry,
  'host' | 'port' | 'why' | 'providerId' | 'method' | 'path' | 'bytesSent' | 'viaProxy'
>

/** A request that is on its way. After `end` nothing changes it any more. */
export interface OpenExchange {
  answered(status: number): void
  received(bytes: number): void
  /** `errorCode` null: the answer came to its own end. */
  end(errorCode: string | null): void
}

/** The last 500 requests of this run, in memory only. */
export interface NetworkLog {
  /** Oldest first, those that still run included. */
  entries(): readonly NetworkLogEntry[]
  /** Calls back when an entry begins, is answered or ends; not for every chunk. Returns its undo. */
  onChange(listener: () => void): () => void
  open(start: ExchangeStart): OpenExchange
}

const maximumEntries = 500

type Writable<Shape> = { -readonly [Name in keyof Shape]: Shape[Name] }

/** An empty log. */
export function createNetworkLog(): NetworkLog {
  const ring: Writable<NetworkLogEntry>[] = []
  const listeners = new Set<() => void>()
  let lastId = 0
  const announce = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    entries: () => ring.map((entry) => ({ ...entry })),
    onChange(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    open(start) {
      const startedMs = performance.now()
      const running = { bytesReceived: 0, status: null, errorCode: null, tookMs: null }
      const entry: Writable<NetworkLogEntry> = { id: (lastId += 1), atMs: Date.now(), ...start, ...running }
      ring.push(entry)
      if (ring.length > maximumEntries) ring.shift()
      announce()
      return {
        answered(status) {
          if (entry.tookMs !== null) return
          entry.status = status
          announce()
        },
        received(bytes) {
          if (entry.tookMs === null) entry.bytesReceived += bytes
        },
        end(errorCode) {
          if (entry.tookMs !== null) return
          entry.errorCode = errorCode
          entry.tookMs = Math.round(performance.now() - startedMs)
          announce()
        },
      }
    },
  }
}
