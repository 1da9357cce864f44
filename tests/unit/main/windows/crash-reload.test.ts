import { expect, it } from 'vitest'
import { reloadDelayMs } from '../../../../src/main/windows/crash-reload'

it('reloads at once until it has done so three times in a minute, then waits for the minute to pass', () => {
  expect(reloadDelayMs([], 0)).toBe(0)
  expect(reloadDelayMs([0, 1000], 2000)).toBe(0)
  expect(reloadDelayMs([0, 1000, 2000], 3000)).toBe(57_000)
  expect(reloadDelayMs([0, 1000, 2000], 60_000)).toBe(0)
  expect(reloadDelayMs([0, 1000, 2000], 600_000)).toBe(0)
  expect(reloadDelayMs([0, 58_000, 59_000, 60_000], 60_500)).toBe(57_500)
})
