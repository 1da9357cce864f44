import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estimatedHeight, TurnHeights } from '../../../../../../src/renderer/chat/transcript/window/turn-heights'
import { madeTurns } from '../made-turns'

const known = (heights: readonly number[]) => new Map(heights.map((height, index) => [`q${index}`, height]))

// A prefix sum that is kept too long after a change puts every later turn in a wrong place.
it('says where turns begin, and which is at a place, whatever was measured in whatever order', () => {
  const step = fc.tuple(fc.nat(19), fc.double({ min: 0, max: 500, noNaN: true }), fc.nat(20))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const truth = Array.from({ length: 20 }, (_, index) => 10 + index)
      const heights = new TurnHeights(madeTurns(20), known(truth))
      for (const [index, height, read] of steps) {
        heights.set(index, height)
        truth[index] = height
        const top = (until: number): number => truth.slice(0, until).reduce((sum, one) => sum + one, 0)
        expect(heights.top(read)).toBeCloseTo(top(read), 6)
        const at = heights.indexAt(top(read))
        expect(heights.top(at)).toBeLessThanOrEqual(top(read) + 1e-6)
        expect(heights.top(at + 1) + 1e-6).toBeGreaterThanOrEqual(top(read))
      }
    }),
    { numRuns: 200 },
  )
})

it('takes a place above or below all turns for the first or the last one', () => {
  const heights = new TurnHeights(madeTurns(3), known([100, 100, 100]))
  expect([-50, 0, 99, 100, 299, 300, 9999].map((place) => heights.indexAt(place))).toEqual([0, 0, 0, 1, 2, 2, 2])
  expect(new TurnHeights([], new Map()).indexAt(0)).toBe(-1)
})

it('estimates what was never seen by the length of its text', () => {
  const [short, long] = [madeTurns(1), madeTurns(1, 'word '.repeat(2000))].map(
    ([turn]) => turn && estimatedHeight(turn),
  )
  expect(short).toBeGreaterThan(60)
  expect(long).toBeGreaterThan(3000)
})

it('finds turns by their ids', () => {
  const heights = new TurnHeights(madeTurns(3), new Map())
  expect(['q0', 'q2', 'gone'].map((id) => heights.indexOf(id))).toEqual([0, 2, -1])
})
