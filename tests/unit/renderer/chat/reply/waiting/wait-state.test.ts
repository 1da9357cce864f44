import { describe, expect, it } from 'vitest'
import { isLate, limitOf, waitStateOf } from '../../../../../../src/renderer/chat/reply/waiting/wait-state'
import { emptyReply, type Attempt } from '../../../../../../src/shared/reply'

const limits = { firstTokenMs: 120_000, betweenMs: 60_000 }
const running = { ...emptyReply, startedAt: 10_000 }
const begun = { ...running, firstTokenMs: 300 }
const attempt: Attempt = {
  kind: 'retry',
  number: 2,
  of: 4,
  at: 20_000,
  error: { code: 'rate-limit', detail: '' },
}

describe('before the first token', () => {
  it('connects for a second, then waits from the start on', () => {
    expect(waitStateOf(running, 10_000, 10_900)).toEqual({ type: 'connecting' })
    expect(waitStateOf(running, 10_000, 14_000)).toEqual({ type: 'waiting', waitedMs: 4000, quietMs: 4000 })
  })

  it('is late after five seconds without a byte, not while keep-alives come', () => {
    expect(isLate(waitStateOf(running, 10_000, 15_000))).toBe(true)
    expect(isLate(waitStateOf(running, 28_000, 30_000))).toBe(false)
  })
})

describe('after the first token', () => {
  it('is silent from five seconds on', () => {
    expect(waitStateOf(begun, 12_000, 16_999)).toEqual({ type: 'flowing' })
    expect(waitStateOf(begun, 12_000, 24_000)).toEqual({ type: 'silent', quietMs: 12_000 })
  })

  it('does not run backwards when the clock does', () => {
    expect(waitStateOf(begun, 12_000, 11_000)).toEqual({ type: 'flowing' })
    expect(waitStateOf({ ...running, attempt }, 12_000, 9000)).toMatchObject({ quietMs: 0 })
  })
})

describe('another try', () => {
  it('is counted down, and its silence counts from its start', () => {
    const waiting = { ...running, attempt }
    expect(waitStateOf(waiting, 11_000, 18_500)).toMatchObject({ type: 'trying', leftMs: 1500, quietMs: 0 })
    expect(waitStateOf(waiting, 11_000, 26_000)).toMatchObject({ type: 'trying', leftMs: 0, quietMs: 6000 })
  })
})

it('names the limit that the state runs into', () => {
  expect(limitOf(waitStateOf(running, 10_000, 16_000), limits)).toBe(120_000)
  expect(limitOf(waitStateOf(begun, 12_000, 24_000), limits)).toBe(60_000)
  expect(limitOf(waitStateOf({ ...begun, attempt }, 12_000, 14_000), limits)).toBeNull()
  expect(limitOf(waitStateOf({ ...begun, attempt }, 12_000, 26_000), limits)).toBe(120_000)
})
