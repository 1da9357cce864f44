import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import electronPath from 'electron'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { onTestFinished } from 'vitest'
import type { ProviderSettings } from '../../src/shared/settings'
import { temporaryFolder } from './temporary-folder'

// In Node, the package answers with the path of its binary.
const executablePath = electronPath as unknown as string
const isRoot = process.getuid?.() === 0
const rootSwitches = isRoot ? ['--no-sandbox'] : []

/** For whoever launches an app with Playwright: `-r` and this file, which waits for Playwright. */
export const holdStart = join(import.meta.dirname, 'hold-start.cjs')

/** Less than a test may take: a start that hangs says so, and what the app printed. Playwright's own limit is 3 minutes. */
export const launchMs = 30_000

/** What a started app finds in its data folder. */
export interface AppSetting {
  readonly folder?: string
  /** Without a hotkey of its own there is none, and so no popup. */
  readonly settings?: object
  /** True: without settings there is no file of them either, as in the very first start. */
  readonly isFirstStart?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly switches?: readonly string[]
  /** What stands behind the app on the command line. */
  readonly words?: readonly string[]
  /** CommonJS files that main runs before its own. */
  readonly mainModules?: readonly string[]
}

/** A running app and its main window's page. */
export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folder: string
  close(): Promise<void>
}

/** A provider of the test's own, as it stands in the settings. */
export function testProvider(baseUrl: string, change: Partial<ProviderSettings> = {}): ProviderSettings {
  const provider = {
    id: 'test',
    name: 'Test',
    protocol: 'openai-chat',
    origin: 'settings',
    models: ['model-a', 'model-b'],
  } as const
  return { ...provider, models: [...provider.models], baseUrl, ...change }
}

/** Starts the built app in real Electron, with Chromium's sandbox unless root runs the tests; ends it with the test. */
export async function startApp(setting: AppSetting = {}): Promise<RunningApp> {
  const folder = dataFolder(setting)
  const app = await _electron.launch({
    executablePath,
    timeout: launchMs,
    chromiumSandbox: !isRoot,
    args: [
      ...rootSwitches,
      ...[holdStart, ...(setting.mainModules ?? [])].flatMap((path) => ['-r', path]),
      '.',
      `--user-data-dir=${folder}`,
      ...(setting.switches ?? []),
      ...(setting.words ?? []),
    ],
    env: environment(setting),
  })
  askAgainWhenCollected(app)
  let closed = false
  const close = async () => {
    if (!closed) await app.close()
    closed = true
  }
  onTestFinished(close)
  app.on('close', () => (closed = true))
  const page = await app.firstWindow()
  return { app, page, folder, close }
}

/** Starts the app with nobody attached to it, as a desktop does; ends it with the test. */
export function startDetached(setting: AppSetting & { readonly folder: string }): ChildProcess {
  const switches = [...rootSwitches, '.', `--user-data-dir=${dataFolder(setting)}`, ...(setting.switches ?? [])]
  const env = environment(setting)
  const child = spawn(executablePath, [...switches, ...(setting.words ?? [])], { stdio: 'ignore', env })
  onTestFinished(() => void child.kill('SIGTERM'))
  return child
}

/** Node's inspector now and then gives an answer up: "Resulting promise was garbage collected". Then main is asked once more. */
function askAgainWhenCollected(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...words: readonly unknown[]) => Promise<unknown>
  const again = (...words: readonly unknown[]): Promise<unknown> =>
    evaluate(...words).catch((error: unknown) => {
      if (String(error).includes('garbage collected')) return evaluate(...words)
      throw error
    })
  Object.assign(app, { evaluate: again })
}

/** Starts the app once more on a folder where it runs already, and waits until that second start has ended by itself. */
export async function startAgain(folder: string, ...words: readonly string[]): Promise<number | null> {
  const switches = [...rootSwitches, '.', `--user-data-dir=${folder}`]
  const second = spawn(executablePath, [...switches, ...words], { stdio: 'ignore', env: environment({}) })
  return new Promise((resolve) => second.once('exit', resolve))
}

/** Starts the app with these words alone, as a desktop's own hotkey does, and nothing of Playwright; ends it with the test. */
export function startWith(words: readonly string[], setting: AppSetting = {}): ChildProcess {
  const switches = [...rootSwitches, '.', `--user-data-dir=${dataFolder(setting)}`]
  const child = spawn(executablePath, [...switches, ...words], { stdio: 'ignore', env: environment(setting) })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
  })
  return child
}

/** A finished run of `runnel ask`. */
export interface TerminalRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts `runnel ask` with these words, with no display. Its standard input is open until the caller ends it. */
export function startAsk(words: readonly string[], setting: AppSetting = {}): ChildProcessWithoutNullStreams {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = environment(setting)
  const switches = [
    ...rootSwitches,
    '--ozone-platform=headless',
    '--log-level=3',
    `--user-data-dir=${dataFolder(setting)}`,
  ]
  const child = spawn(executablePath, [...switches, '.', 'ask', ...words], { env: rest })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Runs `runnel ask` to its end. */
export function ask(
  words: readonly string[],
  setting: AppSetting & { readonly input?: string } = {},
): Promise<TerminalRun> {
  const child = startAsk(words, setting)
  child.stdin.end(setting.input ?? '')
  return finished(child)
}

/** Collects what a terminal run prints, until it ends. */
export function finished(child: ChildProcessWithoutNullStreams): Promise<TerminalRun> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => out.push(part))
  child.stderr.on('data', (part: Buffer) => err.push(part))
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    ),
  )
}

function dataFolder({ folder, settings, isFirstStart = false }: AppSetting): string {
  const made = folder ?? temporaryFolder()
  const path = join(made, 'settings.json')
  mkdirSync(made, { recursive: true })
  if (settings) writeFileSync(path, JSON.stringify({ version: 1, language: 'en', hotkey: '', ...settings }))
  else if (!isFirstStart && !existsSync(path)) writeFileSync(path, JSON.stringify({ version: 1, hotkey: '' }))
  return made
}

function environment({ environment: more }: AppSetting): Record<string, string> {
  const own = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^OPENAI_|^ELECTRON_/.test(name),
  )
  return { ...(Object.fromEntries(own) as Record<string, string>), LANG: 'en_US.UTF-8', ...more }
}
