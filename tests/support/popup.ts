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
  return execFileSync('xdotool', words, { encoding: 'utf8' }).trim()
}

/** The window that has the focus, by its id. */
export function focusedWindow(): string {
  return xdotool('getwindowfocus')
}

/** Opens another program's window and gives it the focus; ends it with the test. Gives its id. */
export async function openOtherApp(): Promise<string> {
  const child: ChildProcess = spawn('xev', ['-name', 'another app', '-geometry', '400x300+50+50'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill())
  const find = (): string => {
    try {
      return xdotool('search', '--name', '^another app$')
    } catch {
      return ''
    }
  }
  await expect.poll(find, { timeout: 10_000 }).not.toBe('')
  const id = find().split('\n')[0] ?? ''
  xdotool('windowactivate', '--sync', id)
  await expect.poll(focusedWindow).toBe(id)
  return id
}
