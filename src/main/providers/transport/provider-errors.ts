import { AppError, type AppErrorCode, type AppErrorData, type AppErrorReason } from '../../../shared/errors'
import { readGoogleDetails, type GoogleErrorDetails } from '../gemini/google-errors'
import { asRecord, asText, parseJson } from './json-values'

/** What an error is read against: the key that must never show, and what was asked for. */
export interface ErrorContext {
  readonly key: string | null
  /** Values that may be secrets too, such as those of headers that the user typed. */
  readonly secrets?: readonly string[]
  readonly call: 'chat' | 'models'
}

/** An answer that is an error: an HTTP status with its body, or (status null) an error object inside a stream. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  constructor(
    readonly status: number | null,
    readonly headers: Headers | null,
    /** The text of the body, or what was parsed out of a stream. */
    readonly body: unknown,
  ) {
    super(`Provider failure, status ${status ?? 'none'}`)
  }
}

interface Verdict {
  readonly code: AppErrorCode
  readonly reason?: AppErrorReason
}

const maximumDetailLength = 4000

/** `code`, `type` or `status` values of error bodies that say more than the HTTP status, by what they mean. */
const bodyCodes: Readonly<Partial<Record<AppErrorCode, string>>> = {
  auth: `invalid_api_key incorrect_api_key authentication_error invalid_authentication invalid_authentication_error
    unauthorized unauthenticated permission_denied permission_error account_deactivated invalid_token
    api_key_invalid`,
  quota: `insufficient_quota insufficient_balance insufficient_credits billing_hard_limit_reached billing_not_active
    billing_error payment_required exceeded_current_quota_error quota_exceeded credits_exhausted arrearage
    billing_disabled contract_spend_limit_reached enforced_spend_limit_reached`,
  'rate-limit': `rate_limit_exceeded rate_limit_error rate_limit_reached_error rate_limited too_many_requests throttling
    throttling.ratequota throttling.allocationquota resource_exhausted`,
  overloaded: `overloaded overloaded_error engine_overloaded engine_overloaded_error server_overloaded unavailable
    unavailable_error service_unavailable service_unavailable_error insufficient_system_resource capacity_exceeded`,
  timeout: 'timeout timeout_error request_timeout deadline_exceeded',
  'context-too-long': `context_length_exceeded exceed_context_size_error context_window_exceeded string_above_max_length
    request_too_large`,
  'content-filter': `content_filter content_filter_error content_policy_violation responsibleaipolicyviolation
    data_inspection_failed datainspectionfailed moderation_blocked invalid_prompt bio_policy
    misalignment_policy_violation image_content_policy_violation`,
  'model-not-found': `model_not_found model_not_found_error model_not_exist invalid_model unknown_model
    model_decommissioned model_not_available deploymentnotfound resource_not_found_error`,
}

const verdictByBodyCode = new Map(
  Object.entries(bodyCodes).flatMap(([code, names]) => names.split(/\s+/).map((name) => [name, code as AppErrorCode])),
)

/** They say less than an HTTP status: many providers give them with every 4xx. */
const refusalNames: readonly string[] = ['invalid_request_error', 'invalid_request', 'bad_request_error', 'bad_request']

const networkVerdicts: readonly (readonly [pattern: RegExp, verdict: Verdict])[] = [
  [/^EAI_AGAIN$/, { code: 'network', reason: 'name-server' }],
  [/^(ENOTFOUND|EAI_\w+|ENODATA)$/, { code: 'network', reason: 'dns' }],
  [/^ECONNREFUSED$/, { code: 'network', reason: 'refused' }],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/, { code: 'network', reason: 'offline' }],
  [
    /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_C|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|EPROTO$)/,
    { code: 'network', reason: 'tls' },
  ],
  [/^(UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT|ETIMEDOUT|ESOCKETTIMEDOUT)$/, { code: 'timeout' }],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE|Z_BUF_ERROR)$/,
    { code: 'network', reason: 'cut' },
  ],
  [
    /^(HPE_|HTTPParserError$|Z_|UND_ERR_HEADERS_OVERFLOW|ERR__ERROR_FORMAT|ERR_PADDING|ERR_BROTLI)/,
    { code: 'bad-response' },
  ],
  [/^ERR_INVALID_URL$/, { code: 'invalid-request', reason: 'base-url' }],
]

/**
 * Anything that a call to a provider can throw, as an AppError: by class, status and code, never by the text of a message.
 * `detail` holds the provider's own words with the key masked; no cause is kept, because a cause could hold the key.
 */
