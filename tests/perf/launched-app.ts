import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connectPage, nowMs, type DevtoolsPage } from './devtools-page'
import type { Stage } from './measurement'
import { treeOf } from './process-tree'

/** What is started: the built app, or the empty window that it is compared with. */
export type AppName = 'runnel' | 'empty'

/** A started app. */
export interface LaunchedApp {
  readonly processId: number
  /** On the clock of `nowMs`. */
  readonly spawnedAtMs: number
  /** The page of its window, or of the one whose address begins like this. Nothing touches the app before this is called. */
  page(address?: string): Promise<DevtoolsPage>
  /** Ends it and waits until all its processes are gone. */
  end(): Promise<void>
}

/** What an app finds when it starts. */
export interface LaunchOptions {
  /** The name of its data folder; the same name is the same folder. */
  readonly data: string
  readonly settings?: object
  /** Where the probe writes what the main thread has cost at `ready`. */
  readonly probeFile?: string
  /** Which probe that is: of the start, unless it says otherwise. */
  readonly probe?: 'ready' | 'hotkey'
  /** For the empty window: shows the text of this stream as it is. */
  readonly stream?: string
  /** For the empty window: is a popup instead, on this hotkey. */
  readonly popup?: string
}

// A sandboxed process hides from its own user; these make its memory readable for both apps alike.
const isRoot = process.getuid?.() === 0
const switches = [isRoot ? '--no-sandbox' : '--allow-sandbox-debugging', '--remote-debugging-port=0']
const lastWord: Readonly<Record<AppName, string>> = { runnel: '.', empty: 'tests/perf/empty-app' }

/** Starts an app in a process group of its own, on this desktop. */
export function launch(stage: Stage, name: AppName, options: LaunchOptions): LaunchedApp {
  const folder = join(stage.folder, options.data)
  mkdirSync(folder, { recursive: true })
  // Without settings it would be the very first start, which has a page of its own.
  const settings = { version: 1, language: 'en', theme: 'light', ...options.settings }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  const probe = join(stage.root, 'tests', 'perf', `${options.probe ?? 'ready'}-probe.cjs`)
  const env = { ...cleanEnvironment(), ...(options.probeFile ? probing(probe, options.probeFile) : {}) }
  const spawnedAtMs = nowMs()
  const more = [
    `--user-data-dir=${folder}`,
    ...(options.stream ? [`--stream=${options.stream}`] : []),
    ...(options.popup ? [`--popup=${options.popup}`] : []),
  ]
  const child = spawn(stage.electron, [...switches, ...more, lastWord[name]], {
    cwd: stage.root,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const killGroup = (): void => signalGroup(child, 'SIGKILL')
  process.once('exit', killGroup)
  const port = devtoolsPort(child)
  port.catch(() => undefined)
  return {
    processId: child.pid ?? 0,
    spawnedAtMs,
    page: async (address) => connectPage(await port, address),
    async end() {
      await endTree(child)
      process.off('exit', killGroup)
    },
  }
}

function probing(probe: string, file: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require=${JSON.stringify(probe)}`, READY_PROBE_FILE: file }
}

/** Neither keys nor switches of the user's own. */
function cleanEnvironment(): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(OPENAI_|ELECTRON_|NODE_OPTIONS)/.test(name))
  return { ...Object.fromEntries(kept), LANG: 'en_US.UTF-8' }
}

function devtoolsPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      words = (words + part).slice(-10_000)
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(words)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The app ended with code ${code}:\n${words}`)))
  })
}

async function endTree(child: ChildProcess): Promise<void> {
  const ids = treeOf(child.pid ?? 0)
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await Promise.race([ended, wait(3000)])
  }
  signalGroup(child, 'SIGKILL')
  const untilMs = nowMs() + 3000
  while (ids.some((id) => treeOf(id).length > 0) && nowMs() < untilMs) await wait(20)
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}

/** Settings with one provider that answers at this address, and its model chosen. */
export function providerSettings(baseUrl: string): object {
  const provider = {
    id: 'test',
    name: 'Test',
    protocol: 'openai-chat',
    origin: 'settings',
    baseUrl,
    models: ['stand-in'],
  }
  return { providers: [provider], choice: { providerId: provider.id, model: 'stand-in' } }
}

/** Types a question into the composer and sends it with Enter, once the composer is free. */
export async function askInPage(page: DevtoolsPage, question: string): Promise<void> {
  const isFree = () => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea.write')
    field?.focus()
    return field !== null && document.querySelector('button.stop') === null
  }
  const untilMs = nowMs() + 10_000
  while (!(await page.call(isFree))) {
    if (nowMs() > untilMs) throw new Error('The composer did not come free.')
    await wait(10)
  }
  await page.type(question)
  await page.press('Enter')
}
