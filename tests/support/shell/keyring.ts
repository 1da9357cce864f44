import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../temporary-folder'

const run = promisify(execFile)
const secrets = 'org.freedesktop.secrets'

/** A D-Bus session of a test's own, with a real keyring on it or none. Linux only. */
export interface OwnBus {
  /** For the app that is to use it. */
  readonly environment: Readonly<Record<string, string>>
  /** Resolves to the calls to the keyring since the last `calls`, each as "interface.member", in their order. */
  calls(): Promise<readonly string[]>
  lock(): Promise<void>
  unlock(): Promise<void>
}

/** Opens a session bus on which nothing starts by itself. Everything ends with the test. */
export async function openBus(options: { readonly keyring: boolean }): Promise<OwnBus> {
  const folder = temporaryFolder()
  const settings = join(folder, 'bus.conf')
  writeFileSync(
    settings,
    `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><policy context="default">
      <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  )
  const bus = start('dbus-daemon', [`--config-file=${settings}`, '--nofork', '--print-address'], process.env)
  const address = await firstLine(bus)
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o700 })
  const environment = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
  }
  const env = { ...process.env, ...environment }
  const askKeyring = (method: string, ...words: readonly string[]) =>
    run('gdbus', ['call', '--session', '-d', secrets, '-o', '/org/freedesktop/secrets', '-m', method, ...words], {
      env,
    })

  // Its first start makes a keyring under this password; the next ones open it.
  const startUnlocked = async (): Promise<ChildProcess> => {
    const daemon = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env)
    daemon.stdin?.end('runnel')
    await run('gdbus', ['wait', '--session', '--timeout', '20', secrets], { env })
    return daemon
  }
  let daemon = options.keyring ? await startUnlocked() : null
  return {
    environment,
    calls: await watchCalls(env),
    async lock() {
      await askKeyring('org.freedesktop.Secret.Service.Lock', "['/org/freedesktop/secrets/collection/login']")
    },
    async unlock() {
      if (daemon) {
        const ended = once(daemon, 'exit')
        daemon.kill('SIGTERM')
        await ended
      }
      daemon = await startUnlocked()
    },
  }
}

/** Watches the bus from now on. A call of our own marks the end of each period: the bus keeps the order. */
async function watchCalls(env: NodeJS.ProcessEnv): Promise<OwnBus['calls']> {
  const monitor = start('dbus-monitor', ['--session', `destination='${secrets}'`, "path='/marker'"], env)
  const lines = createInterface({ input: monitor.stdout as Readable })
  let calls: string[] = []
  let marked = (): void => {}
  lines.on('line', (line) => {
    const [, name, member] = /^method call .*interface=([\w.]+); member=(\w+)/.exec(line) ?? []
    if (line.includes('path=/marker')) marked()
    else if (name && member && line.includes(`destination=${secrets}`)) calls.push(`${name}.${member}`)
  })
  // It has said who it is: it listens.
  await once(lines, 'line')
  return async () => {
    const end = new Promise<void>((resolve) => (marked = resolve))
    await run('gdbus', ['emit', '--session', '-o', '/marker', '-s', 'test.Marker.Here'], { env })
    await end
    const seen = calls
    calls = []
    return seen
  }
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGTERM'))
  return child
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: child.stdout as Readable }), 'line')) as [string]
  return line
}
