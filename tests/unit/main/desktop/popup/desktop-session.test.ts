import { describe, expect, it } from 'vitest'
import {
  desktopSession,
  popupCommandLine,
  sessionSwitches,
  type SessionFacts,
} from '../../../../../src/main/desktop/popup/desktop-session'

const facts: SessionFacts = {
  platform: 'linux',
  sessionType: 'wayland',
  waylandDisplay: 'wayland-0',
  currentDesktop: '',
}

describe('the session', () => {
  it.each<[string, Partial<SessionFacts>]>([
    ['X11', { sessionType: 'x11', waylandDisplay: '' }],
    ['X11 inside of Wayland', { sessionType: 'x11' }],
    ['nothing said at all', { sessionType: '', waylandDisplay: '' }],
    ['a terminal', { sessionType: 'tty', waylandDisplay: '' }],
    ['macOS', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
  ])('takes its hotkeys itself: %s', (_name, change) => {
    expect(desktopSession({ ...facts, ...change })).toEqual({ kind: 'own' })
    expect(sessionSwitches({ kind: 'own' })).toEqual({})
  })

  it.each([
    ['GNOME', 'gnome', true],
    ['ubuntu:GNOME', 'gnome', true],
    ['KDE', 'kde', true],
    ['Hyprland', 'hyprland', true],
    ['sway', 'sway', false],
    ['X-Cinnamon', 'cinnamon', false],
    ['COSMIC', 'cosmic', false],
    ['Unheard:Of', 'other', false],
    ['', 'other', false],
  ])('is Wayland on %j', (currentDesktop, desktop, portal) => {
    expect(desktopSession({ ...facts, currentDesktop })).toEqual({ kind: 'wayland', desktop, portal })
  })

  it('is Wayland where only its display is named', () => {
    expect(desktopSession({ ...facts, sessionType: '' })).toMatchObject({ kind: 'wayland' })
  })

  it('asks Chromium for the portal and for input methods under Wayland, whoever the desktop is', () => {
    const switches = sessionSwitches({ kind: 'wayland', desktop: 'other', portal: false })
    expect(switches).toMatchObject({ 'enable-features': 'GlobalShortcutsPortal', 'wayland-text-input-version': '3' })
  })
})

describe('the command to bind', () => {
  it('is short when the app is installed', () => {
    expect(popupCommandLine(true, '/usr/lib/runnel/runnel-app', '/usr/lib/runnel')).toBe('runnel popup --toggle')
  })

  it('names the program and the folder from source, quoted where a shell needs it', () => {
    expect(popupCommandLine(false, '/opt/electron', "/home/o'hara/my app")).toBe(
      `/opt/electron '/home/o'\\''hara/my app' popup --toggle`,
    )
  })
})
