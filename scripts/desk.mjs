// A throw-away desktop around a command: an X server, a D-Bus session, an unlocked keyring, a window manager and a
// panel whose tray takes status icons. By hand: `node scripts/desk.mjs <command> [arguments]`.
//   RUNNEL_DESK_SCREEN=1280x800x24   the screen's size and depth
//   RUNNEL_DESK_KEYRING=none         no keyring at all
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure, isProgram, main, run, runInFront } from './run.mjs'

/** D-Bus services that may start on demand. The rest of the machine's are left out: a keyring must not start by itself. */
const services = ['org.xfce.Xfconf', 'org.a11y.Bus']

/**
 * Opens a desktop. `environment` is what a program needs to use it; `close` ends all its processes and removes its folder.
 * With `home: 'own'` the program has an empty home folder, with 'mine' the user's.
 */
export async function openDesk({ screen = '1280x800x24', keyring = true, home = 'own' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'runnel-desk-'))
  const children = []
  const close = async () => {
    for (const child of children.reverse()) await endChild(child)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const ownHome = makeHome(folder)
    const session = { XDG_CURRENT_DESKTOP: 'XFCE', XDG_SESSION_TYPE: 'x11', XDG_RUNTIME_DIR: ownHome.XDG_RUNTIME_DIR }
    const base = {
      ...process.env,
      ...ownHome,
      ...session,
      WAYLAND_DISPLAY: undefined,
      LANG: process.env.LANG ?? 'C.UTF-8',
    }
    const start = (command, args, env = base, stdin = 'ignore') => {
      const child = startChild(command, args, env, stdin)
      children.push(child)
      return child
    }
    const authority = { XAUTHORITY: writeAuthority(folder) }
    const display = { ...authority, DISPLAY: `:${await startScreen(start, screen, authority.XAUTHORITY)}` }
    const bus = { DBUS_SESSION_BUS_ADDRESS: await startBus(start, folder, { ...base, ...display }) }
    const onDesk = { ...base, ...display, ...bus }
    if (keyring)
      start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], onDesk, 'pipe').stdin.end(
        'runnel',
      )
    start('openbox', [], onDesk)
    start('xfce4-panel', ['--disable-wm-check'], onDesk)
    if (keyring) await waitForName('org.freedesktop.secrets', onDesk)
    await waitForName('org.kde.StatusNotifierWatcher', onDesk)
    const environment = {
      ...(home === 'own' ? ownHome : {}),
      ...session,
      WAYLAND_DISPLAY: undefined,
      ...display,
      ...bus,
    }
    return { environment, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts a program that ends with us even when we are killed, and that a terminal's Ctrl+C does not reach. */
function startChild(command, args, env, stdin) {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
    env,
    detached: true,
    stdio: [stdin, 'ignore', 'ignore', 'pipe'],
  })
  child.on('error', () => {})
  return child
}

async function endChild(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
  child.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}

/** An empty home folder with a panel that shows nothing but the tray. */
function makeHome(folder) {
  const home = {
    HOME: join(folder, 'home'),
    XDG_CONFIG_HOME: join(folder, 'home', '.config'),
    XDG_CACHE_HOME: join(folder, 'home', '.cache'),
    XDG_DATA_HOME: join(folder, 'home', '.local', 'share'),
    XDG_STATE_HOME: join(folder, 'home', '.local', 'state'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
  }
  for (const path of Object.values(home)) mkdirSync(path, { recursive: true, mode: 0o700 })
  const panels = join(home.XDG_CONFIG_HOME, 'xfce4', 'xfconf', 'xfce-perchannel-xml')
  mkdirSync(panels, { recursive: true })
  writeFileSync(join(panels, 'xfce4-panel.xml'), panelSettings)
  return home
}

const panelSettings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
`

/** An X authority file with one cookie for any display: two-byte lengths before each field, family 65535 is "any". */
function writeAuthority(folder) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const nothing = field(Buffer.alloc(0))
  const entry = [
    Buffer.from([255, 255]),
    nothing,
    nothing,
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(randomBytes(16)),
  ]
  const path = join(folder, 'Xauthority')
  writeFileSync(path, Buffer.concat(entry), { mode: 0o600 })
  return path
}

async function startScreen(start, screen, authority) {
  const sockets = '/tmp/.X11-unix'
  if (!existsSync(sockets)) {
    mkdirSync(sockets)
    chmodSync(sockets, 0o1777)
  }
  const options = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority, '-noreset']
  return firstLine(start('Xvfb', options), 'the virtual screen (Xvfb)')
}

async function startBus(start, folder, env) {
  const serviceFolder = join(folder, 'services')
  mkdirSync(serviceFolder)
  for (const service of services) {
    const file = `/usr/share/dbus-1/services/${service}.service`
    if (existsSync(file)) copyFileSync(file, join(serviceFolder, `${service}.service`))
  }
  const settings = join(folder, 'bus.conf')
  writeFileSync(
    settings,
    `<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <servicedir>${serviceFolder}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  )
  return firstLine(start('dbus-daemon', [`--config-file=${settings}`, '--nofork', '--print-address=3'], env), 'D-Bus')
}

/** The first line that a child writes to its fourth pipe: it is ready then. */
function firstLine(child, what) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Failure(`${what} did not start: run node scripts/setup.mjs --desktop.`))
    const timer = setTimeout(fail, 15_000)
    let words = ''
    child.stdio[3].setEncoding('utf8').on('data', (part) => {
      words += part
      if (!words.includes('\n')) return
      clearTimeout(timer)
      resolve(words.split('\n')[0].trim())
    })
    child.once('exit', () => (clearTimeout(timer), fail()))
    child.once('error', () => (clearTimeout(timer), fail()))
  })
}

async function waitForName(name, env) {
  const { code } = await run('gdbus', ['wait', '--session', '--timeout', '20', name], { env, limitMs: 25_000 })
  if (code !== 0) throw new Failure(`the virtual desktop lacks ${name}: run node scripts/setup.mjs --desktop.`)
}

if (isProgram(import.meta.url)) {
  await main(async () => {
    const [command, ...args] = process.argv.slice(2)
    if (command === undefined) throw new Failure('usage: node scripts/desk.mjs <command> [arguments]')
    const screen = process.env.RUNNEL_DESK_SCREEN
    const keyring = process.env.RUNNEL_DESK_KEYRING !== 'none'
    const desk = await openDesk({ keyring, ...(screen ? { screen } : {}) })
    try {
      return await runInFront(command, args, { env: { ...process.env, ...desk.environment } })
    } finally {
      await desk.close()
    }
  })
}
