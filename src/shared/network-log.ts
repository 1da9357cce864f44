/** What a connection was made for. */
export type NetworkReason = 'reply' | 'models' | 'local-search' | 'update'

/** One request that the app sent, or tried to send. Never holds a key, a query or anything of a body. */
export interface NetworkLogEntry {
  /** Counts up from 1 with every entry of this run. */
  readonly id: number
  /** When it began, in milliseconds since 1970. */
  readonly atMs: number
  /** As it stands in the address; an IPv6 address in its brackets. */
  readonly host: string
  readonly port: number
  readonly why: NetworkReason
  readonly providerId: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Null: no answer came, or none yet. */
  readonly status: number | null
  /**
   * Why it did not come to its own end: a code of the system or of the HTTP client such as `ECONNREFUSED`, `PROXY_407`, or
   * `aborted` when Runnel closed it.
   */
  readonly errorCode: string | null
  /** Bytes of the bodies as they were on the wire, still compressed. */
  readonly bytesSent: number
  readonly bytesReceived: number
  /** Null while it is open. */
  readonly tookMs: number | null
  /** Such as `http://127.0.0.1:3128`, never with a name or a password. */
  readonly viaProxy: string | null
}
