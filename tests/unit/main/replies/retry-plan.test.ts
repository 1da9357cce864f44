import { describe, expect, test } from 'vitest'
import { backOffMs, planRetry } from '../../../../src/main/replies/retry-plan'
import type { AppErrorData } from '../../../../src/shared/errors'

const error = (data: Partial<AppErrorData>): AppErrorData => ({ code: 'network', detail: '', ...data })
const plan = (
  data: Partial<AppErrorData>,
  rest: { number?: number; hasBegun?: boolean; hasToolCalls?: boolean } = {},
) => planRetry({ error: error(data), number: 1, hasBegun: false, hasToolCalls: false, ...rest }, () => 0.5)

describe('before the first token', () => {
  test.each<Partial<AppErrorData>>([
    { code: 'network', reason: 'cut' },
    { code: 'network', reason: 'refused' },
    { code: 'network', reason: 'offline' },
    { code: 'network', reason: 'name-server' },
    { code: 'network', reason: 'proxy' },
    { code: 'rate-limit', status: 429 },
    { code: 'overloaded', status: 503 },
    { code: 'bad-response', status: 500 },
    { code: 'timeout', status: 408 },
    { code: 'invalid-request', status: 409 },
  ])('%j is tried again', (data) => expect(plan(data)?.kind).toBe('retry'))

  test.each<Partial<AppErrorData>>([
    { code: 'auth', status: 401 },
    { code: 'quota', status: 429 },
    { code: 'network', reason: 'dns' },
    { code: 'network', reason: 'tls' },
    { code: 'network', reason: 'proxy-password' },
    { code: 'model-not-found', status: 404 },
    { code: 'bad-response', reason: 'html' },
    { code: 'bad-response', reason: 'empty' },
    { code: 'timeout' },
    { code: 'storage' },
    { code: 'internal' },
  ])('%j is not', (data) => expect(plan(data)).toBeNull())

  test('at most four tries', () => {
    expect(plan({ code: 'overloaded' }, { number: 3 })).not.toBeNull()
    expect(plan({ code: 'overloaded' }, { number: 4 })).toBeNull()
  })

  test('the server’s wait is obeyed to the millisecond, unless it is longer than anybody would sit there', () => {
    expect(plan({ code: 'rate-limit', retryAfterMs: 12_345 })?.waitMs).toBe(12_345)
    expect(plan({ code: 'rate-limit', retryAfterMs: 3_600_000 })).toBeNull()
  })

  test('back-off grows, is capped, and uses the whole range below its ceiling', () => {
    expect([1, 2, 3, 9].map((number) => backOffMs(number, () => 1))).toEqual([1000, 2000, 4000, 8000])
    expect(backOffMs(3, () => 0)).toBe(0)
  })
})

describe('in the middle', () => {
  test.each<Partial<AppErrorData>>([
    { code: 'network', reason: 'cut' },
    { code: 'timeout' },
    { code: 'overloaded' },
    { code: 'bad-response', reason: 'unfinished' },
    { code: 'bad-response', reason: 'empty' },
    { code: 'invalid-request', status: 409 },
  ])('%j is taken up again', (data) => expect(plan(data, { hasBegun: true })?.kind).toBe('resume'))

  test.each<Partial<AppErrorData>>([
    { code: 'auth' },
    { code: 'content-filter' },
    { code: 'context-too-long' },
    { code: 'quota' },
    { code: 'invalid-request', status: 400 },
    { code: 'network', reason: 'proxy-password' },
    { code: 'bad-response', reason: 'html' },
  ])('%j is not', (data) => expect(plan(data, { hasBegun: true })).toBeNull())

  test('a reply that asked for a tool cannot be taken up from its text', () => {
    expect(plan({ code: 'network', reason: 'cut' }, { hasBegun: true, hasToolCalls: true })).toBeNull()
  })
})
