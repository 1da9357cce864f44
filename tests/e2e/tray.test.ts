import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import type { ElectronApplication } from 'playwright'
import { describe, expect, test } from 'vitest'
import { askIn, chatPath, composer, ended, reply, startWithServer } from '../support/chat-window'
import { startBareBus } from '../support/desktop/bare-bus'
import { waitForStatusItem, type StatusItem } from '../support/desktop/status-item'
import { standIn, testBus } from '../support/desktop/test-bus'
import { chatStream, createGate, jsonAnswer, textEvent } from '../support/provider-server'
import { ask } from '../support/shell/pages'

const run = promisify(execFile)

const labels = async (icon: StatusItem) => (await icon.items()).map((item) => item.label || '-')

/** Whether the main window is on the screen. */
const isShown = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.isVisible() && window.webContents.getURL().startsWith('runnel-app://main/'),
    ),
  )

/** Closes the main window as its close button does, and waits until it is in the tray. */
async function closeIntoTray(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
    BrowserWindow.getAllWindows().find(isMain)?.close()
  })
  await expect.poll(() => isShown(app)).toBe(false)
}

const always = ['Quick Ask', 'New Conversation', 'Open Runnel']
const last = ['-', 'Copy Last Answer', 'Settings…', '-', 'Quit Runnel']

describe('the menu', () => {
  test('has a Stop for each reply that runs and the recent conversations, and stops that one reply', async () => {
    const { server, page } = await startWithServer({ toldOfTray: true })
    const icon = await waitForStatusItem()
    await expect.poll(() => labels(icon)).toEqual([...always, ...last])
    server.always(chatPath, { steps: [{ send: textEvent('Half') }, { stall: true }] })
    const title = 'snake_case & a_b && so on, in a line that goes on for longer than a menu'
    for (const question of ['First?', title]) {
      await icon.pick('New Conversation')
      await page.locator('article.question').waitFor({ state: 'detached' })
      await askIn(page, question)
      await reply(page).getByText('Half').waitFor()
    }
    const stops = ['Stop “First?”', 'Stop “snake_case & a_b && so on, in a line that goes o…”']
    await expect.poll(() => labels(icon)).toEqual([...always, '-', 'Running', ...stops, ...last])
    await icon.pick('Stop “snake')
    await ended(page)
    expect(await reply(page).innerText()).toMatch(/Half[\s\S]*stopped/)
    await expect
      .poll(() => labels(icon))
      .toEqual([...always, '-', 'Running', stops[0], '-', 'Recent', stops[1]?.slice(6, -1), ...last])
  })

  test('is not made anew while a reply grows', async () => {
    const { server, page } = await startWithServer({ toldOfTray: true })
    const icon = await waitForStatusItem()
    let updates = 0
    const bus = await testBus(({ member }) => {
      if (member === 'LayoutUpdated') updates += 1
    })
    await bus.listenTo("type='signal',interface='com.canonical.dbusmenu'")
    const gate = createGate()
    server.script(chatPath, {
      steps: [
        { send: textEvent('begin') },
        { gate },
        { pace: (index) => textEvent(` ${index}`), count: 200, perSecond: 400 },
        { stall: true },
      ],
    })
    await askIn(page, 'count')
    await reply(page).getByText('begin').waitFor()
    await expect.poll(() => labels(icon)).toContain('Stop “count”')
    const before = updates
    expect(before).toBeGreaterThan(0)
    gate.open()
    await reply(page).getByText(' 199').waitFor()
    await icon.items()
    expect(updates).toBe(before)
  })

  test('opens conversations, a new one and the settings in a window that was in the tray, and copies the last answer', async () => {
    const { server, page, app } = await startWithServer({ toldOfTray: true })
    const icon = await waitForStatusItem()
    server.script(chatPath, { steps: [{ send: chatStream(['One **bold** answer.']) }] })
    await askIn(page, 'A question')
    await ended(page)
    await composer(page).fill('a draft')
    const actions = [
      ['New Conversation', () => expect.poll(() => page.locator('article.question').count()).toBe(0)],
      ['A question', () => reply(page).getByText('bold').waitFor()],
      ['Settings', () => page.locator('.settings').waitFor()],
      ['A question', () => expect.poll(() => composer(page).inputValue()).toBe('a draft')],
      ['Open Runnel', () => reply(page).getByText('bold').waitFor()],
    ] as const
    for (const [label, shows] of actions) {
      await closeIntoTray(app)
      await icon.pick(label)
      await expect.poll(() => isShown(app), { message: label }).toBe(true)
      await shows()
    }
    await icon.pick('Copy Last Answer')
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('One **bold** answer.')
  })

  test('speaks the language that is set, and changes with it', async () => {
    const { page } = await startWithServer({ toldOfTray: true })
    const icon = await waitForStatusItem()
    expect(await labels(icon)).toContain('Quit Runnel')
    await ask(page, 'settings.change', { language: 'zh-CN' })
    await expect
      .poll(() => labels(icon))
      .toEqual(['快速提问', '新对话', '打开 Runnel', '-', '复制最后的回答', '设置…', '-', '退出 Runnel'])
  })

  test('quits, though a reply runs', async () => {
    const { server, page, app } = await startWithServer({ toldOfTray: true })
    const icon = await waitForStatusItem()
    server.script(chatPath, { steps: [{ send: textEvent('Half') }, { stall: true }] })
    await askIn(page, 'hello')
    await reply(page).getByText('Half').waitFor()
    const ending = once(app.process(), 'exit')
    await icon.pick('Quit')
    expect(await ending).toEqual([0, null])
  })
})

