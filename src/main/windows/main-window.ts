import { screen, type BrowserWindow, type WebContents } from 'electron'
import type { WindowCommand } from '../../shared/ipc'
import { createWindow } from './create-window'
import { clampToDisplays, keepWindowPlace, keptWindowPlace } from './window-place'

/** The window with the conversations. */
export interface MainWindow {
  /** For native dialogs and as a parent; its page is not to be touched. */
  readonly browserWindow: BrowserWindow
  /** What a request from this window carries as its caller. */
  readonly windowId: number
  /** Brings it to the front, from the taskbar too. Nothing when it is closed. */
  show(): void
  /** Has its page carry out a command, once the page listens, and brings the window to the front. */
  run(command: WindowCommand): void
  /** Its page listens. Called again for each page after a reload. */
  pageListens(): void
}

/** What the main window starts with. */
export interface MainWindowOptions {
  /** What the page is told in its address: nothing secret. */
  readonly query: Readonly<Record<string, string>>
  /** Where its size, place and zoom are kept. */
  readonly folder: string
  /** Sends a command to the window's page. */
  readonly sendCommand: (contents: WebContents, command: WindowCommand) => void
  /** Asked when the user closes the window. True: it closes; false: the window stays, or was put away instead. */
  readonly onClosing: () => Promise<boolean>
  /** True once the app is on its way out: nobody is asked then. */
  readonly isQuitting: () => boolean
  readonly onClosed: () => void
}

const name = 'main-window'
const firstSize = { width: 1120, height: 760 }
const least = { minWidth: 420, minHeight: 480 }

/** Opens the main window where it was last. It shows itself when its page stands. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { query, folder, sendCommand, onClosed } = options
  const place = keptWindowPlace(folder, name)
  const bounds = place ? clampToDisplays(place.bounds, workAreas()) : firstSize
  const browserWindow = createWindow('main', { query, frame: { title: 'Runnel', ...bounds, ...least } })
  const contents = browserWindow.webContents
  let isShown = false
  browserWindow.once('show', () => (isShown = true))
  if (place?.maximized) browserWindow.once('show', () => browserWindow.maximize())
  const stopKeeping = keepWindowPlace(browserWindow, folder, name)
  askBeforeClosing(browserWindow, options)
  const show = (): void => {
    if (browserWindow.isDestroyed()) return
    if (browserWindow.isMinimized()) browserWindow.restore()
    browserWindow.show()
    browserWindow.focus()
  }
  let isListening = false
  const waiting: WindowCommand[] = []
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) isListening = false
  })
  const run = (command: WindowCommand): void => {
    // A window that has never been painted shows itself when it is.
    if (browserWindow.isDestroyed()) return
    if (isShown) show()
    if (isListening) sendCommand(contents, command)
    else waiting.push(command)
  }
  const pageListens = (): void => {
    isListening = true
    for (const command of waiting.splice(0)) sendCommand(contents, command)
  }
  browserWindow.once('closed', () => {
    stopKeeping()
    onClosed()
  })
  return { browserWindow, windowId: contents.id, show, run, pageListens }
}

/** Closes the window only after `onClosing` has agreed; a close of the app goes through. */
function askBeforeClosing(window: BrowserWindow, { onClosing, isQuitting }: MainWindowOptions): void {
  let isAsking = false
  window.on('close', (event) => {
    if (isQuitting()) return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void onClosing()
      .then((closes) => {
        if (closes && !window.isDestroyed()) window.destroy()
      })
      .finally(() => (isAsking = false))
  })
}

/** Of all displays, the primary one first. */
function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  return [primary, ...others].map((display) => display.workArea)
}
