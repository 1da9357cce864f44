import { beforeAll, expect, it } from 'vitest'
import { formatCost, formatDuration, formatSeconds, formatSize } from '../../../../src/renderer/ui/format'
import { startWords, translate } from '../../../../src/renderer/words'

beforeAll(() => startWords('en'))

it.each([
  [0, '0 ms'],
  [312.4, '312 ms'],
  [999.4, '999 ms'],
  [1000, '1.0 s'],
  [9949, '9.9 s'],
  [9999, '10 s'],
  [59_499, '59 s'],
  [125_000, '2 min 5 s'],
  [-5, '0 ms'],
])('%d ms reads %s', (durationMs, words) => {
  expect(formatDuration(durationMs, translate)).toBe(words)
})

it('counters show whole seconds that have passed', () => {
  expect(formatSeconds(5999, translate)).toBe('5 s')
  expect(formatSeconds(72_000, translate)).toBe('1 min 12 s')
  expect(formatSeconds(600_000, translate)).toBe('10 min')
})

it.each([
  [5.2e9, '5.2 GB'],
  [43e9, '43 GB'],
  [1e9, '1 GB'],
  [780e6, '780 MB'],
  [12_345, '12 kB'],
  [312, '312 B'],
  [0, '0 B'],
])('%d bytes read %s', (bytes, words) => {
  expect(formatSize(bytes)).toBe(words)
})

it.each([
  [12.345, '12.35'],
  [1, '1.00'],
  [0.012_44, '0.0124'],
  [0.000_001_2, '0.0000012'],
  [0, '0'],
])('a cost of %d reads %s', (cost, words) => {
  expect(formatCost(cost, 'en')).toBe(words)
})
