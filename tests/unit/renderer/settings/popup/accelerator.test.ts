import { describe, expect, it } from 'vitest'
import { keyCaps, pressedHotkey, type PressedKey } from '../../../../../src/renderer/settings/popup/accelerator'

function press(key: string, code: string, ...held: readonly string[]): PressedKey {
  const has = (name: string) => held.includes(name)
  return { key, code, ctrlKey: has('ctrl'), altKey: has('alt'), shiftKey: has('shift'), metaKey: has('meta') }
}

describe('a pressed hotkey', () => {
  it.each([
    [press(' ', 'Space', 'ctrl', 'shift'), 'CommandOrControl+Shift+Space'],
    [press('k', 'KeyK', 'ctrl', 'alt'), 'CommandOrControl+Alt+K'],
    // The letter counts where the keyboard has another one in that place, the place where it has none of ours.
    [press('a', 'KeyQ', 'ctrl'), 'CommandOrControl+A'],
    [press('й', 'KeyQ', 'ctrl'), 'CommandOrControl+Q'],
    [press('!', 'Digit1', 'alt', 'shift'), 'Alt+Shift+1'],
    [press('F9', 'F9'), 'F9'],
    [press('ArrowUp', 'ArrowUp', 'meta'), 'Super+Up'],
  ])('%j is %s', (pressed, accelerator) => {
    expect(pressedHotkey(pressed, false)).toEqual({ kind: 'hotkey', accelerator })
  })

  it('on a Mac has Command where others have Ctrl', () => {
    expect(pressedHotkey(press(' ', 'Space', 'meta', 'ctrl'), true)).toEqual({
      kind: 'hotkey',
      accelerator: 'CommandOrControl+Control+Space',
    })
  })

  it('is not finished while only Ctrl and the like are down', () => {
    expect(pressedHotkey(press('Control', 'ControlLeft', 'ctrl'), false)).toEqual({ kind: 'unfinished' })
    expect(pressedHotkey(press('Unidentified', '', 'ctrl'), false)).toEqual({ kind: 'unfinished' })
  })

  it('never takes a key away from typing', () => {
    expect(pressedHotkey(press('a', 'KeyA'), false)).toEqual({ kind: 'needs-modifier' })
    expect(pressedHotkey(press('A', 'KeyA', 'shift'), false)).toEqual({ kind: 'needs-modifier' })
  })
})

it('is written as the platform writes it', () => {
  expect(keyCaps('CommandOrControl+Shift+Space', false)).toEqual(['Ctrl', 'Shift', 'Space'])
  expect(keyCaps('CommandOrControl+Alt+Up', true)).toEqual(['⌘', '⌥', '↑'])
  expect(keyCaps('', false)).toEqual([])
})
