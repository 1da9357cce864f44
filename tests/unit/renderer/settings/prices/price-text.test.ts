import { expect, it } from 'vitest'
import { priceText, readPrice } from '../../../../../src/renderer/settings/prices/price-text'

it.each([
  ['0.15', 0.15],
  ['0,15', 0.15],
  [' 3 ', 3],
  ['.5', 0.5],
  ['0', 0],
  ['', null],
  ['-1', undefined],
  ['1e3', undefined],
  ['$3', undefined],
  ['1,000.5', undefined],
  ['2000000', undefined],
])('%j is read as %s', (text, price) => {
  expect(readPrice(text)).toBe(price)
})

it('shows what it reads', () => {
  expect(readPrice(priceText(0.075))).toBe(0.075)
  expect(priceText(undefined)).toBe('')
})
