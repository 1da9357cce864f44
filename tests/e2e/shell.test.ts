import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { describe, expect, test } from 'vitest'
import { ask, openKeyWindow, type HostilePage } from '../support/shell/pages'
import { startApp, testProvider } from '../support/electron'
import { startWithPopup } from '../support/popup'
import { temporaryFolder } from '../support/temporary-folder'
import { startWitness, watchSockets } from '../support/shell/witnesses'

const refused = { ok: false, error: { code: 'invalid-request' } }
const settings = { providers: [testProvider('http://127.0.0.1:9/v1')] }

/** What the app's own session answers for an address; an error when it does not answer at all. */
function fetchIn(app: ElectronApplication, url: string, method = 'GET') {
  return app.evaluate(
    async ({ session }, request) => {
      try {
        const signal = AbortSignal.timeout(10_000)
        const answer = await session.fromPartition('runnel').fetch(request.url, { method: request.method, signal })
        const headers: Record<string, string> = Object.fromEntries(answer.headers)
        return { status: answer.status, headers, text: await answer.text() }
      } catch (error) {
        const headers: Record<string, string> = {}
        return { status: String(error), headers, text: '' }
      }
    },
    { url, method },
  )
}

describe('what is served', () => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]

  test('every page, asset and refusal carries the content policy and is never sniffed', async () => {
    const { app, page } = await startApp({ settings })
    const keyPage = await openKeyWindow(app, page)
    const script = await page.evaluate(() => document.scripts[0]?.src ?? '')
    const style = await page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.href ?? '')
    const answers = [
      // Not `allHeaders()`, which waits without end for what only the network service tells.
      { headers: (await page.reload())?.headers() },
      { headers: (await keyPage.reload())?.headers() },
      ...(await Promise.all(
        ['runnel-app://main/', script, style, 'runnel-app://main/none'].map((url) => fetchIn(app, url)),
      )),
    ]
    for (const { headers } of answers) {
      const served = headers?.['content-security-policy']?.split('; ') ?? []
      expect(served).toEqual(expect.arrayContaining(policy))
      const openings = served.join(' ').replace('frame-src runnel-app://*.diagram/', '')
      expect(openings).not.toMatch(/unsafe|\*|https?:|blob:|wasm/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
    expect((await fetchIn(app, script)).headers['content-type']).toContain('text/javascript')
    expect((await fetchIn(app, style)).headers['content-type']).toContain('text/css')
  })

  test('only the pages and their assets, only to GET, and nothing of any other scheme', async () => {
    const { app } = await startApp()
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
      expect(await fetchIn(app, 'runnel-app://main/', method), method).toMatchObject({ status: 405, text: '' })
    }
    const missing = [
      'runnel-app://main/index.html',
      'runnel-app://main/key.html',
      'runnel-app://main/../main/index.js',
      'runnel-app://main/assets/..%2f..%2fmain%2findex.js',
      'runnel-app://main/assets/%2e%2e/%2e%2e/main/index.js',
      'runnel-app://main/assets/..%5c..%5cmain%5cindex.js',
      'runnel-app://main//etc/passwd',
      'runnel-app://main/assets/',
      'runnel-app://main/assets/none.js',
      'runnel-app://other/',
      'runnel-app://main.evil/',
    ]
    for (const url of missing) expect(await fetchIn(app, url), url).toMatchObject({ status: 404, text: '' })
    for (const url of ['file:///etc/passwd', 'http://127.0.0.1:9/', 'https://example.com/', 'data:text/plain,here']) {
      expect((await fetchIn(app, url)).status, url).toMatch(/ERR_BLOCKED_BY_CLIENT/)
    }
  })
})

describe('how windows are confined', () => {
  test('every window has all the locks, a process of its own and the one session in memory', async () => {
    const { app, page } = await startWithPopup(settings)
    await openKeyWindow(app, page)
    const windows = await app.evaluate(({ webContents, session }) =>
      webContents.getAllWebContents().map((contents) => ({
        url: contents.getURL(),
        pid: contents.getOSProcessId(),
        // Not among Electron's types: it is there for tests such as this.
        preferences: (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
        isOwnSession: contents.session === session.fromPartition('runnel'),
        storagePath: contents.session.getStoragePath(),
      })),
    )
    expect(windows.map(({ url }) => new URL(url).host).toSorted()).toEqual(['key', 'main', 'popup'])
    expect(new Set(windows.map(({ pid }) => pid)).size).toBe(3)
    for (const { preferences, isOwnSession, storagePath } of windows) {
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        webSecurity: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        disableDialogs: true,
      })
      expect(isOwnSession).toBe(true)
      expect(storagePath).toBeNull()
    }
  })

  // Root has no sandbox: Chromium refuses to make one for it.
  test.runIf(process.getuid?.() !== 0)(
    "every page runs in Chromium's sandbox, under a system call filter",
    async () => {
      const { app, page } = await startWithPopup(settings)
      await openKeyWindow(app, page)
      const pids = await app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
      )
      expect(pids).toHaveLength(3)
      for (const pid of pids) {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        expect(status).toMatch(/^Seccomp:\s+2$/m)
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
      }
    },
  )

  test('a page gets the bridge and its two functions: nothing of Node, nothing of Electron', async () => {
    const { page } = await startApp()
    const found = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer', '__dirname']
      const bridge: object = (window as unknown as HostilePage).bridge
      return { bridge: Object.keys(bridge), leaks: names.filter((name) => name in window || name in bridge) }
    })
    expect(found).toEqual({ bridge: ['request', 'on'], leaks: [] })
  })
})

