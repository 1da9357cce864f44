import { describe, expect, it } from 'vitest'
import { Hotkey, type Shortcuts } from '../../../../src/main/desktop/hotkey'

/** The system's hotkeys, some of which others have. As Electron's, it refuses one that is registered already. */
function systemWith(...taken: readonly string[]) {
  const held = new Set<string>()
  const shortcuts: Shortcuts = {
    register(accelerator) {
      if (accelerator === 'nonsense') throw new TypeError('conversion failure')
      if (taken.includes(accelerator) || held.has(accelerator)) return false
      held.add(accelerator)
      return true
    },
    unregister: (accelerator) => void held.delete(accelerator),
  }
  return { hotkey: new Hotkey(shortcuts, () => undefined), held: () => [...held] }
}

describe('a hotkey', () => {
  it('is held from its start until its stop', () => {
    const { hotkey, held } = systemWith()
    expect(hotkey.start('Alt+A')).toBeNull()
    expect(held()).toEqual(['Alt+A'])
    hotkey.stop()
    expect(held()).toEqual([])
  })

  it('is no hotkey at all when it is empty', () => {
    const { hotkey, held } = systemWith()
    expect(hotkey.start('')).toBeNull()
    expect(held()).toEqual([])
  })

  it('lets go of the old one only when it has the new one', () => {
    const { hotkey, held } = systemWith('Alt+T')
    hotkey.start('Alt+A')
    expect(hotkey.change('Alt+T')).toBe('taken')
    expect(hotkey.change('nonsense')).toBe('impossible')
    expect([hotkey.accelerator, hotkey.problem, held()]).toEqual(['Alt+A', null, ['Alt+A']])
    expect(hotkey.change('Alt+B')).toBeNull()
    expect([hotkey.accelerator, held()]).toEqual(['Alt+B', ['Alt+B']])
    expect(hotkey.change('')).toBeNull()
    expect([hotkey.accelerator, held()]).toEqual(['', []])
  })

  it('says what is wrong with the one it was started with, and takes another', () => {
    const { hotkey, held } = systemWith('Alt+T')
    expect(hotkey.start('Alt+T')).toBe('taken')
    expect([hotkey.accelerator, hotkey.problem]).toEqual(['Alt+T', 'taken'])
    expect(hotkey.change('Alt+B')).toBeNull()
    expect([hotkey.problem, held()]).toEqual([null, ['Alt+B']])
  })

  it('is let go of while it is paused, and the same again afterwards', () => {
    const { hotkey, held } = systemWith()
    hotkey.start('Alt+A')
    hotkey.pause(true)
    expect(held()).toEqual([])
    hotkey.pause(false)
    expect([held(), hotkey.problem]).toEqual([['Alt+A'], null])
  })

  it('that was changed while it was paused stays the new one', () => {
    const { hotkey, held } = systemWith('Alt+T')
    hotkey.start('Alt+A')
    hotkey.pause(true)
    expect(hotkey.change('Alt+T')).toBe('taken')
    expect(hotkey.change('Alt+B')).toBeNull()
    hotkey.pause(false)
    expect([held(), hotkey.accelerator, hotkey.problem]).toEqual([['Alt+B'], 'Alt+B', null])
  })
})
