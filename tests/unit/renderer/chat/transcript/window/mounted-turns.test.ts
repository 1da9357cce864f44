import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  nextSpan,
  spanAround,
  toSegments,
} from '../../../../../../src/renderer/chat/transcript/window/mounted-turns'
import { TurnHeights } from '../../../../../../src/renderer/chat/transcript/window/turn-heights'
import { madeTurns } from '../made-turns'

const even = (count: number, height = 100) =>
  new TurnHeights(madeTurns(count), new Map(Array.from({ length: count }, (_, index) => [`q${index}`, height])))

describe('which turns are mounted', () => {
  const heights = even(1000)
  const sight = { top: 50_000, bottom: 50_800 }

  it('those in sight and near', () => {
    expect(spanAround(heights, sight, 0)).toEqual({ from: 500, to: 509 })
    expect(spanAround(heights, sight, 200)).toEqual({ from: 498, to: 511 })
  })

  it('at the ends there are no others', () => {
    expect(spanAround(heights, { top: 0, bottom: 800 }, 1600)).toEqual({ from: 0, to: 25 })
    expect(spanAround(heights, { top: 99_200, bottom: 100_000 }, 0)).toEqual({ from: 992, to: 1000 })
    expect(spanAround(even(0), sight, 0)).toEqual({ from: 0, to: 0 })
  })

  // Without it a reader who goes up and down over an edge mounts and unmounts the same turn each time.
  it('what is mounted stays until it is far away', () => {
    const first = nextSpan(heights, sight, 2, { from: 0, to: 0 })
    const moved = { top: sight.top + 900, bottom: sight.bottom + 900 }
    expect(nextSpan(heights, moved, 2, first).from).toBe(first.from)
    const far = { top: sight.top + 1500, bottom: sight.bottom + 1500 }
    expect(nextSpan(heights, far, 2, first).from).toBeGreaterThan(first.from)
  })

  it('a jump drops all that was there', () => {
    expect(nextSpan(heights, { top: 0, bottom: 800 }, 2, { from: 480, to: 530 })).toEqual({ from: 0, to: 25 })
  })

  it('tells when somebody looks at an empty place', () => {
    expect(covers({ from: 500, to: 509 }, heights, sight)).toBe(true)
    expect(covers({ from: 501, to: 520 }, heights, sight)).toBe(false)
  })

  it('their number is bounded by what is in sight, wherever one goes', () => {
    const places = fc.array(fc.nat(99_000), { maxLength: 30 })
    fc.assert(
      fc.property(places, (tops) => {
        let span = { from: 0, to: 0 }
        for (const top of tops) {
          span = nextSpan(heights, { top, bottom: top + 800 }, 2, span)
          expect(span.to - span.from).toBeLessThanOrEqual(8 * (1 + 2 * 3.5) + 2)
          expect(covers(span, heights, { top, bottom: top + 800 })).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('the column', () => {
  // A turn that is left out, or a gap of a wrong height, moves everything after it.
  it('is as high with gaps as with all its turns, each in its order', () => {
    const some = fc.record({ from: fc.nat(50), length: fc.nat(50), pinned: fc.array(fc.integer({ min: -5, max: 60 })) })
    fc.assert(
      fc.property(some, ({ from, length, pinned }) => {
        const heights = even(50, 10)
        const segments = toSegments(heights, { from, to: Math.min(50, from + length) }, pinned)
        const total = segments.reduce((sum, one) => sum + (one.kind === 'gap' ? one.height : 10), 0)
        expect(total).toBe(500)
        const order = segments.map((one) => (one.kind === 'gap' ? one.from : one.index))
        expect(order).toEqual([...order].sort((a, b) => a - b))
        const kinds = segments.map(({ kind }) => kind)
        expect(kinds.some((kind, index) => kind === 'gap' && kinds[index + 1] === 'gap')).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('has a gap on either side of a turn that is pinned far away', () => {
    expect(toSegments(even(10), { from: 6, to: 8 }, [1])).toEqual([
      { kind: 'gap', from: 0, to: 1, height: 100 },
      { kind: 'turn', index: 1 },
      { kind: 'gap', from: 2, to: 6, height: 400 },
      { kind: 'turn', index: 6 },
      { kind: 'turn', index: 7 },
      { kind: 'gap', from: 8, to: 10, height: 200 },
    ])
  })
})
