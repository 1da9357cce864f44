import type { BrowserWindow } from 'electron'
import { createWindow } from './create-window'

/** A window in which one provider's key is typed, and whose process ends with it. */
export interface KeyWindow {
  /** What a request from this window carries as its caller. */
  readonly windowId: number
  readonly providerId: string
  /** Ends it at once, and what was typed with it. */
  close(): void
}

/** What a key window starts with. */
export interface KeyWindowOptions {
  readonly providerId: string
  readonly parent: BrowserWindow | null
  /** What the page is told in its address: nothing secret. */
  readonly query: Readonly<Record<string, string>>
  readonly onClosed: (keyWindow: KeyWindow) => void
}

const width = 440
const height = 260
const lowest = 160
const tallest = 640

const open = new Map<string, { readonly keyWindow: KeyWindow; readonly browserWindow: BrowserWindow }>()

/** Opens the key window of a provider, or brings the one that it has to the front. */
export function openKeyWindow(options: KeyWindowOptions): KeyWindow {
  const present = open.get(options.providerId)
  if (present) {
    present.browserWindow.show()
    return present.keyWindow
  }
  const { providerId, parent } = options
  const browserWindow = createBrowserWindow(options)
  const keyWindow: KeyWindow = {
    windowId: browserWindow.webContents.id,
    providerId,
    // close() would wait for the page; destroy() ends it whatever the page does.
    close: () => browserWindow.destroy(),
  }
  open.set(providerId, { keyWindow, browserWindow })
  browserWindow.once('closed', () => {
    open.delete(providerId)
    if (parent && !parent.isDestroyed()) parent.focus()
    options.onClosed(keyWindow)
  })
  return keyWindow
}

/** The open key window that a request came from; null when it is closed or another window. */
export function findKeyWindow(windowId: number): KeyWindow | null {
  for (const { keyWindow } of open.values()) if (keyWindow.windowId === windowId) return keyWindow
  return null
}

/** Whether a key is being typed. */
export function isKeyWindowOpen(): boolean {
  return open.size > 0
}

function createBrowserWindow({ parent, query }: KeyWindowOptions): BrowserWindow {
  const browserWindow = createWindow('key', {
    query,
    frame: {
      title: 'Runnel',
      width,
      height,
      useContentSize: true,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      // On macOS a modal window is a sheet, which has no title bar and no close button.
      ...(parent ? { parent, modal: process.platform !== 'darwin' } : {}),
    },
  })
  // Keeps the window out of screenshots and screen sharing (macOS and Windows).
  browserWindow.setContentProtection(true)
  // The page asks for the height of its content with window.resizeTo(); nothing else about the window is its to say.
  browserWindow.webContents.on('content-bounds-updated', (_event, bounds) => {
    browserWindow.setContentSize(width, Math.min(Math.max(bounds.height, lowest), tallest))
  })
  return browserWindow
}
