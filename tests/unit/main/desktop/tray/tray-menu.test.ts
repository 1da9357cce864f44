import { describe, expect, it, vi } from 'vitest'
import { itemText, trayMenu, trayStateOf, type TrayContent } from '../../../../../src/main/desktop/tray/tray-menu'
import { en } from '../../../../../src/shared/locales/en'

const nothing: TrayContent = { running: [], recent: [], unseen: null }
const actions = () => ({
  quickAsk: null,
  newConversation: vi.fn<() => void>(),
  open: vi.fn<() => void>(),
  openConversation: vi.fn<(id: string) => void>(),
  stop: vi.fn<(replyId: string) => void>(),
  copyLastAnswer: vi.fn<() => void>(),
  settings: vi.fn<() => void>(),
  quit: vi.fn<() => void>(),
})

describe('trayStateOf', () => {
  it('tells of what runs before what ended', () => {
    const running = [{ replyId: 'r', title: 't' }]
    expect(trayStateOf(nothing)).toBe('idle')
    expect(trayStateOf({ ...nothing, running, unseen: 'error' })).toBe('streaming')
    expect(trayStateOf({ ...nothing, unseen: 'error' })).toBe('error')
    expect(trayStateOf({ ...nothing, unseen: 'done' })).toBe('done')
  })
})

describe('trayMenu', () => {
  it('has no heading over nothing, and nothing of a quick ask that is not there', () => {
    const labels = trayMenu(nothing, en.tray, actions(), 'linux').map(({ label }) => label)
    expect(labels).not.toEqual(expect.arrayContaining([en.tray.running]))
    expect(labels).not.toContain(en.tray.recent)
    expect(labels).not.toContain(en.tray.quickAsk)
    expect(labels).not.toContain(en.tray.pauseHotkey)
  })

  it('shows the hotkey at the quick ask while it works, and pauses it', () => {
    const pause = vi.fn<(paused: boolean) => void>()
    const quickAsk = { show: vi.fn<() => void>(), hotkey: 'Control+Shift+Space', isPaused: false, pause }
    const items = trayMenu(nothing, en.tray, { ...actions(), quickAsk }, 'win32')
    expect(items[0]).toMatchObject({ label: en.tray.quickAsk, accelerator: 'Control+Shift+Space' })
    expect(items[0]?.registerAccelerator).toBe(false)
    const [onLinux] = trayMenu(nothing, en.tray, { ...actions(), quickAsk }, 'linux')
    expect(onLinux).toMatchObject({ label: 'Quick Ask (Ctrl+Shift+Space)' })
    const paused = trayMenu(nothing, en.tray, { ...actions(), quickAsk: { ...quickAsk, isPaused: true } }, 'win32')
    expect(paused[0]).not.toHaveProperty('accelerator')
    expect(paused.find(({ label }) => label === en.tray.pauseHotkey)).toMatchObject({ checked: true })
  })

  it('offers no pause of a hotkey that there is none of', () => {
    const quickAsk = { show: vi.fn<() => void>(), hotkey: null, isPaused: false, pause: vi.fn<() => void>() }
    const labels = trayMenu(nothing, en.tray, { ...actions(), quickAsk }, 'win32').map(({ label }) => label)
    expect(labels).toContain(en.tray.quickAsk)
    expect(labels).not.toContain(en.tray.pauseHotkey)
  })
})

describe('itemText', () => {
  it.each([
    ['A & B', 'A && B'],
    ['two\nlines\tof it', 'two lines of it'],
    ['x'.repeat(48), 'x'.repeat(48)],
    ['x'.repeat(49), `${'x'.repeat(48)}…`],
    [`${'x'.repeat(47)}👩‍👩‍👧y`, `${'x'.repeat(47)}👩‍👩‍👧…`],
  ])('%j becomes %j', (title, text) => {
    expect(itemText(title)).toBe(text)
  })
})
