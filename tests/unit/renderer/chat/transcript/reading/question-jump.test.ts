import { expect, it } from 'vitest'
import { questionFrom } from '../../../../../../src/renderer/chat/transcript/reading/question-jump'
import { TurnHeights } from '../../../../../../src/renderer/chat/transcript/window/turn-heights'
import { madeTurns } from '../made-turns'

const turns = madeTurns(3)
// Questions at 0, 540 and 1040.
const heights = new TurnHeights(turns, new Map(turns.map(({ id }) => [id, 500])))
const at = (question: number): number => question - 24

// A jump that takes the question at the top for the next one never gets on.
it('goes from question to question, one at a time', () => {
  expect(questionFrom(heights, at(0), 1)).toBe(1)
  expect(questionFrom(heights, at(540), 1)).toBe(2)
  expect(questionFrom(heights, at(1040), 1)).toBe(null)
  expect(questionFrom(heights, at(1040), -1)).toBe(1)
  expect(questionFrom(heights, at(540), -1)).toBe(0)
  expect(questionFrom(heights, at(0), -1)).toBe(null)
})

it('goes up to the question of the reply that is being read first', () => {
  expect(questionFrom(heights, 800, -1)).toBe(1)
  expect(questionFrom(heights, 800, 1)).toBe(2)
})

it('counts a question that is there but for a fraction of a pixel as there', () => {
  expect(questionFrom(heights, at(540) + 0.6, -1)).toBe(0)
  expect(questionFrom(heights, at(540) - 0.6, 1)).toBe(2)
})

it('has nowhere to go without turns', () => {
  expect(questionFrom(new TurnHeights([], new Map()), 0, 1)).toBe(null)
})
