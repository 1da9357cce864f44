import { describe, expect, it } from 'vitest'
import {
  followsAfterScroll,
  isAtEnd,
  questionLimit,
  type ScrollPlace,
} from '../../../../../../src/renderer/chat/transcript/reading/follow-end'

const place = (top: number, height = 1000, view = 400): ScrollPlace => ({ top, height, view })

describe('a page that follows its end', () => {
  it('is let go by any way up, a single pixel row included', () => {
    expect(followsAfterScroll(true, place(600), place(590))).toBe(false)
    expect(followsAfterScroll(true, place(600), place(597))).toBe(false)
  })

  it('stays when content got shorter and the page moved up with it', () => {
    expect(followsAfterScroll(true, place(600), place(500, 900))).toBe(true)
  })

  it('stays while it is moved down after new text', () => {
    expect(followsAfterScroll(true, place(600), place(650, 1200))).toBe(true)
  })
})

describe('a page that was let go', () => {
  it('does not come back by moving up, even to within the slack of the end', () => {
    expect(followsAfterScroll(false, place(600), place(599))).toBe(false)
  })

  it('does not come back by moving down short of the end', () => {
    expect(followsAfterScroll(false, place(100), place(590))).toBe(false)
  })

  it('comes back at the end, fractions of a pixel aside', () => {
    expect(followsAfterScroll(false, place(500), place(598.6))).toBe(true)
  })

  it('does not come back because text grew', () => {
    expect(followsAfterScroll(false, place(300), place(300, 2000))).toBe(false)
  })
})

describe('a page that follows until the question has reached the top', () => {
  it('may go so far that the question stands at the margin', () => {
    expect(questionLimit(place(100), { top: 300, bottom: 360 })).toBe(376)
  })

  it('is there already when it is further down', () => {
    expect(questionLimit(place(500), { top: -80, bottom: -20 })).toBe(396)
  })

  // A question as long as the screen would leave its reply out of sight for ever.
  it('goes on to the last lines of a long question, so that its reply is seen', () => {
    expect(questionLimit(place(0), { top: 24, bottom: 1024 })).toBe(864)
  })

  it('never goes above the start', () => {
    expect(questionLimit(place(0), { top: 10, bottom: 40 })).toBe(0)
  })
})

it('the end is where no more than fractions of a pixel are below', () => {
  expect([isAtEnd(place(600)), isAtEnd(place(598.5)), isAtEnd(place(590))]).toEqual([true, true, false])
})
