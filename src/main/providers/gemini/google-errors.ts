import { asRecord, asText } from '../transport/json-values'

/** What an error of Google's says in its `details` (google.rpc), beyond its code and status. */
export interface GoogleErrorDetails {
  /** Such as `API_KEY_INVALID`, upper case. */
  readonly reasons: readonly string[]
  /** How long to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** A limit that no short wait lifts: that of a day, or one of zero. */
  readonly usedUp: boolean
}

/** Reads the `error` object of a body; one without details gives nothing. */
export function readGoogleDetails(error: Readonly<Record<string, unknown>> | null): GoogleErrorDetails {
  const given = error?.['details']
  const details = (Array.isArray(given) ? given : []).map((detail: unknown) => asRecord(detail) ?? {})
  const delays = details.map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(asText(detail['retryDelay']))?.[1])
  const delay = delays.find((seconds) => seconds !== undefined)
  const violations = details.flatMap((detail) => (Array.isArray(detail['violations']) ? detail['violations'] : []))
  const usedUp = violations.some((violation) => isUsedUp(asRecord(violation) ?? {}))
  return {
    reasons: details.map((detail) => asText(detail['reason'])).filter((reason) => reason !== ''),
    usedUp,
    // The delay of a used-up limit would lead to the same refusal.
    ...(delay === undefined || usedUp ? {} : { retryAfterMs: Math.ceil(Number(delay) * 1000) }),
  }
}

function isUsedUp(violation: Readonly<Record<string, unknown>>): boolean {
  return /PerDay/.test(asText(violation['quotaId'])) || violation['quotaValue'] === '0'
}
