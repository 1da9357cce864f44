import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import {
  createMask,
  ProviderFailure,
  retryAfter,
  toProviderError,
} from '../../../../../src/main/providers/transport/provider-errors'
import { AppError, type AppErrorCode, type AppErrorReason } from '../../../../../src/shared/errors'

const key = 'sk-proj-abcdefghijklmnop1234'
const context = { key, call: 'chat' } as const

type Row = readonly [status: number | null, body: unknown, code: AppErrorCode, reason?: AppErrorReason]

const page = '<!DOCTYPE html><html><title>Not here</title></html>'
const openAi = (code: string | null, type = 'invalid_request_error') => ({
  error: { message: 'words', type, param: null, code },
})

const rows: readonly Row[] = [
  [401, openAi('invalid_api_key'), 'auth'],
  [401, '', 'auth'],
  [401, { error: 'Unauthorized' }, 'auth'],
  [403, { detail: 'Forbidden' }, 'auth'],
  [403, page, 'bad-response', 'html'],
  [403, { code: 30001, error: { code: 'insufficient_balance', message: 'top up' } }, 'quota'],
  [402, { error: { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' } }, 'quota'],
  [429, openAi('insufficient_quota', 'insufficient_quota'), 'quota'],
  [429, { error: { type: 'exceeded_current_quota_error', message: 'pay' } }, 'quota'],
  [400, { code: 'Arrearage', message: 'overdue' }, 'quota'],
  [429, openAi('rate_limit_exceeded', 'tokens'), 'rate-limit'],
  [429, '', 'rate-limit'],
  [429, page, 'rate-limit'],
  [429, { error: { type: 'engine_overloaded_error', message: 'busy' } }, 'overloaded'],
  [429, [{ error: { code: 429, message: 'slow', status: 'RESOURCE_EXHAUSTED' } }], 'rate-limit'],
  [404, openAi('model_not_found'), 'model-not-found'],
  [404, { error: { message: 'model "x" not found, try pulling it first', type: 'api_error' } }, 'model-not-found'],
  [400, openAi('model_decommissioned'), 'model-not-found'],
  [404, page, 'bad-response', 'html'],
  [404, '404 page not found', 'invalid-request', 'base-url'],
  [404, '', 'invalid-request', 'base-url'],
  [405, '', 'invalid-request', 'base-url'],
  [407, page, 'network', 'proxy-password'],
  [408, '', 'timeout'],
  [413, page, 'context-too-long'],
  [400, openAi('context_length_exceeded'), 'context-too-long'],
  [
    400,
    { error: { code: 400, message: 'too long', type: 'exceed_context_size_error', n_ctx: 4096 } },
    'context-too-long',
  ],
  [400, openAi('content_filter'), 'content-filter'],
  [
    400,
    { error: { code: 'BadRequest', innererror: { code: 'ResponsibleAIPolicyViolation' }, message: 'no' } },
    'content-filter',
  ],
  [400, openAi('content_policy_violation'), 'content-filter'],
  [400, { code: 'data_inspection_failed', message: 'no' }, 'content-filter'],
  [400, openAi(null), 'invalid-request'],
  [422, { detail: [{ loc: ['body', 'x'], msg: 'extra' }] }, 'invalid-request'],
  [400, page, 'bad-response', 'html'],
  [503, '', 'overloaded'],
  [503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'overloaded'],
  [503, page, 'overloaded'],
  [529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'overloaded'],
  [500, openAi(null, 'server_error'), 'bad-response'],
  [500, '', 'bad-response'],
  [502, page, 'bad-response'],
  [504, '', 'bad-response'],
  [304, '', 'bad-response'],
  // No fault that passes: the same request would be refused again.
  [null, openAi(null), 'invalid-request'],
  [null, { type: 'error', error: { type: 'invalid_request_error', message: 'too many images' } }, 'invalid-request'],
  [null, openAi(null, 'server_error'), 'bad-response'],
  [401, openAi(null), 'auth'],
  [null, { error: 'words' }, 'bad-response'],
  [null, '{"error":{"type":"overloaded_error"}}', 'overloaded'],
  [null, 'words', 'bad-response'],
  [null, '', 'bad-response'],
]

const table = rows.map(([status, body, code, reason]) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, text, code, reason }
})

test.each(table)('$status $text is $code $reason', ({ status, text, code, reason }) => {
  const { data } = toProviderError(new ProviderFailure(status, new Headers(), text), context)
  expect([data.code, data.reason, data.status ?? null]).toEqual([code, reason, status])
  expect(data.detail).not.toBe('')
})

test.each<readonly [body: unknown, status: number, code: AppErrorCode]>([
  [{ error: { code: 429, message: 'slow' } }, 429, 'rate-limit'],
  [{ error: { code: '503', message: 'busy' } }, 503, 'overloaded'],
  [{ error: { code: 502, message: 'upstream' } }, 502, 'bad-response'],
  [{ error: { code: 408, message: 'slow' } }, 408, 'timeout'],
  [{ error: { code: 409, message: 'busy' } }, 409, 'invalid-request'],
  [{ error: { status: 409, type: 'conflict', message: 'busy' } }, 409, 'invalid-request'],
  [{ error: { status_code: 500, message: 'broken' } }, 500, 'bad-response'],
  [{ object: 'error', code: 408, message: 'slow' }, 408, 'timeout'],
  [{ status: 409, message: 'busy', error: 'Conflict' }, 409, 'invalid-request'],
  [{ type: 'error', status: '500', error: 'broken' }, 500, 'bad-response'],
])('an error inside a stream, %j, is as good as its status', (body, status, code) => {
  expect(toProviderError(new ProviderFailure(null, null, body), context).data).toMatchObject({ code, status })
})

test.each([
  { error: { code: 40001, message: 'x' } },
  { error: { code: 200, message: 'x' } },
  { error: { code: '4e2', message: 'x' } },
])('%j names no status', (body) => {
  expect(toProviderError(new ProviderFailure(null, null, body), context).data).not.toHaveProperty('status')
})

test('a list of models that is not there says nothing of a model', () => {
  const failure = new ProviderFailure(404, null, '{"detail":"Not Found"}')
  expect(toProviderError(failure, { key, call: 'models' }).data).toMatchObject({
    code: 'invalid-request',
    reason: 'base-url',
  })
})

test('the words of a message decide nothing', () => {
  const failure = new ProviderFailure(
    400,
    null,
    '{"error":{"message":"invalid_api_key rate_limit_exceeded timed out"}}',
  )
  expect(toProviderError(failure, context).data.code).toBe('invalid-request')
})

describe('causes', () => {
  const coded = (code: string, message = 'words') => Object.assign(new Error(message), { code })
  const network: readonly (readonly [string, AppErrorCode, AppErrorReason | undefined])[] = [
    ['ENOTFOUND', 'network', 'dns'],
    ['EAI_AGAIN', 'network', 'name-server'],
    ['EAI_NONAME', 'network', 'dns'],
    ['ECONNREFUSED', 'network', 'refused'],
    ['ENETUNREACH', 'network', 'offline'],
    ['EHOSTUNREACH', 'network', 'offline'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network', 'tls'],
    ['CERT_HAS_EXPIRED', 'network', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network', 'tls'],
    ['EPROTO', 'network', 'tls'],
    ['ECONNRESET', 'network', 'cut'],
    ['EPIPE', 'network', 'cut'],
    ['UND_ERR_SOCKET', 'network', 'cut'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'network', 'cut'],
    ['Z_BUF_ERROR', 'network', 'cut'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', undefined],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', undefined],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', undefined],
    ['ETIMEDOUT', 'timeout', undefined],
    ['HPE_INVALID_CONSTANT', 'bad-response', undefined],
    ['Z_DATA_ERROR', 'bad-response', undefined],
    ['ERR_INVALID_URL', 'invalid-request', 'base-url'],
    ['EUNHEARDOF', 'network', undefined],
  ]

  test.each(network)('%s under fetch and the SDK is %s %s', (code, expected, reason) => {
    const fetched = new TypeError('fetch failed', { cause: coded(code) })
    for (const error of [fetched, new OpenAI.APIConnectionError({ cause: fetched })]) {
      const { data } = toProviderError(error, context)
      expect([data.code, data.reason]).toEqual([expected, reason])
      expect(data.detail).toContain('words')
    }
  })

  test('several addresses of one host', () => {
    const both = Object.assign(new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:9')], ''), {})
    const { data } = toProviderError(new TypeError('fetch failed', { cause: both }), context)
    expect(data).toMatchObject({ code: 'network', reason: 'refused', detail: 'connect ECONNREFUSED ::1:9' })
  })

  test('a status error of the SDK', () => {
    const error = OpenAI.APIError.generate(
      429,
      { error: { message: 'slow', type: 'requests' } },
      undefined,
      new Headers(),
    )
    expect(toProviderError(error, context).data).toMatchObject({ code: 'rate-limit', status: 429, detail: 'slow' })
  })

  test('an AppError stays what it is, wherever it stands', () => {
    const inner = new AppError({ code: 'bad-response', reason: 'json', detail: 'x' })
    const { data } = toProviderError(new OpenAI.APIConnectionError({ cause: inner }), context)
    expect(data).toEqual({ code: 'bad-response', reason: 'json', detail: 'x' })
  })

  test('a time limit of the caller', () => {
    expect(toProviderError(new DOMException('late', 'TimeoutError'), context).data.code).toBe('timeout')
  })

  test.each([new TypeError('x is not a function'), new Error('boom'), 'text', undefined])('%s is internal', (error) => {
    expect(toProviderError(error, context).data.code).toBe('internal')
  })

  test('a chain that bites its tail ends', () => {
    const error = new Error('a')
    error.cause = error
    expect(toProviderError(error, context).data.code).toBe('internal')
  })
})

describe('retry after', () => {
  const date = 'Wed, 23 Sep 2026 10:00:00 GMT'
  test.each([
    [{ 'retry-after-ms': '1250.5' }, 1251],
    [{ 'retry-after-ms': '90', 'retry-after': '7' }, 90],
    [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Wed, 23 Sep 2026 10:00:20 GMT', date }, 20_000],
    [{ 'retry-after': 'Wed, 23 Sep 2026 09:00:00 GMT', date }, 0],
    [{ 'retry-after': 'Wed, 23 Sep 2026 10:00:20 GMT' }, 5000],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after': 'later' }, undefined],
    [{}, undefined],
  ])('%j → %s', (headers, expected) => {
    expect(retryAfter(new Headers(headers), Date.parse('Wed, 23 Sep 2026 10:00:15 GMT'))).toBe(expected)
  })

  test('is part of the error', () => {
    const failure = new ProviderFailure(429, new Headers({ 'retry-after': '12' }), '')
    expect(toProviderError(failure, context).data.retryAfterMs).toBe(12_000)
  })
})

describe('details', () => {
  const detailOf = (body: unknown) =>
    toProviderError(new ProviderFailure(400, null, typeof body === 'string' ? body : JSON.stringify(body)), context)
      .data.detail

  test.each([
    [{ error: { message: 'words' } }, 'words'],
    [{ error: 'words' }, 'words'],
    [{ message: 'words' }, 'words'],
    [{ detail: 'words' }, 'words'],
    [{ detail: [{ msg: 'words' }] }, '[{"msg":"words"}]'],
    [{ error: { message: { detail: 'words' } } }, '{"detail":"words"}'],
    [{ object: 'error', message: 'words', type: 'x' }, 'words'],
    [[{ error: { message: 'words' } }], 'words'],
    [{ odd: 1 }, '{"odd":1}'],
    ['plain words', 'plain words'],
    [page, page],
    ['', 'HTTP 400'],
  ])('%j', (body, expected) => {
    expect(detailOf(body)).toBe(expected)
  })

  test('at most 4,000 characters, none of them half', () => {
    const detail = detailOf(`${'x'.repeat(3999)}🦊${'y'.repeat(1_000_000)}`)
    expect(detail).toHaveLength(4000)
    expect(detail.isWellFormed()).toBe(true)
  })

  test('never the key, not even where it is cut', () => {
    expect(detailOf({ error: { message: `Incorrect API key provided: ${key}. Find it at …` } })).toBe(
      'Incorrect API key provided: …1234. Find it at …',
    )
    expect(detailOf(`${'x'.repeat(3990)}${key}`)).not.toContain('sk-proj')
    expect(toProviderError(new Error(`bad header: Bearer ${key}`), context).data.detail).not.toContain('abcdef')
    expect(toProviderError(new AppError({ code: 'internal', detail: key }), context).data.detail).toBe('…1234')
    expect(toProviderError(new Error('x', { cause: new Error(key) }), context)).not.toHaveProperty('cause')
  })
})

describe('masking', () => {
  test.each([
    [`key ${key}!`, key, 'key …1234!'],
    ['a+b/c=d1234567', 'a+b/c=d1234567', '…4567'],
    [encodeURIComponent('a+b/c=d1234567'), 'a+b/c=d1234567', '…4567'],
    [JSON.stringify('a"b\\c12345678'), 'a"b\\c12345678', '"…5678"'],
    ['eat an apple', 'a', 'eat an apple'],
    ['the key is a.', 'a', 'the key is ….'],
    ['(se.ret)', 'se.ret', '(…)'],
    ['Authorization: Bearer abcdefgh12345678', null, 'Authorization: Bearer …5678'],
    ['sk-ant-api03-abcdefghijkl9876 and gsk_abcdefghijkl5432', null, '…9876 and …5432'],
    ['AIzaSyA1234567890abcdefghijk', null, '…hijk'],
    ['task-force and risk-free words', null, 'task-force and risk-free words'],
  ])('%s', (text, secret, expected) => {
    expect(createMask(secret === null ? [] : [secret])(text)).toBe(expected)
  })
})
