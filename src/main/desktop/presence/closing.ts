import type { Settings } from '../../../shared/settings'

/** What becomes of the main window when the user closes it. `ask`: the user has not said yet. */
export type Closing = 'hide' | 'minimise' | 'quit' | 'ask'

/** What closing the main window does. */
export function closingOf(
  settings: Pick<Settings, 'closing' | 'closingWithoutTray'>,
  hasTray: boolean,
  platform: NodeJS.Platform,
): Closing {
  // There an app stays in the dock without a window, and nobody expects otherwise.
  if (platform === 'darwin') return 'hide'
  if (hasTray) return settings.closing === 'tray' ? 'hide' : 'quit'
  return settings.closingWithoutTray ?? 'ask'
}