describe('the bridge', () => {
  test('answers no name but those of the contract, no wrong input, and no window that is not meant', async () => {
    const { app, page } = await startApp({ settings })
    const keyPage = await openKeyWindow(app, page)
    const strange = [
      'none',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'settings.get ',
      7,
      null,
      {},
      ['settings.get'],
    ]
    for (const name of strange) expect(await ask(page, name, {}), String(name)).toMatchObject(refused)
    const wrong: readonly (readonly [string, unknown])[] = [
      ['settings.get', undefined],
      ['settings.get', null],
      ['conversations.get', {}],
      ['conversations.get', { id: '' }],
      ['conversations.get', { id: 'x'.repeat(65) }],
      ['conversations.get', { id: { $ne: null } }],
      ['conversations.list', { query: '', before: null, limit: 1e9 }],
      ['link.open', { url: 7 }],
      ['settings.change', { theme: 'pink' }],
      ['settings.change', { providers: [] }],
    ]
    for (const [name, input] of wrong) expect(await ask(page, name, input), name).toMatchObject(refused)
    const secret = { secret: 'sk-typed-elsewhere-0001', test: false, sessionOnly: true }
    for (const name of ['key-window.get', 'key-window.save', 'key-window.close']) {
      expect(await ask(page, name, secret), name).toMatchObject(refused)
    }
    for (const name of ['providers.list', 'keys.edit', 'settings.change', 'conversations.list', 'clipboard.write']) {
      expect(await ask(keyPage, name, { providerId: 'test' }), name).toMatchObject(refused)
    }
    for (const name of ['popup.hide', 'popup.read-context', 'popup.open-in-main', 'popup.earlier-questions']) {
      expect(await ask(page, name, { kind: 'clipboard', conversationId: null, text: '' }), name).toMatchObject(refused)
    }
    expect(await ask(page, 'providers.list', {})).toMatchObject({ ok: true, value: [{}, { id: 'test', key: null }] })
  })

  test('settings that a page sends cannot reach a prototype', async () => {
    const { app, page } = await startApp()
    await page.evaluate(() =>
      (window as unknown as HostilePage).bridge.request(
        'settings.change',
        JSON.parse('{"theme":"dark","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      ),
    )
    expect(await app.evaluate(() => 'polluted' in {})).toBe(false)
  })
})

// What this proves: Chromium's network stack logs each request, lookup and socket, and Node reports each socket of its own.
// No third way to the network is in the app.
test('the app asks nobody of its own accord, and the network log says so; asked, it looks on this computer and no further', async () => {
  const netLog = join(temporaryFolder(), 'net-log.json')
  const sockets = watchSockets()
  const { origin, seen } = await startWitness()
  const { app, page, close } = await startApp({ mainModules: [sockets.module], switches: [`--log-net-log=${netLog}`] })
  await page.getByText('Who should answer?').waitFor()
  expect(await ask(page, 'network-log.read', {})).toMatchObject({ ok: true, value: [] })
  expect(sockets.addresses()).toEqual([])
  await page.getByRole('button', { name: /^Who answers/ }).click()
  await page.getByRole('combobox').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Settings/ }).click()
  for (const section of ['Providers', 'Data', 'About']) {
    await page.getByRole('button', { name: section, exact: true }).click()
    await page.getByRole('heading', { name: section, exact: true }).waitFor()
  }
  await ask(page, 'providers.find-local', {})
  // So that silence means something: one request by each stack, which the logs must show.
  await app.evaluate(async ({ session }, url) => {
    const control = session.fromPartition('control')
    control.setSpellCheckerLanguages([])
    control.setSpellCheckerEnabled(false)
    await control.fetch(`${url}/chromium`).catch(() => undefined)
    await fetch(`${url}/node`)
  }, origin)
  await close()
  expect(seen.paths).toContain('/node')
  const log = JSON.parse(readFileSync(netLog, 'utf8')) as {
    events: readonly { params?: Readonly<Record<string, unknown>> }[]
  }
  const asked = log.events.map(({ params }) => params?.['url']).filter((url) => typeof url === 'string')
  expect([...new Set(asked)]).toEqual([`${origin}/chromium`])
  const local = [11434, 1234, 8080].map((port) => `127.0.0.1:${port}`)
  expect(sockets.addresses()).toEqual([...local, new URL(origin).host].toSorted())
})
