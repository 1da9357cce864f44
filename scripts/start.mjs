// `npm start`: sets up what is missing, builds when a source has changed, opens the app.
// `npm start -- ask "…"`: the same in the terminal, with no window. Only the reply goes to stdout.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { openDesk } from './desk.mjs'
import { Failure, main, root, runInFront, say } from './run.mjs'
import { electronBinary } from './setup/electron.mjs'
import { hasDisplay, setUp } from './setup.mjs'

const isLinux = process.platform === 'linux'
const isRoot = isLinux && process.getuid() === 0

/** Switches for Chromium: they stand before the app's path, so that everything behind it is the app's own. */
function switchesFor({ asks }) {
  const switches = isRoot ? ['--no-sandbox'] : []
  // Chromium's own complaints would stand between the app's words on stderr: 3 lets only fatal ones through, and with
  // no graphics there is nobody to miss a display.
  if (asks) switches.push('--log-level=3', ...(isLinux ? ['--ozone-platform=headless', '--disable-gpu'] : []))
  return switches
}

/** Chromium's sandbox needs user namespaces or a set-uid program. Some systems allow neither at first. */
function requireSandbox(electron) {
  if (!isLinux || isRoot) return
  const helper = join(dirname(electron), 'chrome-sandbox')
  const isSetUid = (statSync(helper).mode & 0o4000) !== 0
  if (isSetUid || spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0) return
  throw new Failure(
    `this system keeps Chromium's sandbox from working. Run: sudo sh -c 'chown root ${helper} && chmod 4755 ${helper}'`,
  )
}

await main(async () => {
  const args = process.argv.slice(2)
  const asks = args[0] === 'ask'
  const needsDesk = !asks && !hasDisplay()
  await setUp({ desktop: needsDesk })
  await build()
  const electron = electronBinary()
  const options = { cwd: root }
  const command = [...switchesFor({ asks }), '.', ...args]
  if (asks) return runInFront(electron, command, options)
  requireSandbox(electron)
  if (isRoot) say("started as root: Chromium's sandbox is off. Start it as a normal user for daily use.")
  if (!needsDesk) return runInFront(electron, command, options)
  say('there is no display: the app opens on a virtual one. Keys are kept for the session only there.')
  const desk = await openDesk({ home: 'mine', keyring: false })
  try {
    return await runInFront(electron, command, { ...options, env: { ...process.env, ...desk.environment } })
  } finally {
    await desk.close()
  }
})
