import { expect, test } from 'vitest'
import { spreadText } from '../../../../../../src/renderer/chat/reply/smooth/spread-text'
import type { TextFollower } from '../../../../../../src/renderer/markdown/text-feed'

/** A text that is spread, on a clock and a display of the test's own. */
function setUp() {
  const told: string[] = []
  const follower: TextFollower = {
    reset: (text) => void told.push(`reset ${text}`),
    append: (text) => void told.push(text),
    end: () => void told.push('end'),
  }
  const clock = { now: 1000 }
  const waiting = new Set<() => void>()
  let source: TextFollower | null = null
  const nextFrame = (run: () => void) => {
    waiting.add(run)
    return () => void waiting.delete(run)
  }
  const stop = spreadText((given) => ((source = given), () => undefined), { now: () => clock.now, nextFrame })(follower)
  if (!source) throw new Error('Nothing follows.')
  return {
    told,
    source: source as TextFollower,
    stop,
    waiting,
    /** Lets this time pass, a frame each 16 ms. */
    pass(ms: number) {
      for (let left = ms; left > 0; left -= 16) {
        clock.now += Math.min(16, left)
        for (const run of Array.from(waiting)) {
          waiting.delete(run)
          run()
        }
      }
    },
  }
}

test('a burst is told in parts, and all of it after a tenth of a second', () => {
  const { told, source, pass, waiting } = setUp()
  source.reset('')
  source.append('First. ')
  expect(told).toEqual(['reset ', 'First. '])
  pass(500)
  source.append('x'.repeat(1000))
  pass(48)
  const half = told.slice(2).join('').length
  expect(half).toBeGreaterThan(400)
  expect(half).toBeLessThan(900)
  pass(52)
  expect(told.slice(2).join('')).toBe('x'.repeat(1000))
  expect(told.length).toBeGreaterThan(5)
  expect(waiting.size).toBe(0)
})

test('text that comes with every frame is told as it comes', () => {
  const { told, source, pass } = setUp()
  source.reset('')
  for (const piece of ['a', 'b', 'c', 'd']) {
    source.append(piece)
    pass(16)
  }
  expect(told).toEqual(['reset ', 'a', 'b', 'c', 'd'])
})

test('what is held back is told before the end, and nothing twice when the whole text comes again', () => {
  const { told, source, pass, waiting } = setUp()
  source.reset('')
  source.append('a')
  pass(200)
  source.append('b'.repeat(100))
  source.end()
  expect(told.join('')).toBe(`reset a${'b'.repeat(100)}end`)
  pass(200)
  source.append('c'.repeat(100))
  source.reset('whole')
  expect(told.at(-1)).toBe('reset whole')
  expect(waiting.size).toBe(0)
})

test('nothing is told when nobody follows any more', () => {
  const { told, source, pass, stop } = setUp()
  source.reset('')
  source.append('a')
  pass(200)
  source.append('b'.repeat(100))
  const before = told.length
  stop()
  pass(200)
  expect(told.length).toBe(before)
})
