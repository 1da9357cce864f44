import type { Settings } from '../../../shared/settings'

/** What the icon stands on. `any`: nobody knows, so it must be legible on both. */
export type Panel = 'light' | 'dark' | 'any'

/** What is known of the system's panel. */
interface PanelFacts {
  readonly platform: NodeJS.Platform
  /** The desktop's name, as XDG_CURRENT_DESKTOP has it. */
  readonly desktop: string
  /** Whether the system's own colours are dark. */
  readonly isDark: boolean
}

/** What the icon is to be drawn for: what the user says, else what is known. */
export function panelOf(wanted: Settings['trayIcon'], { platform, desktop, isDark }: PanelFacts): Panel {
  if (wanted !== 'auto') return wanted === 'white' ? 'dark' : 'light'
  if (platform !== 'linux') return isDark ? 'dark' : 'light'
  // GNOME's bar is dark in its light theme too. Of other desktops nobody can be asked, and a wrong guess cannot be seen.
  return /gnome|unity|pantheon/i.test(desktop) ? 'dark' : 'any'
}
