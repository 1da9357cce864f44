import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isHeldBack,
  longestSpreadMs,
  shownLength,
  shownWhole,
  withBurst,
} from '../../../../../../src/renderer/chat/reply/smooth/spread-burst'

const frameMs = 16

interface Arrival {
  readonly afterMs: number
  readonly text: string
}

/** Plays arrivals through a frame clock: what was shown at each frame, and when each piece had come. */
function play(arrivals: readonly Arrival[]) {
  let text = ''
  let spread = shownWhole(0)
  let now = 1000
  const frames: { now: number; shown: number; text: string }[] = []
  const come: { at: number; upTo: number }[] = []
  const draw = (until: number): void => {
    for (let at = Math.ceil(now / frameMs) * frameMs; at < until; at += frameMs) {
      frames.push({ now: at, shown: shownLength(spread, text, at), text })
    }
    now = until
  }
  for (const { afterMs, text: piece } of arrivals) {
    draw(now + afterMs)
    text += piece
    spread = withBurst(spread, text.length, now)
    come.push({ at: now, upTo: text.length })
  }
  draw(now + longestSpreadMs + frameMs + 1)
  return { frames, come, text }
}

const pieces = ['plain words ', '汉字，标点。', '👨‍👩‍👧‍👦', '🇨🇳🇺🇸🇯🇵🇫🇷', 'é́̂̃', '\r\n', '👍🏽', 'ﷺ ', 'हिन्दी', '1️⃣', '\ud83d']
const arrivals = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    text: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  }),
  { minLength: 1, maxLength: 12 },
)

describe('a burst', () => {
  it('is spread evenly over the time since the one before', () => {
    const spread = withBurst(withBurst(shownWhole(0), 0, 1000), 100, 1080)
    const at = (now: number) => shownLength(spread, 'x'.repeat(100), now)
    expect([at(1080), at(1100), at(1120), at(1160), at(9999)]).toEqual([0, 25, 50, 100, 100])
    expect([isHeldBack(spread, 1159), isHeldBack(spread, 1160)]).toEqual([true, false])
  })

  it('is shown at once when it is the first', () => {
    expect(shownLength(withBurst(shownWhole(0), 5, 1000), 'hello', 1000)).toBe(5)
  })

  it('is over a frame later in a stream that comes with every frame', () => {
    const { frames } = play(Array.from({ length: 50 }, () => ({ afterMs: frameMs, text: 'four' })))
    const behind = frames.map(({ shown, text }) => text.length - shown)
    expect(Math.max(...behind)).toBeLessThanOrEqual(4)
  })

  it('that is overtaken by a later one is whole when that is', () => {
    const slow = withBurst(withBurst(shownWhole(0), 0, 1000), 100, 1100)
    const both = withBurst(slow, 110, 1105)
    expect(shownLength(both, 'x'.repeat(110), 1105)).toBe(5)
    expect(shownLength(both, 'x'.repeat(110), 1110)).toBe(110)
  })
})

describe('whatever comes', () => {
  it('is shown 100 ms later at the latest, in order, and never goes back', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const { frames, come } = play(list)
        let last = 0
        for (const { now, shown } of frames) {
          const due = come.findLast(({ at }) => at + longestSpreadMs <= now)?.upTo ?? 0
          const here = come.findLast(({ at }) => at <= now)?.upTo ?? 0
          expect(shown).toBeGreaterThanOrEqual(Math.max(last, due))
          expect(shown).toBeLessThanOrEqual(here)
          last = shown
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never ends inside of a character, unless it came so', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const { frames, come } = play(list)
        const cameSo = new Set([0, ...come.map(({ upTo }) => upTo)])
        for (const { shown, text } of frames) {
          const isWhole = cameSo.has(shown) || new Intl.Segmenter().segment(text).containing(shown)?.index === shown
          expect(isWhole).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('costs next to nothing, even where no plain letter stands', () => {
    const text = '👩‍🚀'.repeat(200_000)
    const spread = withBurst(withBurst(shownWhole(0), 0, 1000), text.length, 1050)
    const start = performance.now()
    const shown = shownLength(spread, text, 1075)
    expect(performance.now() - start).toBeLessThan(200)
    expect(shown % '👩‍🚀'.length).toBe(0)
  })
})