describe('the icon', () => {
  test('shows what runs, and what ended or failed unseen until it is seen; a click opens the window', async () => {
    const { server, page, app } = await startWithServer({ toldOfTray: true, trayClick: 'window' })
    const icon = await waitForStatusItem()
    const pictures = new Map([['Runnel', await icon.picture()]])
    const states = [
      [{ steps: [{ send: chatStream(['Done.']) }] }, 'Runnel: a reply has ended'],
      [jsonAnswer({ error: { message: 'No.' } }, 401), 'Runnel: a reply failed'],
    ] as const
    for (const [answer, tooltip] of states) {
      const gate = createGate()
      server.script(chatPath, { ...answer, steps: [{ gate }, ...answer.steps] })
      await askIn(page, 'hello')
      await expect.poll(icon.tooltip).toBe('Runnel: replies running: 1')
      pictures.set('running', await icon.picture())
      await closeIntoTray(app)
      gate.open()
      await expect.poll(icon.tooltip).toBe(tooltip)
      pictures.set(tooltip, await icon.picture())
      await icon.activate()
      await expect.poll(() => isShown(app)).toBe(true)
      await expect.poll(icon.tooltip).toBe('Runnel')
    }
    expect(new Set(pictures.values()).size).toBe(4)
    await ask(page, 'settings.change', { trayIcon: 'black' })
    await expect.poll(icon.picture).not.toBe(pictures.get('Runnel'))
  })

  test('opens the popup at a click, and so does its menu; the hotkey rests while it is told to', async () => {
    const { app } = await startWithServer({ toldOfTray: true, hotkey: 'CommandOrControl+Shift+Space' })
    const icon = await waitForStatusItem()
    const popup = () =>
      app.evaluate(({ BrowserWindow }) => {
        const isPopup = (window: Electron.BrowserWindow) =>
          window.webContents.getURL().startsWith('runnel-app://popup/')
        const window = BrowserWindow.getAllWindows().find(isPopup)
        return { isVisible: window?.isVisible() ?? false, isFocused: window?.isFocused() ?? false }
      })
    await expect.poll(() => labels(icon)).toContain('Pause Hotkey')
    for (const open of [icon.activate, () => icon.pick('Quick Ask')]) {
      await closeIntoTray(app)
      await open()
      await expect.poll(popup).toMatchObject({ isVisible: true, isFocused: true })
      await run('xdotool', ['key', 'Escape'])
      await expect.poll(popup).toMatchObject({ isVisible: false })
    }
    const hotkey = () =>
      app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+Space'))
    const isPaused = async () => (await icon.items()).find(({ label }) => label === 'Pause Hotkey')?.checked
    for (const paused of [true, false]) {
      expect(await hotkey()).toBe(paused)
      await icon.pick('Pause Hotkey')
      await expect.poll(hotkey).toBe(!paused)
      await expect.poll(isPaused).toBe(paused)
    }
  })

  test('is there too when the panel comes after the app, as it may at login', async () => {
    const address = await startBareBus()
    const { page } = await startWithServer({}, { environment: { DBUS_SESSION_BUS_ADDRESS: address } })
    await composer(page).fill('a draft')
    const calls: string[] = []
    await standIn(
      'org.kde.StatusNotifierWatcher',
      ({ member }) => {
        calls.push(member)
        return member === 'Get' ? ['v', { signature: 'b', value: true }] : ['']
      },
      address,
    )
    await expect.poll(() => calls).toContain('RegisterStatusNotifierItem')
  })
})