export function toProviderError(error: unknown, context: ErrorContext): AppError {
  const chain = causeChain(error)
  for (const link of chain) {
    if (link instanceof AppError) {
      return new AppError({ ...link.data, detail: toDetail(link.data.detail, context) })
    }
    const failure = asFailure(link)
    if (failure) return new AppError(failureData(failure, context))
  }
  for (const link of chain) {
    const code = asText(link['code'])
    const verdict = networkVerdicts.find(([pattern]) => pattern.test(code || link.name))?.[1]
    if (verdict) return new AppError({ ...verdict, detail: toDetail(wordsOf(link, code), context) })
  }
  const innermost = chain.at(-1)
  const detail = toDetail(innermost ? wordsOf(innermost, asText(innermost['code'])) : String(error), context)
  if (chain.some((link) => link.name === 'TimeoutError')) return new AppError({ code: 'timeout', detail })
  // What fetch throws is a TypeError with a cause; a mistake in our own code has none.
  const fetchFailed = chain.some((link) => link instanceof TypeError && link.cause instanceof Error)
  return new AppError({ code: fetchFailed ? 'network' : 'internal', detail })
}

/** An answer that is none. */
export function badResponse(reason: 'html' | 'json' | 'empty', detail: string): AppError {
  return new AppError({ code: 'bad-response', reason, detail })
}

type Link = Error & Readonly<Record<string, unknown>>

/** The error, its causes, and what an AggregateError (several addresses of one host) holds, outermost first. */
function causeChain(error: unknown): readonly Link[] {
  const chain: Link[] = []
  const queue: unknown[] = [error]
  for (const link of queue) {
    if (!(link instanceof Error) || chain.length >= 20) continue
    chain.push(link as Link)
    if (link instanceof AggregateError) queue.push(...link.errors)
    queue.push(link.cause)
  }
  return chain
}

/** The SDK's status errors have the shape of `APIError`: `error` is the `error` field of the body. */
function asFailure(link: Link): ProviderFailure | null {
  if (link instanceof ProviderFailure) return link
  const status = link['status']
  if (typeof status !== 'number' || !(link['headers'] instanceof Headers)) return null
  const body = link['error'] === undefined ? link.message : { error: link['error'] }
  return new ProviderFailure(status, link['headers'], body)
}

