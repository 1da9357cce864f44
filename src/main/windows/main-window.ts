import type { BrowserWindow, WebContents } from 'electron'
import type { WindowCommand } from '../../shared/ipc'
import { createWindow } from './create-window'

/** The window with the conversations. */
export interface MainWindow {
  /** For native dialogs and as a parent; its page is not to be touched. */
  readonly browserWindow: BrowserWindow
  /** What a request from this window carries as its caller. */
  readonly windowId: number
  /** Brings it to the front, from the taskbar too. Nothing when it is closed. */
  show(): void
  /** Brings it to the front and has it carry out a command, once its page is there. */
  run(command: WindowCommand): void
}

/** What the main window starts with. */
export interface MainWindowOptions {
  /** What the page is told in its address: nothing secret. */
  readonly query: Readonly<Record<string, string>>
  /** Sends a command to the window's page. */
  readonly sendCommand: (contents: WebContents, command: WindowCommand) => void
  readonly onClosed: () => void
}

/** Opens the main window. It shows itself at its first paint. */
export function createMainWindow({ query, sendCommand, onClosed }: MainWindowOptions): MainWindow {
  const browserWindow = createWindow('main', {
    query,
    frame: { title: 'Runnel', width: 1120, height: 760, minWidth: 420, minHeight: 480 },
  })
  const contents = browserWindow.webContents
  const show = (): void => {
    if (browserWindow.isDestroyed()) return
    if (browserWindow.isMinimized()) browserWindow.restore()
    browserWindow.show()
    browserWindow.focus()
  }
  const run = (command: WindowCommand): void => {
    show()
    if (contents.isDestroyed()) return
    if (contents.isLoadingMainFrame()) contents.once('did-finish-load', () => sendCommand(contents, command))
    else sendCommand(contents, command)
  }
  browserWindow.once('closed', onClosed)
  return { browserWindow, windowId: contents.id, show, run }
}
