import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Failure, run, say } from '../run.mjs'
import { electronBinary } from './electron.mjs'

/** Debian packages with the libraries that Electron is linked with. */
const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libsecret-1-0',
]

/** Debian packages of the virtual desktop, each with a program of it to look for on other systems ('' for none). */
const desktopPackages = {
  xvfb: 'Xvfb',
  openbox: 'openbox',
  'xfce4-panel': 'xfce4-panel',
  xfconf: 'xfconf-query',
  dbus: 'dbus-daemon',
  'libglib2.0-bin': 'gdbus',
  'gnome-keyring': 'gnome-keyring-daemon',
  xdotool: 'xdotool',
  'x11-utils': 'xprop',
  imagemagick: 'import',
  'at-spi2-core': '',
  'libsecret-1-0': '',
  'fonts-noto-cjk': '',
  'fonts-noto-color-emoji': '',
  'fonts-inter': '',
  'fonts-jetbrains-mono': '',
}

/** Installs the libraries without which Electron does not start, when one is missing. */
export async function installElectronLibraries() {
  const { output } = await run('ldd', [electronBinary()])
  const missing = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  if (missing.length === 0) return
  if (!isOnPath('apt-get')) {
    throw new Failure(
      `Electron needs libraries that this system lacks: install ${missing.join(', ')}, then run it again.`,
    )
  }
  await installPackages(electronLibraries, 'for Electron')
}

/** Installs what scripts/desk.mjs needs, when something is missing. */
export async function installDesktopPackages() {
  if (isOnPath('dpkg-query')) {
    const names = Object.keys(desktopPackages)
    const { output } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names])
    const present = new Set(
      output
        .split('\n')
        .filter((line) => line.endsWith(' installed'))
        .map((line) => line.split(' ')[0]),
    )
    const missing = names.filter((name) => !present.has(name))
    if (missing.length > 0) await installPackages(missing, 'for the virtual desktop')
    return
  }
  const missing = Object.values(desktopPackages).filter((program) => program !== '' && !isOnPath(program))
  if (missing.length > 0) {
    throw new Failure(
      `The virtual desktop needs programs that this system lacks: install ${missing.join(', ')}, then run it again.`,
    )
  }
}

async function installPackages(names, purpose) {
  const install = ['install', '-y', '--no-install-recommends']
  const byHand = (list) => `apt-get update && apt-get ${install.join(' ')} ${list.join(' ')}`
  if (process.getuid() !== 0) {
    throw new Failure(`Debian packages are missing ${purpose}. Run: sudo sh -c '${byHand(names)}'`)
  }
  say(`installing Debian packages ${purpose} (once): ${names.join(' ')}`)
  const options = {
    output: 'stderr',
    limitMs: 900_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120']
  await run('apt-get', [...quiet, 'update'], options)
  const known = await currentNames(names)
  const { code } = await run('apt-get', [...quiet, ...install, ...known], options)
  if (code !== 0)
    throw new Failure(`apt-get failed (code ${code}). Look at the lines above, then run: ${byHand(known)}`)
}

/** Newer releases of Debian and Ubuntu add `t64` to the names of some libraries. */
async function currentNames(names) {
  const { output } = await run('apt-cache', ['pkgnames'])
  const known = new Set(output.split('\n'))
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
