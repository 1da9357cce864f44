/** What went wrong, in the words that the interface branches on. Closed: adding one breaks every exhaustive record. */
export type AppErrorCode =
  | 'auth'
  | 'quota'
  | 'rate-limit'
  | 'overloaded'
  | 'network'
  | 'timeout'
  | 'context-too-long'
  | 'content-filter'
  | 'model-not-found'
  | 'bad-response'
  | 'invalid-request'
  | 'storage'
  | 'internal'

/** Narrows a code where the user would read, or do, something else. A code without a reason still has words of its own. */
export type AppErrorReason =
  | 'no-key' // auth: nothing was sent, there is no key
  | 'dns' // network: the host name is unknown
  | 'name-server' // network: nobody says what address the host name has, for now
  | 'refused' // network: nothing listens there
  | 'offline' // network: this computer has no route
  | 'tls' // network: the certificate is not accepted
  | 'cut' // network: the connection broke after it was made
  | 'proxy' // network: the proxy does not answer, or refuses
  | 'proxy-password' // network: the proxy wants a name and a password, or others
  | 'empty' // bad-response: a stream with nothing in it
  | 'html' // bad-response: a web page instead of an answer
  | 'json' // bad-response: a chunk that cannot be read
  | 'unfinished' // bad-response: the stream ended without a stop reason
  | 'base-url' // invalid-request: the address cannot be used
  | 'keyring-missing' // storage: the system has no secret store
  | 'keyring-locked' // storage: the secret store gives nothing: it is locked, or does not run
  | 'disk-full' // storage
  | 'unreadable' // storage: a file or a key cannot be read back

/** An error in the only shape that survives a process boundary. */
export interface AppErrorData {
  readonly code: AppErrorCode
  readonly reason?: AppErrorReason
  /** The provider's or the system's own words, at most 4,000 characters. Shown as text behind Details, never as the message. */
  readonly detail: string
  /** HTTP status, when there was one, or the one that an error inside a stream names. */
  readonly status?: number
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** How often it was tried, when that was more than once: from the beginning, or to take up what had come. */
  readonly tries?: { readonly kind: 'retry' | 'resume'; readonly count: number }
}

/** The one error class of the app; everything else is turned into it at the edge where it was caught. */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly data: AppErrorData,
    options?: ErrorOptions,
  ) {
    super(`${data.code}${data.reason ? `/${data.reason}` : ''}: ${data.detail}`, options)
  }
}

/** Any thrown value as data: an AppError as it is, all else as `internal`. */
export function toAppErrorData(error: unknown): AppErrorData {
  if (error instanceof AppError) return error.data
  return { code: 'internal', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
}
