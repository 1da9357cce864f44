import { execFileSync, spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getCurrentFuseWire, FuseState, FuseV1Options } from '@electron/fuses'
import { chromium } from 'playwright'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { finished } from '../support/electron'

// The package that `npm run package -- --with-test-electron` made. A test run by root has installed it; for others it is
// unpacked here, which does all but the sandbox's own program.
const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const mostBytes = 130 * 2 ** 20
const isRoot = process.getuid?.() === 0
const isInstalled = process.env['RUNNEL_INSTALLED'] === '1'

let deb = ''
let tree = ''
beforeAll(() => {
  deb = join(dist, readdirSync(dist).find((name) => name.endsWith('.deb')) ?? 'no .deb')
  tree = isInstalled ? '/' : join(dist, 'installed')
  if (!isInstalled && !existsSync(tree)) execFileSync('dpkg-deb', ['-x', deb, tree])
})

const at = (path: string): string => join(tree, path)
const program = (): string => (isInstalled ? '/usr/bin/runnel' : at('usr/lib/runnel/runnel'))

describe('the Debian package', () => {
  test('is small enough, and holds the built app: no sources, no maps, no packages', () => {
    expect(statSync(deb).size).toBeLessThan(mostBytes)
    const paths = archivePaths(at('usr/lib/runnel/resources/app.asar'))
    expect(paths).toContain('/package.json')
    expect(paths).toContain('/out/main/index.js')
    expect(paths.filter((path) => !/^\/(?:package\.json|out\/(?:main|preload|renderer)\/)/.test(path))).toEqual([])
    expect(paths.filter((path) => /\.(?:map|ts|tsx)$|node_modules/.test(path))).toEqual([])
    expect(existsSync(at('usr/lib/runnel/resources/default_app.asar'))).toBe(false)
  })

  test('has an entry for menus with its action, the link scheme, icons at all sizes, a description, a command', () => {
    const entry = readFileSync(at('usr/share/applications/runnel.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=runnel %U$/m)
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/runnel;$/m)
    expect(entry).toMatch(/^\[Desktop Action NewConversation\]$/m)
    expect(entry).toMatch(/^\[Desktop Action QuickAsk\]\n(?:.+\n)*Exec=runnel popup$/m)
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(existsSync(at(`usr/share/icons/hicolor/${size}x${size}/apps/runnel.png`))).toBe(true)
    }
    expect(readFileSync(at('usr/share/metainfo/io.github.runnel.Runnel.metainfo.xml'), 'utf8')).toContain(
      '<id>io.github.runnel.Runnel</id>',
    )
    expect(readFileSync(at('usr/share/doc/runnel/copyright'), 'utf8')).toContain('MIT License')
    expect(existsSync(at('usr/bin/runnel'))).toBe(true)
  })

  test('every fuse of its program is set, and there is none that is not named here', async () => {
    const {
      version: _,
      strictlyRequireAllFuses: __,
      ...wire
    } = await getCurrentFuseWire(at('usr/lib/runnel/runnel-app'))
    const set = Object.entries(wire).map(([fuse, state]) => [FuseV1Options[Number(fuse)], state === FuseState.ENABLE])
    expect(Object.fromEntries(set)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })

  test('answers in the terminal, with no display', async () => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env
    const home = temporaryFolder()
    const child = spawn(program(), ['ask', 'Where are my keys kept?'], { env: { ...rest, XDG_CONFIG_HOME: home } })
    child.stdin.end()
    const { code, stdout } = await finished(child)
    expect(stdout).toMatch(/keychain/i)
    expect(code).toBe(0)
  })

  test('opens its window and answers, in the sandbox that users get', async () => {
    const folder = temporaryFolder()
    const switches = ['--remote-debugging-port=0', `--user-data-dir=${folder}`, ...(isRoot ? ['--no-sandbox'] : [])]
    const child = spawn(program(), switches, { stdio: ['ignore', 'ignore', 'pipe'] })
    onTestFinished(() => void child.kill('SIGTERM'))
    const address = await devtoolsAddress(child.stderr)
    // Whoever connects while the first page is on its way waits for that page forever.
    await expect.poll(() => pageTitles(address), { timeout: 20_000 }).toContain('Set up Runnel')
    const browser = await chromium.connectOverCDP(address)
    onTestFinished(() => browser.close())
    const page = browser.contexts()[0]?.pages()[0]
    await page?.getByRole('button', { name: 'Start' }).click()
    await page?.getByRole('button', { name: 'Where are my keys kept?' }).click()
    await page?.locator('article.reply .meta').waitFor()
    expect(await page?.locator('article.reply').innerText()).toMatch(/keychain/i)
    // Root has no sandbox.
    expect(rendererStatus(child.pid ?? 0)).toMatch(isRoot ? /^Seccomp:/m : /^Seccomp:\s*2$/m)
  })
})

/** All files in an archive: a pickle of lengths, then JSON (https://github.com/electron/asar#format). */
function archivePaths(archive: string): string[] {
  const file = openSync(archive, 'r')
  const head = Buffer.alloc(16)
  readSync(file, head, 0, 16, 0)
  const json = Buffer.alloc(head.readUInt32LE(12))
  readSync(file, json, 0, json.length, 16)
  interface Folder {
    readonly files?: Readonly<Record<string, Folder>>
  }
  const walk = (entry: Folder, path: string): string[] =>
    entry.files ? Object.entries(entry.files).flatMap(([name, one]) => walk(one, `${path}/${name}`)) : [path]
  return walk(JSON.parse(json.toString()) as Folder, '')
}

function devtoolsAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = ''
    stderr.on('data', (part: Buffer) => {
      words += part.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(words)?.[1]
      if (address) resolve(address)
    })
    stderr.once('end', () => reject(new Error(`The app ended:\n${words}`)))
  })
}

async function pageTitles(address: string): Promise<readonly string[]> {
  const list = await fetch(`http://${new URL(address).host}/json/list`)
  return ((await list.json()) as readonly { readonly title: string }[]).map(({ title }) => title)
}

/** What the kernel says of one renderer among the app's processes. */
function rendererStatus(mainPid: number): string {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parentOf = (pid: string): string => /^PPid:\s*(\d+)$/m.exec(statusOf(pid))?.[1] ?? '0'
  const isOurs = (pid: string): boolean => {
    for (let one = pid; one !== '0'; one = parentOf(one)) if (Number(one) === mainPid) return true
    return false
  }
  const renderer = processes.find((pid) => isOurs(pid) && commandOf(pid).includes('--type=renderer'))
  return renderer === undefined ? '' : statusOf(renderer)
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
