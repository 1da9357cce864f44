import { execFile, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { ElectronApplication, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { askIn, button, chatPath, composer, reply, startWithServer } from '../support/chat-window'
import { startBareBus } from '../support/desktop/bare-bus'
import { startNotificationDaemon } from '../support/desktop/notification-daemon'
import { waitForStatusItem } from '../support/desktop/status-item'
import { startAgain, startDetached } from '../support/electron'
import { chatEnd, chatStream, createGate, textEvent, type Step } from '../support/provider-server'
import { temporaryFolder } from '../support/temporary-folder'

const run = promisify(execFile)

/** Presses keys as a keyboard would: whatever window has the focus gets them. */
const press = (...keys: readonly string[]) => run('xdotool', ['key', ...keys])

const windowOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const isMain = (one: Electron.BrowserWindow) => one.webContents.getURL().startsWith('runnel-app://main/')
    const window = BrowserWindow.getAllWindows().find(isMain)
    return { isVisible: window?.isVisible(), isMinimized: window?.isMinimized(), isFocused: window?.isFocused() }
  })

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
    BrowserWindow.getAllWindows().find(isMain)?.close()
  })

const storedSettings = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as Record<string, unknown>

/** Opens Settings → Desktop by the menu. */
async function openDesktopSettings(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? []
    file.find(({ label }) => label.startsWith('Settings'))?.click()
  })
  await button(page, 'Desktop').click()
}

/** The last reply as it stands on disk. */
function storedReply(folder: string): { readonly text: string; readonly finish: string } {
  const database = new DatabaseSync(join(folder, 'conversations.db'), { readOnly: true })
  const row = database.prepare(`SELECT text, reply FROM messages WHERE role = 'assistant' ORDER BY rowid DESC`).get()
  database.close()
  const { finish } = JSON.parse(String(row?.['reply'])) as { finish?: { unified: string } }
  return { text: String(row?.['text']), finish: finish?.unified ?? '' }
}

describe('closing the window', () => {
  test('puts it into the tray, says so once, and loses neither stream nor draft; a second start brings it back', async () => {
    const daemon = await startNotificationDaemon()
    const { server, app, page, folder } = await startWithServer()
    const gate = createGate()
    server.script(chatPath, {
      steps: [{ send: textEvent('Half') }, { gate }, { send: textEvent(' and half') + chatEnd() }],
    })
    await askIn(page, 'hello')
    await reply(page).getByText('Half').waitFor()
    await composer(page).fill('a draft')
    await closeWindow(app)
    await expect.poll(() => daemon.shown.map(({ title }) => title)).toEqual(['Runnel is still running'])
    expect(await windowOf(app)).toMatchObject({ isVisible: false })
    expect(storedSettings(folder)).toMatchObject({ toldOfTray: true })
    gate.open()
    await expect.poll(() => storedReply(folder).finish).toBe('stop')
    await startAgain(folder)
    await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: true, isFocused: true })
    await reply(page).getByText('Half and half').waitFor()
    expect(await composer(page).inputValue()).toBe('a draft')
    await closeWindow(app)
    await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: false })
    expect(daemon.shown.filter(({ title }) => title === 'Runnel is still running')).toHaveLength(1)
  })

  test('quits where that is set, but not before the last reply has ended', async () => {
    const { server, app, page, folder } = await startWithServer({ closing: 'quit' })
    const gate = createGate()
    server.script(chatPath, {
      steps: [{ send: textEvent('Half') }, { gate }, { send: textEvent(' and half') + chatEnd() }],
    })
    await askIn(page, 'hello')
    await reply(page).getByText('Half').waitFor()
    const ending = once(app.process(), 'exit')
    await closeWindow(app)
    await page.waitForEvent('close')
    gate.open()
    expect(await ending).toEqual([0, null])
    expect(storedReply(folder)).toEqual({ text: 'Half and half', finish: 'stop' })
  })

  test('asks once where there is no tray, and remembers; Escape leaves all as it was', async () => {
    const bus = { DBUS_SESSION_BUS_ADDRESS: await startBareBus() }
    const { app, page, folder } = await startWithServer({}, { environment: bus })
    await composer(page).fill('a draft')
    await closeWindow(app)
    const isAsking = async () => (await windowOf(app)).isFocused === false
    await expect.poll(isAsking).toBe(true)
    await press('Escape')
    await expect.poll(isAsking).toBe(false)
    expect(await windowOf(app)).toMatchObject({ isVisible: true, isMinimized: false })
    expect(storedSettings(folder)).not.toHaveProperty('closingWithoutTray')
    await closeWindow(app)
    await expect.poll(isAsking).toBe(true)
    await press('Return')
    await expect.poll(() => windowOf(app)).toMatchObject({ isMinimized: true })
    expect(storedSettings(folder)).toMatchObject({ closingWithoutTray: 'minimise' })
    await startAgain(folder)
    await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: true, isMinimized: false })
    await closeWindow(app)
    await expect.poll(() => windowOf(app)).toMatchObject({ isMinimized: true })
    expect(await composer(page).inputValue()).toBe('a draft')
  })
})

