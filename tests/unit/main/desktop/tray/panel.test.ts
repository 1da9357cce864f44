import { describe, expect, it } from 'vitest'
import { panelOf } from '../../../../../src/main/desktop/tray/panel'

describe('panelOf', () => {
  it.each([
    ['black', 'linux', 'GNOME', true, 'light'],
    ['white', 'linux', 'KDE', false, 'dark'],
    ['auto', 'linux', 'ubuntu:GNOME', false, 'dark'],
    ['auto', 'linux', 'XFCE', true, 'any'],
    ['auto', 'linux', '', false, 'any'],
    ['auto', 'win32', '', true, 'dark'],
    ['auto', 'win32', '', false, 'light'],
  ] as const)('wanted %s on %s %s, dark colours: %s: drawn for %s', (wanted, platform, desktop, isDark, panel) => {
    expect(panelOf(wanted, { platform, desktop, isDark })).toBe(panel)
  })
})
