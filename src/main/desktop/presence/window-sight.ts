import { BrowserWindow, webContents } from 'electron'

/** Whether the user looks at us, as far as the system says: on macOS a covered window counts as not shown already. */
export function isInFront(): boolean {
  return process.platform === 'darwin' || BrowserWindow.getFocusedWindow() !== null
}

/** Whether this window is on the screen: not hidden, not minimised. */
export function isWindowShown(windowId: number): boolean {
  const contents = webContents.fromId(windowId)
  const window = contents && BrowserWindow.fromWebContents(contents)
  return !!window && window.isVisible() && !window.isMinimized()
}