describe('a notification', () => {
  test('tells of a reply that ends while no window shows it, and its click opens the conversation', async () => {
    const daemon = await startNotificationDaemon()
    const { server, app, page } = await startWithServer({ toldOfTray: true })
    const gate = createGate()
    server.script(chatPath, { steps: [{ gate }, { send: chatStream(['# Well\n\n<b>1</b> & 2 are *three*.']) }] })
    await askIn(page, 'How much?')
    await button(page, /^Stop/).waitFor()
    await closeWindow(app)
    await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: false })
    gate.open()
    await expect.poll(() => daemon.shown.length).toBe(1)
    expect(daemon.shown[0]?.title).toBe('How much?')
    expect(daemon.shown[0]?.body).toMatch(/^Done in \d+ s\. Well &lt;b&gt;1&lt;\/b&gt; &amp; 2 are \*three\*\.$/)
    daemon.click(1)
    await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: true })
    await reply(page).getByText('three').waitFor()
  })

  test('is not shown of a reply in sight, nor of one that was stopped, nor where they are turned off', async () => {
    const daemon = await startNotificationDaemon()
    const { server, app, page, folder } = await startWithServer({ toldOfTray: true, notifyReplies: false })
    const askHidden = async (question: string, steps: readonly Step[], end: () => unknown) => {
      server.script(chatPath, { steps })
      await askIn(page, question)
      await button(page, /^Stop/).waitFor()
      await closeWindow(app)
      await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: false })
      await end()
      await expect.poll(() => storedReply(folder).finish).not.toBe('')
      await app.evaluate(({ BrowserWindow }) => {
        const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
        BrowserWindow.getAllWindows().find(isMain)?.show()
      })
      await expect.poll(() => windowOf(app)).toMatchObject({ isVisible: true, isFocused: true })
    }
    const gates = [createGate(), createGate()] as const
    await askHidden('turned off', [{ gate: gates[0] }, { send: chatStream(['No.']) }], gates[0].open)
    await openDesktopSettings(app, page)
    await page.getByLabel('Tell me when a reply ends').click()
    await expect.poll(() => storedSettings(folder)['notifyReplies']).toBe(true)
    await page.keyboard.press('Escape')
    server.script(chatPath, { steps: [{ send: chatStream(['Seen.']) }] })
    await askIn(page, 'in sight')
    await reply(page).getByText('Seen.').waitFor()
    const icon = await waitForStatusItem()
    await askHidden('stopped', [{ send: textEvent('Half') }, { stall: true }], () => icon.pick('Stop'))
    await askHidden('last', [{ gate: gates[1] }, { send: chatStream(['Yes.']) }], gates[1].open)
    await expect.poll(() => daemon.shown.map(({ body }) => body.slice(-4))).toEqual(['Yes.'])
  })
})

describe('starting at login', () => {
  test('is one file, which a tick writes and removes', async () => {
    const { app, page } = await startWithServer({ toldOfTray: true })
    const path = join(process.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'io.github.runnel.Runnel.desktop')
    await openDesktopSettings(app, page)
    const tick = page.getByLabel('Start Runnel when I log in')
    const entry = () => (existsSync(path) ? readFileSync(path, 'utf8') : '')
    for (const expected of [/^Exec=.*electron.* --hidden$/m, /^$/]) {
      await tick.click()
      await expect.poll(entry).toMatch(expected)
      await expect.poll(() => tick.isChecked()).toBe(existsSync(path))
    }
  })

  test('shows no window, but the tray; a further start shows the window, one at login does not', async () => {
    const folder = temporaryFolder()
    const child = startDetached({ folder, settings: {}, words: ['--hidden'] })
    const windows = async () => {
      const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', '^New conversation$']).catch(
        () => ({
          stdout: '',
        }),
      )
      return stdout.split('\n').filter(Boolean).length
    }
    await waitForStatusItem()
    await startAgain(folder, '--hidden')
    expect(await windows()).toBe(0)
    await startAgain(folder)
    await expect.poll(windows, { timeout: 10_000 }).toBe(1)
    const ending = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ending).toEqual([0, null])
  })
})

