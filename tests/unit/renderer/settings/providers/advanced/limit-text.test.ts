import { expect, it } from 'vitest'
import { limitText, readLimit } from '../../../../../../src/renderer/settings/providers/advanced/limit-text'

it.each([
  ['60', 60_000],
  ['2,5', 2500],
  [' ', null],
  ['0', undefined],
  ['3601', undefined],
  ['soon', undefined],
])('%j seconds are %s ms', (text, limitMs) => {
  expect(readLimit(text)).toBe(limitMs)
})

it('is shown in seconds, and not at all where none is set', () => {
  expect(limitText(90_000)).toBe('90')
  expect(limitText(undefined)).toBe('')
})
