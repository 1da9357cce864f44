/** Why a hotkey cannot be had: another program holds it, or this system can have none like it. */
export type HotkeyProblem = 'taken' | 'impossible'

/** A desktop on which a command can be bound to keys, as far as we know how. */
export type DesktopName = 'gnome' | 'kde' | 'xfce' | 'cinnamon' | 'mate' | 'sway' | 'hyprland' | 'cosmic' | 'other'

/** What kind of session the app runs in, and so where hotkeys come from. */
export type DesktopSession =
  /** The app asks the system for its hotkey. */
  | { readonly kind: 'own' }
  /** Wayland: the desktop gives hotkeys through its portal, where it has one, and asks the user first. */
  | { readonly kind: 'wayland'; readonly desktop: DesktopName; readonly portal: boolean }

/** The hotkey as it is now. */
export interface HotkeyInfo {
  /** An Electron accelerator; empty: none. */
  readonly accelerator: string
  /** Null: it works, as far as the system says. */
  readonly problem: HotkeyProblem | null
  readonly session: DesktopSession
  /** What to bind in the desktop's own settings. */
  readonly command: string
}
