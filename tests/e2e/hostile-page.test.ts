import { execFileSync } from 'node:child_process'
import type { ConsoleMessage, ElectronApplication, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { startBareApp } from '../support/shell/bare-app'
import { ask, openKeyWindow } from '../support/shell/pages'
import { startApp, testProvider } from '../support/electron'
import { reachServer, runText } from '../support/shell/page-attacks'
import { recordOpenedLinks, startWitness } from '../support/shell/witnesses'

const ownPage = /^runnel-app:\/\/main\/\?/
const settings = { providers: [testProvider('http://127.0.0.1:9/v1')] }

describe('a hostile script in the page', () => {
  const ways =
    'audio beacon embed event-source fetch font iframe image module object prefetch preload script style websocket worker xhr'

  test('reaches the server where nobody stops it: the attempts below are real', async () => {
    const { origin, seen } = await startWitness()
    const { app, page } = await startBareApp(`${origin}/`)
    await page.evaluate(reachServer, origin)
    expect(Object.values(await page.evaluate(runText))).toContain('reached')
    await app.close()
    expect([...new Set(seen.paths)].toSorted()).toEqual(expect.arrayContaining(ways.split(' ').map((way) => `/${way}`)))
  })

  test.each([
    ['under the content policy', false],
    ['with the content policy off, since what lies below it refuses too', true],
  ])('reaches no server, %s', async (_name, isPolicyOff) => {
    const { origin, seen } = await startWitness()
    const { page, close } = await startApp()
    if (isPolicyOff) {
      const debug = await page.context().newCDPSession(page)
      await debug.send('Page.setBypassCSP', { enabled: true })
      await page.reload()
    }
    const outcomes = await page.evaluate(reachServer, origin)
    expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(ways.split(' ')))
    expect(Object.values(outcomes)).not.toContain('reached')
    // What has not left by the end of the app never will.
    await close()
    expect(seen).toEqual({ connections: 0, paths: [] })
  })

  test('runs no text as code and makes no elements of text', async () => {
    const { page } = await startApp()
    const outcomes = await page.evaluate(runText)
    expect(Object.values(outcomes)).not.toContain('reached')
    expect(outcomes).toMatchObject({
      eval: 'refused',
      function: 'refused',
      timer: 'refused',
      bridge: 'refused',
      html: 'refused',
      fragment: 'refused',
      write: 'refused',
      policy: 'refused',
    })
  })

  test('goes nowhere: the window stays on its page, or comes back to it', async () => {
    const { origin, seen } = await startWitness()
    const { app, page, close } = await startApp()
    await page.waitForSelector('textarea')
    const targets = [
      `${origin}/location`,
      'https://example.com/',
      'file:///etc/passwd',
      'data:text/html,<script>1</script>',
      'about:blank',
      'about:srcdoc',
      'chrome://version',
      'view-source:runnel-app://main/',
      'javascript:document.write(1)',
      'runnel-app://key/',
      'runnel-app://main/assets/none.js',
      await page.evaluate(() => URL.createObjectURL(new Blob(['<h1>blob</h1>'], { type: 'text/html' }))),
    ]
    for (const target of targets) {
      await tried(app, page, () => page.evaluate((url) => void setTimeout(() => location.assign(url)), target))
      // Playwright's own waiting would wait for a navigation that was refused.
      await expect.poll(() => page.evaluate(() => document.querySelector('textarea') && location.href)).toMatch(ownPage)
    }
    const elements = [
      ['form', { action: `${origin}/form`, method: 'get' }],
      ['meta', { httpEquiv: 'refresh', content: `0;url=${origin}/refresh` }],
      ['base', { href: `${origin}/` }],
    ] as const
    for (const [name, fields] of elements) {
      await tried(app, page, () =>
        page.evaluate(
          (given) => {
            const made = Object.assign(document.createElement(given.name), given.fields)
            document.head.append(made)
            if (made instanceof HTMLFormElement) made.submit()
          },
          { name, fields },
        ),
      )
      expect(page.url(), name).toMatch(ownPage)
    }
    expect(await page.evaluate(() => document.baseURI)).toMatch(ownPage)
    await close()
    expect(seen).toEqual({ connections: 0, paths: [] })
  })

  test('opens no window and downloads nothing', async () => {
    const { app, page } = await startApp()
    const opened = await page.evaluate(() =>
      ['about:blank', 'file:///etc/passwd', 'runnel-app://key/', 'javascript:1', ''].map((url) => window.open(url)),
    )
    expect(opened).toEqual([null, null, null, null, null])
    await app.evaluate(({ session }) => {
      const prevented = new Promise<boolean>((resolve) => {
        session.fromPartition('runnel').once('will-download', (event) => resolve(event.defaultPrevented))
      })
      Object.assign(globalThis, { prevented })
    })
    await page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['x']))
      Object.assign(document.createElement('a'), { href, download: 'x.sh' }).click()
    })
    expect(await app.evaluate(() => (globalThis as unknown as { prevented: Promise<boolean> }).prevented)).toBe(true)
    expect(app.windows()).toHaveLength(1)
  })

  test('is granted nothing, and no more is the key window', async () => {
    const { app, page } = await startApp({ settings })
    const keyPage = await openKeyWindow(app, page)
    const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read', 'clipboard-write', 'midi']
    const states = (asking: Page) =>
      asking.evaluate(
        (asked) =>
          Promise.all(
            asked.map(async (name) => [
              name,
              (await navigator.permissions.query({ name: name as PermissionName })).state,
            ]),
          ),
        [...names, 'window-management', 'screen-wake-lock', 'storage-access', 'local-fonts', 'idle-detection'],
      )
    const granted = async (asking: Page) => (await states(asking)).filter(([, state]) => state !== 'denied')
    expect(await granted(page)).toEqual([])
    expect(await granted(keyPage)).toEqual([])
    const calls = await page.evaluate(async () => {
      const outcome = (call: Promise<unknown>) => call.then(String, (error: unknown) => (error as Error).name)
      return {
        notification: await Notification.requestPermission(),
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)),
        ),
        screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await outcome(navigator.clipboard.readText()),
        midi: await outcome(navigator.requestMIDIAccess()),
        storage: await navigator.storage.persist(),
        serviceWorker: await outcome((async () => navigator.serviceWorker.register('/assets/main.js'))()),
      }
    })
    expect(calls).toEqual({
      notification: 'denied',
      place: 1,
      screen: 'NotAllowedError',
      clipboard: 'NotAllowedError',
      midi: 'NotAllowedError',
      storage: false,
      serviceWorker: 'TypeError',
    })
  })
})

