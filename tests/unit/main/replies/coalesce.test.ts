import { describe, expect, test } from 'vitest'
import { coalesce } from '../../../../src/main/replies/coalesce'
import { applyReplyEvent, emptyReply, type ReplyEvent } from '../../../../src/shared/reply'

/** A clock that runs when the test says so. */
function manualClock() {
  let due: (() => void) | null = null
  return {
    after: (_ms: number, run: () => void) => {
      due = run
      return () => (due = null)
    },
    get running() {
      return due !== null
    },
    tick() {
      const run = due
      due = null
      run?.()
    },
  }
}

const text = (value: string): ReplyEvent => ({ type: 'text-delta', text: value })

function setUp() {
  const clock = manualClock()
  const batches: ReplyEvent[][] = []
  const coalescer = coalesce((events) => batches.push([...events]), 16, clock.after)
  return { clock, batches, coalescer }
}

describe('coalesce', () => {
  test('the first delta goes out at once, the next ones wait for the frame and come as one', () => {
    const { clock, batches, coalescer } = setUp()
    coalescer.push(text('a'))
    expect(batches).toEqual([[text('a')]])
    coalescer.push(text('b'))
    coalescer.push(text('c'))
    expect(batches).toHaveLength(1)
    clock.tick()
    expect(batches[1]).toEqual([{ type: 'text-delta', text: 'bc', chunks: 2 }])
  })

  test('no clock runs while nothing comes, so an idle app has no wake-ups', () => {
    const { clock, coalescer } = setUp()
    expect(clock.running).toBe(false)
    coalescer.push(text('a'))
    clock.tick()
    expect(clock.running).toBe(false)
  })

  test('a steady stream makes one batch a frame, however many deltas there are', () => {
    const { clock, batches, coalescer } = setUp()
    for (let frame = 0; frame < 10; frame++) {
      for (let delta = 0; delta < 1000; delta++) coalescer.push(text('x'))
      clock.tick()
    }
    expect(batches.length).toBe(11)
  })

  test('order is kept between kinds, and the joined stream folds to the same reply', () => {
    const { clock, batches, coalescer } = setUp()
    const events = Array.from({ length: 400 }, (_, index): ReplyEvent =>
      index % 7 === 0 ? { type: 'reasoning-delta', text: `r${index}` } : text(`t${index}`),
    )
    events.forEach((event, index) => {
      coalescer.push(event)
      if (index % 30 === 0) clock.tick()
    })
    coalescer.flush()
    expect(batches.flat().reduce(applyReplyEvent, emptyReply)).toEqual(events.reduce(applyReplyEvent, emptyReply))
    expect(batches.length).toBeLessThan(30)
  })

  test('usage that comes with every chunk does not make batches of its own', () => {
    const { batches, coalescer } = setUp()
    coalescer.push(text('a'))
    for (let count = 1; count <= 50; count++) coalescer.push({ type: 'usage', usage: { outputTokens: count } })
    coalescer.flush()
    expect(batches[1]).toEqual([{ type: 'usage', usage: { outputTokens: 50 } }])
  })

  test('cancel forgets what waits and stops the clock', () => {
    const { clock, batches, coalescer } = setUp()
    coalescer.push(text('a'))
    coalescer.push(text('b'))
    coalescer.cancel()
    clock.tick()
    coalescer.flush()
    expect(batches).toHaveLength(1)
  })
})
