import { describe, expect, it } from 'vitest'
import { popupBounds, popupHeight } from '../../../../../src/main/windows/popup/popup-place'

describe('the place of the popup', () => {
  it('is in the middle of its display, which may be anywhere', () => {
    const area = { x: -1920, y: 200, width: 1920, height: 1000 }
    expect(popupBounds(100, area)).toEqual({ x: -1220, y: 400, width: 520, height: 100 })
  })

  it('is no wider than the display', () => {
    expect(popupBounds(100, { x: 0, y: 0, width: 400, height: 300 })).toMatchObject({ x: 0, width: 400 })
  })

  it('leaves room below for all it may grow to', () => {
    const area = { x: 0, y: 30, width: 1280, height: 770 }
    const { y, height } = popupBounds(100_000, area)
    expect(y + height).toBeLessThanOrEqual(area.y + area.height)
  })

  it('has whole pixels, and at least one', () => {
    const area = { x: 0, y: 0, width: 1281, height: 801 }
    expect(popupHeight(99.6, area)).toBe(100)
    expect(popupHeight(0, area)).toBe(1)
    expect(Object.values(popupBounds(99.6, area)).every(Number.isInteger)).toBe(true)
  })
})
