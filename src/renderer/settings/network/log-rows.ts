import type { NetworkLogEntry } from '../../../shared/network-log'

/** The entries as they are listed. */
export function newestFirst(entries: readonly NetworkLogEntry[]): readonly NetworkLogEntry[] {
  return entries.toSorted((one, other) => other.id - one.id)
}

/** The host, with its port where it is not the usual one. */
export function addressOf({ host, port }: Pick<NetworkLogEntry, 'host' | 'port'>): string {
  return port === 443 || port === 80 ? host : `${host}:${port}`
}
