import { expect, it } from 'vitest'
import { contrast, mix, readColour } from '../../../../../../src/renderer/markdown/diagrams/page/colours'

it.each([
  ['#fff', [255, 255, 255]],
  ['#0f28', [0, 255, 34]],
  ['#0A6672', [10, 102, 114]],
  ['#0f2a301a', [15, 42, 48]],
  ['rgb(1, 2, 3)', [1, 2, 3]],
  ['rgba(1, 2, 3, 0.5)', [1, 2, 3]],
  ['none', null],
  ['', null],
  ['#ff', null],
  ['url("#a")', null],
])('reads %s', (text, colour) => {
  expect(readColour(text)).toEqual(colour)
})

it('lays one colour on another', () => {
  expect(mix('#fff', '#000', 0)).toBe('#000000')
  expect(mix('#fff', '#000', 1)).toBe('#ffffff')
  expect(mix('#ff0000', '#0000ff', 0.25)).toBe('#4000bf')
  expect(mix('red', '#000', 0.5)).toBe('red')
})

it('counts contrast as WCAG does', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  expect(contrast([255, 255, 255], [118, 118, 118])).toBeCloseTo(4.54, 2)
  expect(contrast([5, 5, 5], [5, 5, 5])).toBe(1)
})
