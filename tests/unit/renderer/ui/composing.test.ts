import { describe, expect, it } from 'vitest'
import { isForInputMethod } from '../../../../src/renderer/ui/composing'

const enter = { isComposing: false, keyCode: 13, timeStamp: 1000 }

describe('Enter belongs to the input method', () => {
  it('while it composes', () => {
    expect(isForInputMethod({ ...enter, isComposing: true }, -Infinity)).toBe(true)
  })

  it('when only its code still says so', () => {
    expect(isForInputMethod({ ...enter, keyCode: 229 }, -Infinity)).toBe(true)
  })

  it('when the composition has ended just before it, in the same press', () => {
    expect(isForInputMethod(enter, 998)).toBe(true)
  })
})

describe('Enter sends', () => {
  it('when nothing was ever composed', () => {
    expect(isForInputMethod(enter, -Infinity)).toBe(false)
  })

  it('in the next press after a composition, however fast', () => {
    expect(isForInputMethod(enter, 950)).toBe(false)
  })
})
