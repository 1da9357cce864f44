import { describe, expect, it } from 'vitest'
import { followsAfterScroll, type ScrollPlace } from '../../../../../src/renderer/chat/transcript/follow-end'

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
