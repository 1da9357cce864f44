import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * What the environment gives, read once. The key is taken out of it for child processes that are started later; those that
 * Chromium forked before keep a copy of what the app was started with.
 */
export interface Environment {
  readonly openAiKey: string | null
  readonly openAiBaseUrl: string | null
}

/** One variable, by a name that the user gave. Null: not set, or empty. */
export function readVariable(name: string): string | null {
  return process.env[name]?.trim() || null
}

/** Whether an AppImage's launcher started the app. */
export function startedFromAppImage(): boolean {
  return Boolean(process.env['APPIMAGE'])
}

/** Reads the variables that Runnel knows. An empty one counts as absent. */
export function readEnvironment(): Environment {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env
  delete process.env['OPENAI_API_KEY']
  return {
    openAiKey: OPENAI_API_KEY?.trim() || null,
    openAiBaseUrl: OPENAI_BASE_URL?.trim() || null,
  }
}

/** What kind of session the app was started in. What is not said is empty. */
export function readSessionFacts(): Readonly<Record<'sessionType' | 'waylandDisplay' | 'currentDesktop', string>> {
  const { XDG_SESSION_TYPE, WAYLAND_DISPLAY, XDG_CURRENT_DESKTOP } = process.env
  return {
    sessionType: XDG_SESSION_TYPE ?? '',
    waylandDisplay: WAYLAND_DISPLAY ?? '',
    currentDesktop: XDG_CURRENT_DESKTOP ?? '',
  }
}

/** What the desktop says of itself. */
export interface SystemFacts {
  /** Of the session's D-Bus; null: there is none. */
  readonly busAddress: string | null
  /** The desktop's name on Linux, else empty. */
  readonly desktop: string
  /** Where Linux desktops look for what starts at login. */
  readonly autostartFolder: string
  /** The file that an AppImage was started from; null: this is none. */
  readonly appImage: string | null
}

/** Reads what the desktop sets for its programs. */
export function readDesktop(): SystemFacts {
  const runtimeFolder = readVariable('XDG_RUNTIME_DIR')
  return {
    busAddress: readVariable('DBUS_SESSION_BUS_ADDRESS') ?? (runtimeFolder && `unix:path=${runtimeFolder}/bus`),
    desktop: readVariable('XDG_CURRENT_DESKTOP') ?? '',
    autostartFolder: join(readVariable('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'autostart'),
    appImage: readVariable('APPIMAGE'),
  }
}
