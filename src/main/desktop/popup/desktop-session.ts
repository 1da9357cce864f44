import type { DesktopName, DesktopSession } from '../../../shared/popup/hotkey-info'

/** What the environment says of the session. */
export interface SessionFacts {
  readonly platform: NodeJS.Platform
  /** `XDG_SESSION_TYPE` */
  readonly sessionType: string
  /** `WAYLAND_DISPLAY` */
  readonly waylandDisplay: string
  /** `XDG_CURRENT_DESKTOP`: names between colons, the most exact first. */
  readonly currentDesktop: string
}

// As they stand in XDG_CURRENT_DESKTOP, in small letters.
const names: Readonly<Record<string, DesktopName>> = {
  gnome: 'gnome',
  kde: 'kde',
  xfce: 'xfce',
  'x-cinnamon': 'cinnamon',
  mate: 'mate',
  sway: 'sway',
  hyprland: 'hyprland',
  cosmic: 'cosmic',
}

// Whose portal has GlobalShortcuts: KDE since 5.27, GNOME since 48, Hyprland with its own portal.
const portals: readonly DesktopName[] = ['gnome', 'kde', 'hyprland']

/** Where global hotkeys come from in this session. Not Wayland: the app takes them itself. */
export function desktopSession({
  platform,
  sessionType,
  waylandDisplay,
  currentDesktop,
}: SessionFacts): DesktopSession {
  const isWayland = sessionType === 'wayland' || (sessionType !== 'x11' && waylandDisplay !== '')
  if (platform !== 'linux' || !isWayland) return { kind: 'own' }
  const known = currentDesktop
    .toLowerCase()
    .split(':')
    .map((name) => names[name.trim()])
    .find((name) => name !== undefined)
  const desktop = known ?? 'other'
  return { kind: 'wayland', desktop, portal: portals.includes(desktop) }
}

/** Chromium's switches for this session: hotkeys by the portal, and input methods by text-input v3. */
export function sessionSwitches(session: DesktopSession): Readonly<Record<string, string>> {
  if (session.kind === 'own') return {}
  return {
    'enable-features': 'GlobalShortcutsPortal',
    'enable-wayland-ime': '',
    'wayland-text-input-version': '3',
  }
}

/** The command that opens the popup, as it is bound to a key in the desktop's own settings. */
export function popupCommandLine(isPackaged: boolean, program: string, appPath: string): string {
  if (isPackaged) return 'runnel popup --toggle'
  return `${quoted(program)} ${quoted(appPath)} popup --toggle`
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
