import { describe, expect, test } from 'vitest'
import type { StreamEvent } from '../../../../src/main/providers/provider'
import { watchSilence } from '../../../../src/main/replies/silence'

/** A clock that the test moves. */
function manualClock() {
  let nowMs = 0
  let due: { at: number; run: () => void }[] = []
  return {
    now: () => nowMs,
    after(ms: number, run: () => void) {
      const timer = { at: nowMs + ms, run }
      due.push(timer)
      return () => void (due = due.filter((one) => one !== timer))
    },
    move(ms: number) {
      const end = nowMs + ms
      for (;;) {
        const next = due.filter((one) => one.at <= end).sort((one, other) => one.at - other.at)[0]
        if (!next) break
        nowMs = next.at
        due = due.filter((one) => one !== next)
        next.run()
      }
      nowMs = end
    },
  }
}

function setUp() {
  const clock = manualClock()
  let give: (event: StreamEvent) => void = () => {}
  let signal: AbortSignal | null = null
  const stream = watchSilence(
    async function* (own) {
      signal = own
      // A stream that never hears an abort: giving up must not depend on it.
      for (;;) yield await new Promise<StreamEvent>((resolve) => (give = resolve))
    },
    { firstTokenMs: 120_000, betweenMs: 60_000 },
    new AbortController().signal,
    clock,
  )
  const push = async (event: StreamEvent) => {
    const next = stream.next()
    await new Promise((resolve) => setImmediate(resolve))
    give(event)
    await next
  }
  return { clock, stream, push, closed: () => signal?.aborted }
}

const text: StreamEvent = { type: 'text-delta', text: 'a' }

describe('silence', () => {
  test('the first token may take its own time; then the connection is given up and closed', async () => {
    const { clock, stream, closed } = setUp()
    const next = stream.next()
    clock.move(119_999)
    expect(closed()).not.toBe(true)
    clock.move(1)
    await expect(next).rejects.toMatchObject({ data: { code: 'timeout' } })
    expect(closed()).toBe(true)
  })

  test('tokens may flow for ever: there is no limit on the whole', async () => {
    const { clock, push, closed } = setUp()
    for (let count = 0; count < 200; count++) {
      await push(text)
      clock.move(59_000)
    }
    expect(closed()).not.toBe(true)
  })

  test('keep-alives are no silence, and do not start the shorter limit', async () => {
    const { clock, stream, push, closed } = setUp()
    await push({ type: 'alive' })
    clock.move(100_000)
    expect(closed()).not.toBe(true)
    await push(text)
    const next = stream.next()
    clock.move(60_000)
    await expect(next).rejects.toMatchObject({ data: { code: 'timeout' } })
  })

  test('after sleep a connection has five seconds to speak', async () => {
    const { clock, stream, push } = setUp()
    await push(text)
    stream.suspect()
    await push(text)
    clock.move(6000)
    stream.suspect()
    const next = stream.next()
    clock.move(5000)
    await expect(next).rejects.toMatchObject({ data: { code: 'timeout' } })
  })

  test('closing stops the watch', async () => {
    const { clock, stream, push, closed } = setUp()
    await push(text)
    let rejected = false
    stream.next().catch(() => (rejected = true))
    stream.close()
    clock.move(1_000_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect([closed(), rejected]).toEqual([true, false])
  })
})