function failureData(failure: ProviderFailure, context: ErrorContext): AppErrorData {
  const text = typeof failure.body === 'string' ? failure.body : null
  const parsed = text === null ? failure.body : parseJson(text)
  const body = asRecord(Array.isArray(parsed) ? parsed[0] : parsed)
  const status = failure.status ?? bodyStatus(body)
  const kind = body ? 'json' : looksLikeHtml(text ?? '') ? 'html' : 'text'
  const google = readGoogleDetails(asRecord(body?.['error']))
  const retryAfterMs = (failure.headers ? retryAfter(failure.headers) : undefined) ?? google.retryAfterMs
  const words = body ? bodyWords(body) : (text ?? '').trim() || (typeof parsed === 'string' ? parsed : '')
  return {
    ...(bodyVerdict(body, google) ?? (status === null ? inStreamVerdict(body) : statusVerdict(status, kind, context))),
    detail: toDetail(words || (status === null ? 'No details were given.' : `HTTP ${status}`), context),
    ...(status === null ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** True for text that begins like a web page. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(<!--[^]*?-->\s*)?<(!doctype|html|head|body|title|center|h1)\b/i.test(text.slice(0, 2000))
}

function bodyVerdict(body: Readonly<Record<string, unknown>> | null, google: GoogleErrorDetails): Verdict | null {
  if (google.usedUp) return { code: 'quota' }
  const inner = asRecord(body?.['error'])
  const innermost = asRecord(inner?.['innererror'])
  const names = [
    ...google.reasons,
    asRecord(inner?.['details'])?.['error_code'],
    inner?.['code'],
    innermost?.['code'],
    inner?.['type'],
    inner?.['status'],
    body?.['code'],
    body?.['type'],
  ]
  for (const name of names) {
    const code = verdictByBodyCode.get(asText(name).toLowerCase())
    if (code) return { code: code as AppErrorCode }
  }
  return null
}

/** Errors inside a stream carry the status as a number, or as digits, in `code` or `status`. */
function bodyStatus(body: Readonly<Record<string, unknown>> | null): number | null {
  const inner = asRecord(body?.['error'])
  for (const value of [
    inner?.['code'],
    inner?.['status'],
    inner?.['status_code'],
    body?.['code'],
    body?.['status'],
    body?.['status_code'],
  ]) {
    const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isInteger(number) && number >= 400 && number <= 599) return number
  }
  return null
}

/** Without a status, a request that was refused must be told from a server that broke: it would be refused again. */
function inStreamVerdict(body: Readonly<Record<string, unknown>> | null): Verdict {
  const inner = asRecord(body?.['error'])
  const names = [inner?.['code'], inner?.['type'], body?.['code'], body?.['type']]
  const isRefusal = names.some((name) => refusalNames.includes(asText(name).toLowerCase()))
  return { code: isRefusal ? 'invalid-request' : 'bad-response' }
}

function statusVerdict(status: number, kind: 'json' | 'html' | 'text', context: ErrorContext): Verdict {
  if (status === 401) return { code: 'auth' }
  if (status === 402) return { code: 'quota' }
  if (status === 407) return { code: 'network', reason: 'proxy-password' }
  if (status === 408) return { code: 'timeout' }
  if (status === 413) return { code: 'context-too-long' }
  if (status === 429) return { code: 'rate-limit' }
  if (status === 503 || status === 529) return { code: 'overloaded' }
  if (status >= 500) return { code: 'bad-response' }
  // A page from a gateway or a wrong address, not from the provider's programming interface.
  if (kind === 'html') return { code: 'bad-response', reason: 'html' }
  if (status === 403) return { code: 'auth' }
  if (status === 404 && kind === 'json' && context.call === 'chat') return { code: 'model-not-found' }
  if (status === 404 || status === 405) return { code: 'invalid-request', reason: 'base-url' }
  return { code: status >= 400 ? 'invalid-request' : 'bad-response' }
}

/** The words in an error body, in the shapes that providers use; a body without any is shown whole. */
function bodyWords(body: Readonly<Record<string, unknown>>): string {
  const error = asRecord(body['error'])
  const value = error ? error['message'] : (body['error'] ?? body['message'] ?? body['detail'])
  const words = typeof value === 'string' ? value : JSON.stringify(value ?? error ?? body)
  // OpenRouter says "Provider returned error" and puts that provider's answer here.
  const raw = asText(asRecord(error?.['metadata'])?.['raw'])
  return raw === '' ? words : `${words}\n${raw}`
}

function wordsOf(link: Link, code: string): string {
  if (link.message === '') return code || link.name
  return code === '' || link.message.includes(code) ? link.message : `${code}: ${link.message}`
}

/**
 * How long to wait by `retry-after-ms` or `Retry-After` (seconds or a date), in milliseconds. A date counts from the
 * response's own `Date`, so a wrong clock here does no harm.
 */
export function retryAfter(headers: Headers, now: number = Date.now()): number | undefined {
  const milliseconds = headers.get('retry-after-ms')?.trim()
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds))
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  // An HTTP date begins with the day's name; Date.parse alone would read "-3" as a date too.
  const until = /^[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN
  const sent = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(sent) ? now : sent))
}

function toDetail(text: string, context: ErrorContext): string {
  const secrets = (context.secrets ?? []).filter((secret) => secret.length >= 12)
  const mask = createMask(context.key ? [context.key, ...secrets] : secrets)
  return mask(text).trim().slice(0, maximumDetailLength).toWellFormed()
}

const bearers = /\b(Bearer\s+)([\w.~+/=*-]{8,})/gi
const tokens = /\b(?:sk|rk|pk|gsk|xai|hf|nvapi|pplx|fw|r8)[-_][\w*-]{12,}|\bAIza[\w-]{20,}/g
// Every piece of a stream is looked at, and nearly none has either: these see that in half of the time.
const mayHoldBearer = /[Bb][Ee][Aa][Rr][Ee][Rr]\s/
const mayHoldToken = /(?<=\b(?:sk|rk|pk|gsk|xai|hf|nvapi|pplx|fw|r8))[-_][\w*-]{12}|AIza/

/** Gives a text without these secrets, and without anything that looks like one: of each, only the last four characters are left. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap((key) => [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]))
  const known = Array.from(forms, (form) =>
    // A short key is a word like any other: only where it stands alone.
    form.length >= 8
      ? { pattern: form, shown: maskSecret(form) }
      : { pattern: new RegExp(`(?<!\\w)${form.replace(/\W/g, '\\$&')}(?!\\w)`, 'g'), shown: '…' },
  )
  return (text) => {
    let masked = text
    for (const { pattern, shown } of known) masked = masked.replaceAll(pattern, () => shown)
    if (mayHoldBearer.test(masked)) {
      masked = masked.replace(bearers, (_, scheme: string, token: string) => scheme + maskSecret(token))
    }
    return mayHoldToken.test(masked) ? masked.replace(tokens, maskSecret) : masked
  }
}

/** What may be shown of a secret: its last four characters, and of a short one nothing. */
export function maskSecret(secret: string): string {
  return secret.length >= 12 ? `…${secret.slice(-4)}` : '…'
}
