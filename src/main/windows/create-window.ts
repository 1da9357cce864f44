import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, session, type BrowserWindowConstructorOptions, type Session } from 'electron'
import type { WindowKind } from '../../shared/ipc'
import { resourcesFolder } from '../desktop/resources-folder'
import { reloadWhenCrashed } from './crash-reload'
import { pageUrl } from './page-policy'

/** What a window decides for itself. How its page is confined is the same for all, and not among it. */
export interface WindowOptions {
  /** What the page is told in its address: nothing secret. */
  readonly query: Readonly<Record<string, string>>
  readonly frame: Pick<
    BrowserWindowConstructorOptions,
    | 'x'
    | 'y'
    | 'width'
    | 'height'
    | 'minWidth'
    | 'minHeight'
    | 'useContentSize'
    | 'resizable'
    | 'minimizable'
    | 'maximizable'
    | 'fullscreenable'
    | 'skipTaskbar'
    | 'parent'
    | 'modal'
    | 'title'
    | 'alwaysOnTop'
    | 'type'
  >
  /** True: nothing of the system's is around it, and whoever made it shows it. */
  readonly isBare?: boolean
}

// One less than the page's title bar, whose lowest pixel is a line from edge to edge.
const titleBarHeight = 43

// The same values as --surface and --text in the interface's tokens.
const light = { surface: '#ffffff', text: '#162124' }
const dark = { surface: '#171b1d', text: '#e1e8e9' }

/** The one session that windows live in: in memory, so that nothing a page does is left on disk. */
export function windowSession(): Session {
  return session.fromPartition('runnel', { cache: false })
}

/** Makes a confined window and loads its page; shown when the page stands unless bare, in the colours of the theme from its first moment. */
export function createWindow(kind: WindowKind, options: WindowOptions): BrowserWindow {
  const isBare = options.isBare === true
  const window = new BrowserWindow({
    ...options.frame,
    ...(isBare ? { frame: false } : titleBar()),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: colours().surface,
    ...(process.platform === 'linux' ? { icon: join(resourcesFolder(), 'icons/128x128.png') } : {}),
    webPreferences: {
      session: windowSession(),
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  const undos = [followTheme(window, isBare), reloadWhenCrashed(window.webContents)]
  if (!isBare) undos.push(showWhenLoaded(window))
  window.once('closed', () => undos.forEach((undo) => undo()))
  // A page that fails to load shows as an empty window; there is nobody to reject to.
  void window.loadURL(pageUrl(kind, options.query)).catch(() => undefined)
  return window
}

function titleBar(): BrowserWindowConstructorOptions {
  if (process.platform === 'darwin') {
    return { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 20, y: 15 } }
  }
  return { titleBarStyle: 'hidden', titleBarOverlay: overlay() }
}

function colours(): typeof light {
  return nativeTheme.shouldUseDarkColors ? dark : light
}

function overlay(): { color: string; symbolColor: string; height: number } {
  const { surface, text } = colours()
  return { color: surface, symbolColor: text, height: titleBarHeight }
}

function followTheme(window: BrowserWindow, isBare: boolean): () => void {
  const repaint = (): void => {
    window.setBackgroundColor(colours().surface)
    if (process.platform !== 'darwin' && !isBare) window.setTitleBarOverlay(overlay())
  }
  nativeTheme.on('updated', repaint)
  return () => nativeTheme.off('updated', repaint)
}

/**
 * A loaded page is painted within a frame of being shown. Waiting for `ready-to-show` instead leaves some windows hidden:
 * it comes with the first paint, and a hidden page may not paint at all (on Wayland, and in some starts on X11).
 */
function showWhenLoaded(window: BrowserWindow): () => void {
  const contents = window.webContents
  const undo = (): void => void contents.off('dom-ready', show).off('did-stop-loading', show)
  const show = (): void => {
    undo()
    if (!window.isDestroyed()) window.show()
  }
  // The second is for a page that failed to load.
  contents.on('dom-ready', show).on('did-stop-loading', show)
  return undo
}
