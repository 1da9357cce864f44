import { expect, it } from 'vitest'
import { visibleRows } from '../../../../src/renderer/inspector/visible-rows'

const list = { count: 1000, rowHeight: 20 }

it('are those in sight and a few on both sides', () => {
  expect(visibleRows(list, { top: 2000, height: 100 }, 2)).toEqual({ first: 98, end: 107 })
})

it('stay inside of the list', () => {
  expect(visibleRows(list, { top: 0, height: 100 }, 8)).toEqual({ first: 0, end: 13 })
  expect(visibleRows(list, { top: 19_950, height: 100 }, 8)).toMatchObject({ end: 1000 })
  expect(visibleRows({ ...list, count: 3 }, { top: 5000, height: 100 })).toEqual({ first: 3, end: 3 })
})
