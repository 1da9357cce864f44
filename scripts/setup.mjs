// Puts in place what a bare clone lacks. Node built-ins only: it runs before anything is installed.
// By hand: `node scripts/setup.mjs`, with `--desktop` for the virtual desktop's packages too.
import { installModules, requireNode } from './setup/modules.mjs'
import { installElectron } from './setup/electron.mjs'
import { installDesktopPackages, installElectronLibraries } from './setup/system-packages.mjs'
import { isProgram, main } from './run.mjs'

/** Is there a screen to open a window on? */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Sets up everything that is missing and takes milliseconds when nothing is.
 * Throws `Failure` with one line that says what to do.
 */
export async function setUp({ electron = true, desktop = false } = {}) {
  // Whatever is installed here must be readable by the user that the tests run as.
  process.umask(0o022)
  await installModules()
  requireNode()
  if (!electron) return
  await installElectron()
  if (process.platform !== 'linux') return
  await installElectronLibraries()
  if (desktop) await installDesktopPackages()
}

if (isProgram(import.meta.url)) {
  await main(() => setUp({ desktop: process.argv.includes('--desktop') || !hasDisplay() }))
}