/** Does something that may move the window, and waits until it is refused or undone. */
async function tried(app: ElectronApplication, page: Page, act: () => Promise<unknown>): Promise<void> {
  await app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    const moved = new Promise<void>((resolve) => {
      contents?.once('will-frame-navigate', () => resolve())
      // A page that was left without a word is brought back, and counts when it has loaded again.
      const away = (): void => {
        contents?.on('did-finish-load', () => contents.getURL().startsWith('runnel-app:') && resolve())
      }
      contents?.once('did-navigate', away)
      contents?.once('did-fail-load', away)
    })
    Object.assign(globalThis, { moved })
  })
  const said = /^Not allowed|violates/
  const refusal = new Promise<void>((resolve) => {
    const onConsole = (message: ConsoleMessage): void => {
      if (!said.test(message.text())) return
      page.off('console', onConsole)
      resolve()
    }
    page.on('console', onConsole)
  })
  const moved = app.evaluate(() => (globalThis as unknown as { moved: Promise<void> }).moved)
  // It ends with the app when nothing moved.
  moved.catch(() => undefined)
  await act()
  await Promise.race([refusal, moved])
}

describe('links', () => {
  const otherSchemes = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'data:text/html,x',
    'runnel-app://main/',
    'vbscript:x',
    'ms-msdt:/id',
    'ssh://host',
    'http://user:secret@example.com/',
    'https://user@example.com/',
    'mailto:a@example.com?attach=/etc/passwd',
  ]
  // What a lenient parser would take for the web.
  const misspelt = [
    'https:example.com',
    ' https://example.com/',
    'HTTPS://example.com/',
    'https://a\\@b/',
    '--help',
    '',
  ]

  test('leave by the one decision: https and mail at once, http after a question, nothing else', async () => {
    const links = await recordOpenedLinks()
    const { app, page, close } = await startApp({ environment: links.environment })
    const open = (url: string) => ask(page, 'link.open', { url })
    for (const url of [...otherSchemes, ...misspelt])
      expect(await open(url), url).toEqual({ ok: true, value: { opened: false } })
    await page.evaluate((urls) => urls.forEach((url) => window.open(url)), otherSchemes)

    const first = links.next()
    expect(await open('https://example.com/a?b#c')).toEqual({ ok: true, value: { opened: true } })
    expect(await first).toBe('https://example.com/a?b#c')
    const second = links.next()
    await open('mailto:a@example.com?subject=b')
    expect(await second).toBe('mailto:a@example.com?subject=b')
    const third = links.next()
    expect(await page.evaluate(() => window.open('https://example.com/popup'))).toBeNull()
    expect(await third).toBe('https://example.com/popup')

    const declined = await answerQuestion(app, () => open('http://example.com/declined'), ['Escape'])
    expect(declined).toEqual({ ok: true, value: { opened: false } })
    const fourth = links.next()
    const agreed = await answerQuestion(app, () => open('http://example.com/agreed'), ['Tab', 'Return'])
    expect(agreed).toEqual({ ok: true, value: { opened: true } })
    expect(await fourth).toBe('http://example.com/agreed')
    await close()
    expect(links.all).toHaveLength(4)
  })
})

/** Asks for what is answered with a native question, presses keys in it once it has the focus, and resolves to the answer. */
async function answerQuestion(app: ElectronApplication, act: () => Promise<unknown>, keys: readonly string[]) {
  await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window?.isFocused()) await new Promise<void>((resolve) => window?.once('focus', () => resolve()))
    Object.assign(globalThis, { asked: new Promise<void>((resolve) => window?.once('blur', () => resolve())) })
  })
  const answer = act()
  await app.evaluate(() => (globalThis as unknown as { asked: Promise<void> }).asked)
  execFileSync('xdotool', ['key', ...keys])
  return answer
}
