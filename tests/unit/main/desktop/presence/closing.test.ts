import { describe, expect, it } from 'vitest'
import { closingOf } from '../../../../../src/main/desktop/presence/closing'

describe('closingOf', () => {
  it.each([
    ['tray', null, true, 'linux', 'hide'],
    ['quit', 'minimise', true, 'linux', 'quit'],
    ['tray', null, false, 'linux', 'ask'],
    ['tray', 'minimise', false, 'linux', 'minimise'],
    ['tray', 'quit', false, 'linux', 'quit'],
    ['quit', null, false, 'linux', 'ask'],
    ['tray', null, true, 'win32', 'hide'],
    ['quit', 'quit', true, 'darwin', 'hide'],
  ] as const)('closing %s, without a tray %s, tray there: %s, on %s: %s', (closing, without, hasTray, on, done) => {
    expect(closingOf({ closing, closingWithoutTray: without }, hasTray, on)).toBe(done)
  })
})
