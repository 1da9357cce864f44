import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import type { ElectronApplication, Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'
import type { AppSetting } from './electron'
import { startWithServer } from './chat-window'

/** The popup's hotkey in these tests, as the app and as xdotool write it. */
export const hotkey = { accelerator: 'CommandOrControl+Shift+Space', xdotool: 'ctrl+shift+space' }

/** Starts the app with a stand-in server and a popup, and waits until that is ready, hidden. */
export async function startWithPopup(change: object = {}, setting: AppSetting = {}) {
  const running = await startWithServer({ hotkey: hotkey.accelerator, ...change }, setting)
  const popup = await popupPage(running.app)
  return { ...running, popup }
}

/** The popup's page, once it is there. */
export async function popupPage(app: ElectronApplication): Promise<Page> {
  const isPopup = (page: Page) => page.url().startsWith('runnel-app://popup/')
  const page = app.windows().find(isPopup) ?? (await app.waitForEvent('window', { predicate: isPopup }))
  await page.locator('textarea.write').waitFor()
  return page
}

/** What Electron says of the popup; null: there is none. */
export function popupState(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow, screen }) => {
    const windows = BrowserWindow.getAllWindows().filter((window) =>
      window.webContents.getURL().startsWith('runnel-app://popup/'),
    )
    const [window] = windows
    if (!window) return null
    return {
      count: windows.length,
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isOnTop: window.isAlwaysOnTop(),
      bounds: window.getBounds(),
      workArea: screen.getDisplayMatching(window.getBounds()).workArea,
    }
  })
}

/** Hides the main window in the taskbar, and waits until it is gone. */
export async function minimizeMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
    BrowserWindow.getAllWindows().find(isMain)?.minimize()
  })
  await expect.poll(() => isMainMinimized(app)).toBe(true)
}

/** Whether the main window is in the taskbar alone. */
export function isMainMinimized(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => {
    const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
    return BrowserWindow.getAllWindows().find(isMain)?.isMinimized() ?? false
  })
}

/** Waits until the popup is shown, with the focus. */
export async function shown(app: ElectronApplication): Promise<void> {
  await expect.poll(() => popupState(app), { timeout: 10_000 }).toMatchObject({ isVisible: true, isFocused: true })
}

/** Waits until the popup is hidden. */
export async function hidden(app: ElectronApplication): Promise<void> {
  await expect.poll(() => popupState(app), { timeout: 10_000 }).toMatchObject({ isVisible: false })
}

/** Presses keys as a person does, in whatever window has the focus. */
export function press(...keys: readonly string[]): void {
  xdotool('key', '--clearmodifiers', ...keys)
}

/** Types as a person does. */
export function typeText(text: string): void {
  xdotool('type', '--delay', '5', text)
}

/** Runs xdotool; gives what it prints. */
export function xdotool(...words: readonly string[]): string {
  return execFileSync('xdotool', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

/** The window that has the focus, by its id. */
export function focusedWindow(): string {
  return xdotool('getwindowfocus')
}

/** The ids of the windows in sight whose title is like this. */
export function visibleWindows(title: string): readonly string[] {
  try {
    return xdotool('search', '--onlyvisible', '--name', title).split('\n').filter(Boolean)
  } catch {
    // There is none.
    return []
  }
}

/** Opens another program's window and gives it the focus; ends it with the test. Gives its id. */
export async function openOtherApp(): Promise<string> {
  const others = visibleWindows('^another app$')
  const child: ChildProcess = spawn('xev', ['-name', 'another app', '-geometry', '400x300+50+50'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill())
  const mine = () => visibleWindows('^another app$').filter((id) => !others.includes(id))
  await expect.poll(mine, { timeout: 10_000 }).toHaveLength(1)
  const [id = ''] = mine()
  xdotool('windowactivate', '--sync', id)
  await expect.poll(focusedWindow).toBe(id)
  return id
}

/** The popup's question field. */
export const field = (popup: Page) => popup.locator('textarea.write')

/** Shows the popup by its hotkey, types a question and sends it. */
export async function askInPopup(app: ElectronApplication, popup: Page, question: string): Promise<void> {
  press(hotkey.xdotool)
  await shown(app)
  await field(popup).fill(question)
  press('Return')
}

/** Has text selected, as it is in another window, and other text copied. */
export async function select(app: ElectronApplication, selected: string, onClipboard: string): Promise<void> {
  await app.evaluate(
    ({ clipboard }, [one, other]) => {
      // Chromium writes what it copies to the selection as well, so that comes last.
      clipboard.writeText(other)
      clipboard.writeText(one, 'selection')
    },
    [selected, onClipboard] as const,
  )
}

/** The text on the clipboard. */
export function copied(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}

/** Opens the popup's page of settings in the main window. */
export async function openPopupSettings(app: ElectronApplication, page: Page): Promise<void> {
  await page
    .locator('.sidebar footer')
    .getByRole('button', { name: /^Settings/ })
    .click()
  await page.getByRole('button', { name: 'Popup', exact: true }).click()
  await page.locator('.hotkey-button').waitFor()
  // Keys go to the window that the window manager has in front.
  await app.evaluate(({ BrowserWindow }) => {
    const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
    BrowserWindow.getAllWindows().find(isMain)?.focus()
  })
}
