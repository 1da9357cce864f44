import type { AppErrorData } from '../../shared/errors'
import type { Attempt } from '../../shared/reply'

/** How often a reply is tried in a row without a new character, the first time included. */
export const triesInARow = 4

// A provider that wants to be left alone for longer is not waited for: the user decides.
const longestWaitMs = 120_000
const baseMs = 500
const capMs = 8000

/** What is known when a try has failed. */
export interface FailedTry {
  readonly error: AppErrorData
  /** Of the tries in a row that brought nothing. */
  readonly number: number
  /** Something of the reply is there already, so it cannot begin anew. */
  readonly hasBegun: boolean
  /** It asked for a tool: the text alone cannot take it up again. */
  readonly hasToolCalls: boolean
}

/** Whether to try again, how, and after how many milliseconds. Null: the error stands. `random` gives 0 to 1. */
export function planRetry(
  failed: FailedTry,
  random: () => number,
): (Pick<Attempt, 'kind'> & { waitMs: number }) | null {
  const { error, number, hasBegun, hasToolCalls } = failed
  if (number >= triesInARow) return null
  if (hasBegun ? hasToolCalls || !canResume(error) : !canRetry(error)) return null
  const waitMs = error.retryAfterMs ?? backOffMs(number, random)
  return waitMs > longestWaitMs ? null : { kind: hasBegun ? 'resume' : 'retry', waitMs }
}

/** Exponential back-off with full jitter: anywhere between zero and the ceiling, so that clients do not come back together. */
export function backOffMs(number: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** number))
}

/** Before the first token: faults that pass. A wrong address, certificate, key or password does not. */
function canRetry(error: AppErrorData): boolean {
  const { code, reason } = error
  if (isPassingStatus(error)) return true
  if (code === 'network') return reason !== 'dns' && reason !== 'tls' && reason !== 'proxy-password'
  return code === 'rate-limit' || code === 'overloaded' || isServerFault(error)
}

/** In the middle: the connection or the server gave up, not the model. */
function canResume(error: AppErrorData): boolean {
  const { code, reason } = error
  if (isPassingStatus(error)) return true
  if (code === 'bad-response') return isBrokenOff(reason) || isServerFault(error)
  if (reason === 'proxy-password') return false
  return code === 'network' || code === 'timeout' || code === 'overloaded' || code === 'rate-limit'
}

/** Whatever the body says of it: the same request may go well a moment later. */
function isPassingStatus({ status }: AppErrorData): boolean {
  return status === 408 || status === 409
}

/** A stream that came, and then did not: of a server that has just answered, also one with nothing in it. */
function isBrokenOff(reason: AppErrorData['reason']): boolean {
  return reason === 'unfinished' || reason === 'json' || reason === 'empty'
}

/** A 5xx, or the same said inside a stream, where there is no status. */
function isServerFault({ code, reason, status }: AppErrorData): boolean {
  return code === 'bad-response' && reason === undefined && (status === undefined || status >= 500)
}
