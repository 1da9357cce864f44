import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clampToDisplays, keptWindowPlace } from '../../../../src/main/windows/window-place'
import { temporaryFolder } from '../../../support/temporary-folder'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 1280, height: 1000 }

describe('clampToDisplays', () => {
  it('leaves a window that lies in its display where it is', () => {
    const bounds = { x: 2000, y: 100, width: 900, height: 700 }
    expect(clampToDisplays(bounds, [left, right])).toEqual(bounds)
  })

  it('brings a window back whose display is gone, at its old size', () => {
    expect(clampToDisplays({ x: 2000, y: 100, width: 900, height: 700 }, [left])).toEqual({
      x: 1020,
      y: 100,
      width: 900,
      height: 700,
    })
  })

  it('puts the title bar below the top edge and on the display that shows most of the window', () => {
    expect(clampToDisplays({ x: 1800, y: -50, width: 900, height: 700 }, [left, right])).toMatchObject({
      x: 1920,
      y: 0,
    })
  })

  it('makes a window no larger than its display', () => {
    expect(clampToDisplays({ x: -10, y: 0, width: 4000, height: 3000 }, [left])).toEqual(left)
  })
})

describe('keptWindowPlace', () => {
  const kept = (content: string) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'main-window-place.json'), content)
    return keptWindowPlace(folder, 'main-window')
  }

  it('reads what was kept', () => {
    const place = { bounds: { x: 1, y: 2, width: 300, height: 400 }, maximized: true, zoomLevel: -1 }
    expect(kept(JSON.stringify(place))).toEqual(place)
  })

  it.each(['', '{', 'null', '{"bounds":{"x":0,"y":0,"width":0,"height":5}}', '{"bounds":{"x":"0"}}'])(
    'takes %j for no place',
    (content) => {
      expect(kept(content)).toBeNull()
    },
  )

  it('does without a zoom that nobody could have chosen', () => {
    const place = { bounds: { x: 1, y: 2, width: 300, height: 400 }, maximized: false, zoomLevel: 400 }
    expect(kept(JSON.stringify(place))?.zoomLevel).toBe(0)
  })
})
