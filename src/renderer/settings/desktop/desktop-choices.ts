import type { DesktopFacts, InputOf } from '../../../shared/ipc'
import type { Settings } from '../../../shared/settings'

/** What the page says of the system it is on. */
export type Platform = 'mac' | 'win' | 'linux'

/** What closing the window may be set to. `ask` is chosen while nothing is. */
type Closing = 'tray' | 'quit' | 'minimise' | 'ask'

/** A choice as a list shows it. */
interface Choice<Value> {
  readonly value: Value
  readonly options: readonly Value[]
}

/** What closing the window does here. Null where the system says it. */
export function closingChoice(
  settings: Pick<Settings, 'closing' | 'closingWithoutTray'>,
  { hasTray }: DesktopFacts,
  platform: Platform,
): (Choice<Closing> & { readonly changeTo: (value: Closing) => InputOf<'settings.change'> }) | null {
  if (platform === 'mac') return null
  if (hasTray) {
    const changeTo = (value: Closing) => ({ closing: value === 'quit' ? value : 'tray' }) as const
    return { value: settings.closing, options: ['tray', 'quit'], changeTo }
  }
  const changeTo = (value: Closing) => ({
    closingWithoutTray: value === 'quit' || value === 'minimise' ? value : null,
  })
  return { value: settings.closingWithoutTray ?? 'ask', options: ['ask', 'minimise', 'quit'], changeTo }
}

/** What a click on the tray icon may do here. Null where there is nothing to choose. */
export function trayClicks(
  { trayClick }: Pick<Settings, 'trayClick'>,
  { hasTray }: DesktopFacts,
  platform: Platform,
): Choice<Settings['trayClick']> | null {
  if (!hasTray) return null
  // A Linux panel cannot be told to open a menu.
  const options = platform === 'linux' ? (['popup', 'window'] as const) : (['popup', 'window', 'menu'] as const)
  return { options, value: options.find((one) => one === trayClick) ?? 'window' }
}
