import { expect, it } from 'vitest'
import { TextQueue } from '../../../../../src/renderer/markdown/paint/text-queue'

it.each([1, 2, 3, 5, 8, 100])('gives all that was put in, in pieces of at most %i characters', (most) => {
  const queue = new TextQueue()
  const texts = ['one', '', 'two and three', '四五六', '7']
  for (const text of texts) queue.add(text)
  const pieces: string[] = []
  while (queue.length > 0) pieces.push(queue.take(most))
  expect(pieces.join('')).toBe(texts.join(''))
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(most)
})

it('joins what came in many small pieces', () => {
  const queue = new TextQueue()
  for (const letter of 'many small pieces') queue.add(letter)
  expect(queue.take(8192)).toBe('many small pieces')
  expect(queue.length).toBe(0)
})

it('goes on in the middle of a text that was taken in part', () => {
  const queue = new TextQueue()
  queue.add('abcdef')
  expect(queue.take(2)).toBe('ab')
  queue.add('gh')
  expect([queue.length, queue.take(5), queue.take(5), queue.take(5)]).toEqual([6, 'cdefg', 'h', ''])
})

it('forgets all when it is cleared', () => {
  const queue = new TextQueue()
  queue.add('abc')
  queue.take(1)
  queue.clear()
  queue.add('x')
  expect([queue.length, queue.take(9)]).toEqual([1, 'x'])
})