describe('many starts at once', () => {
  const manyMs = 240_000
  test(
    'hundred double starts within half a second of each other leave one app, which gets the words of each',
    { timeout: manyMs },
    async () => {
      const { app, folder } = await startWithServer({ toldOfTray: true })
      await app.evaluate(({ app: electron }) => {
        const heard: string[] = []
        Object.assign(globalThis, { heard })
        electron.on('second-instance', (_event, argv) => heard.push(argv.at(-1) ?? ''))
      })
      const links = Array.from({ length: 100 }, (_, index) => `runnel://ask?text=${index}`)
      const codes: (number | null)[] = []
      for (let at = 0; at < links.length; at += 10) {
        const wave = links.slice(at, at + 10).map(async (link, index) => {
          await wait(index * 50)
          return startAgain(folder, link)
        })
        codes.push(...(await Promise.all(wave)))
      }
      expect(codes).toEqual(links.map(() => 0))
      const heard = () => app.evaluate(() => (globalThis as unknown as { heard: readonly string[] }).heard)
      await expect.poll(async () => (await heard()).toSorted()).toEqual(links.toSorted())
      const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
      expect(windows).toBe(1)
    },
  )

  test('eight starts of an app that does not run yet leave one of them', async () => {
    const folder = temporaryFolder()
    const children = Array.from({ length: 8 }, (_, index) =>
      startDetached({ folder, settings: {}, words: [`runnel://ask?text=${index}`] }),
    )
    let ended = 0
    for (const child of children) child.once('exit', () => (ended += 1))
    await waitForStatusItem()
    await expect.poll(() => ended, { timeout: 20_000 }).toBe(children.length - 1)
  })
})

describe('while a reply runs', () => {
  test('the computer does not fall asleep, and may again afterwards', async () => {
    const { server, app, page } = await startWithServer({ toldOfTray: true })
    const isHeldAwake = () =>
      app.evaluate(({ powerSaveBlocker }) =>
        Array.from({ length: 10 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
      )
    expect(await isHeldAwake()).toBe(false)
    const gate = createGate()
    server.script(chatPath, { steps: [{ send: textEvent('Half') }, { gate }, { send: chatEnd() }] })
    await askIn(page, 'hello')
    await expect.poll(isHeldAwake).toBe(true)
    gate.open()
    await expect.poll(isHeldAwake).toBe(false)
  })

  test('the keys of the menu stop it, and copy what came', async () => {
    const { server, app, page } = await startWithServer({ toldOfTray: true })
    server.script(chatPath, { steps: [{ send: textEvent('Half an *answer*') }, { stall: true }] })
    await askIn(page, 'hello')
    await reply(page).getByText('Half an answer').waitFor()
    await press('ctrl+period')
    await reply(page).getByText('stopped').first().waitFor()
    await press('ctrl+shift+c')
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Half an answer')
  })
})

describe('the end', () => {
  const ways: readonly (readonly [string, (app: ElectronApplication, process: ChildProcess) => unknown])[] = [
    ['Quit', (app) => app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)],
    ['SIGTERM', (_, process) => process.kill('SIGTERM')],
    ['SIGINT', (_, process) => process.kill('SIGINT')],
    ['SIGHUP', (_, process) => process.kill('SIGHUP')],
  ]
  test.each(ways)('by %s does not wait for the stream, and keeps every word', async (_, end) => {
    const { server, app, page, folder } = await startWithServer({ toldOfTray: true })
    server.script(chatPath, {
      steps: [{ pace: (index) => textEvent(`word${index} `), count: 100_000, perSecond: 500 }],
    })
    await askIn(page, 'hello')
    await reply(page).getByText('word99 ').waitFor()
    const shown = await reply(page).locator('.prose, .text, p').first().innerText()
    const child = app.process()
    const ending = once(child, 'exit')
    await end(app, child)
    const [code, signal] = (await ending) as [number | null, string | null]
    expect([code, signal]).toEqual([0, null])
    const stored = storedReply(folder)
    expect(stored.finish).toBe('aborted')
    expect(stored.text.startsWith(shown)).toBe(true)
  })

  test('comes though the page hangs', async () => {
    const { app, page } = await startWithServer({ toldOfTray: true })
    await composer(page).waitFor()
    void page
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined)
    const child = app.process()
    const ending = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ending).toEqual([0, null])
  })
})
