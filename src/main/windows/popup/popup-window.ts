import { screen, type BrowserWindow, type WebContents } from 'electron'
import type { Events } from '../../../shared/ipc'
import { createWindow } from '../create-window'
import { emptyHeight, popupBounds, popupHeight, popupWidth } from './popup-place'

/** The small window for a quick ask: made once, hidden and shown from then on. */
export interface PopupWindow {
  /** For native dialogs as a parent; its page is not to be touched. */
  readonly browserWindow: BrowserWindow
  /** What a request from this window carries as its caller. */
  readonly windowId: number
  readonly isShown: boolean
  /** Shows it on the display under the pointer, with the focus; `text` goes into its question field. */
  show(text?: string | null): void
  /** Shows it, or hides it when it is in front. */
  toggle(text?: string | null): void
  /** Hides it. The system gives the focus back to the window that had it. */
  hide(): void
  /** Has it start afresh, hidden or not. */
  clear(): void
  /** Makes it as high as its content, up to a part of the display. Its top stays. */
  fit(contentHeight: number): void
  /** While it is held, a click elsewhere does not hide it. */
  hold(held: boolean): void
  /** Its page listens. Called again for each page after a reload. */
  pageListens(): void
  destroy(): void
}

/** What the popup starts with. */
export interface PopupWindowOptions {
  /** What the page is told in its address: nothing secret. */
  readonly query: Readonly<Record<string, string>>
  readonly send: <Name extends 'popup.shown' | 'popup.cleared'>(
    contents: WebContents,
    name: Name,
    payload: Events[Name],
  ) => void
  /** True while something of ours is in front of it that it must not vanish under, such as a dialog. */
  readonly isCovered: () => boolean
  /** It starts afresh: what it showed is not shown again. */
  readonly onCleared: () => void
  readonly onClosed: () => void
}

const keptMs = 5 * 60_000
const showAnywayMs = 1000

/** Makes the popup, hidden. It is painted before it is shown for the first time. */
export function createPopupWindow(options: PopupWindowOptions): PopupWindow {
  return new Popup(options)
}

class Popup implements PopupWindow {
  readonly browserWindow: BrowserWindow
  readonly windowId: number
  readonly #options: PopupWindowOptions
  #contentHeight = emptyHeight
  #isPainted = false
  #isListening = false
  #isHeld = false
  /** What to show once that is possible. */
  #wanted: { readonly text: string | null } | null = null
  #clearing: NodeJS.Timeout | undefined
  #hiddenAt: number | null = null

  constructor(options: PopupWindowOptions) {
    this.#options = options
    this.browserWindow = createBrowserWindow(options.query)
    const { webContents } = this.browserWindow
    this.windowId = webContents.id
    const stopWaiting = whenPainted(this.browserWindow, () => {
      this.#isPainted = true
      this.#showWanted()
    })
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#isListening = false
    })
    this.browserWindow.on('blur', () => this.#left())
    // Alt+F4 and a window manager's menu hide it too: a popup that is gone would not be there at once the next time.
    this.browserWindow.on('close', (event) => {
      event.preventDefault()
      this.hide()
    })
    this.browserWindow.once('closed', () => {
      stopWaiting()
      clearTimeout(this.#clearing)
      options.onClosed()
    })
  }

  get isShown(): boolean {
    return !this.browserWindow.isDestroyed() && this.browserWindow.isVisible()
  }

  show(text: string | null = null): void {
    this.#wanted = { text: text ?? this.#wanted?.text ?? null }
    this.#showWanted()
  }

  toggle(text: string | null = null): void {
    if (text === null && this.isShown && this.browserWindow.isFocused()) this.hide()
    else this.show(text)
  }

  hide(): void {
    this.#wanted = null
    if (!this.isShown) return
    this.browserWindow.hide()
    this.#hiddenAt = Date.now()
    clearTimeout(this.#clearing)
    this.#clearing = setTimeout(() => this.clear(), keptMs)
  }

  clear(): void {
    clearTimeout(this.#clearing)
    this.#hiddenAt = null
    this.#options.onCleared()
    if (this.#isListening) this.#options.send(this.browserWindow.webContents, 'popup.cleared', {})
  }

  fit(contentHeight: number): void {
    this.#contentHeight = contentHeight
    if (!this.isShown) return
    const bounds = this.browserWindow.getBounds()
    const height = popupHeight(contentHeight, screen.getDisplayMatching(bounds).workArea)
    if (height !== bounds.height) this.browserWindow.setBounds({ ...bounds, height })
  }

  hold(held: boolean): void {
    this.#isHeld = held
  }

  pageListens(): void {
    this.#isListening = true
    this.#showWanted()
  }

  destroy(): void {
    this.browserWindow.destroy()
  }

  #showWanted(): void {
    const wanted = this.#wanted
    if (!wanted || !this.#isPainted || !this.#isListening || this.browserWindow.isDestroyed()) return
    this.#wanted = null
    clearTimeout(this.#clearing)
    // A timer stands still while the computer sleeps.
    if (this.#hiddenAt !== null && Date.now() - this.#hiddenAt >= keptMs) this.clear()
    this.#hiddenAt = null
    if (!this.isShown) {
      const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
      this.browserWindow.setBounds(popupBounds(this.#contentHeight, workArea))
    }
    this.browserWindow.show()
    this.browserWindow.focus()
    this.#options.send(this.browserWindow.webContents, 'popup.shown', wanted)
  }

  #left(): void {
    if (this.#isHeld || this.#options.isCovered() || !this.isShown) return
    this.hide()
  }
}

function createBrowserWindow(query: PopupWindowOptions['query']): BrowserWindow {
  const browserWindow = createWindow('popup', {
    query,
    isBare: true,
    frame: {
      title: 'Runnel',
      width: popupWidth,
      height: emptyHeight,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // A panel takes the keys without making the app the active one, so macOS gives nothing else of it the front.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    },
  })
  browserWindow.setAlwaysOnTop(true, 'screen-saver')
  browserWindow.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
  return browserWindow
}

/** Calls back once at the window's first paint. On some Wayland desktops a hidden window never paints: then a second after its page is loaded. Returns its undo. */
function whenPainted(window: BrowserWindow, run: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let isDone = false
  const once = (): void => {
    clearTimeout(timer)
    if (!isDone) run()
    isDone = true
  }
  window.once('ready-to-show', once)
  window.webContents.once('did-stop-loading', () => {
    if (!isDone) timer = setTimeout(once, showAnywayMs)
  })
  return () => clearTimeout(timer)
}
