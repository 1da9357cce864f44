import { join } from 'node:path'
import { Menu, nativeImage, nativeTheme, Tray, type NativeImage } from 'electron'
import type { Words } from '../../../shared/locales/en'
import type { Settings } from '../../../shared/settings'
import { fill } from '../../words'
import { resourcesFolder } from '../resources-folder'
import { panelOf, type Panel } from './panel'
import { trayMenu, trayStateOf, type TrayActions, type TrayContent, type TrayState } from './tray-menu'

/** The icon in the system's tray, with its menu. */
export interface TrayIcon {
  /** Shows this; asks for words, settings and the quick ask anew. */
  update(content: TrayContent): void
  /** Takes it away. */
  close(): void
}

/** What the tray shows and does. */
export interface TrayParts {
  readonly words: () => Words['tray']
  readonly actions: () => TrayActions
  readonly settings: () => Pick<Settings, 'trayClick' | 'trayIcon'>
  /** The desktop's name on Linux, else empty. */
  readonly desktop: string
}

/** Puts the icon into the tray. On a desktop without one it is nowhere. */
export function openTray(parts: TrayParts): TrayIcon {
  let shown: TrayContent = { running: [], recent: [], unseen: null }
  let drawn = ''
  let menu: Menu | null = null
  const draw = (): void => {
    const state = trayStateOf(shown)
    const path = imagePath(state, panelFor(parts))
    // A panel draws anew at each call, whether the icon is another one or not.
    if (path !== drawn) tray.setImage(imageAt(path))
    drawn = path
    const words = parts.words()
    tray.setToolTip(fill(words.tooltip[state], { count: shown.running.length }))
    menu = Menu.buildFromTemplate(trayMenu(shown, words, parts.actions(), process.platform))
    // On macOS a tray with a menu opens it at every click, whatever the click was to do.
    if (process.platform !== 'darwin') tray.setContextMenu(menu)
  }
  const tray = new Tray(imageAt(imagePath('idle', panelFor(parts))))
  const popUp = (): void => tray.popUpContextMenu(menu ?? undefined)
  tray.on('click', () => {
    const { quickAsk, open } = parts.actions()
    const wanted = parts.settings().trayClick
    // A Linux panel opens the menu by itself, on another click; it cannot be asked to.
    if (wanted === 'menu' && process.platform !== 'linux') popUp()
    else if (wanted === 'popup' && quickAsk) quickAsk.show()
    else open()
  })
  if (process.platform === 'darwin') tray.on('right-click', popUp)
  nativeTheme.on('updated', draw)
  draw()
  return {
    update(content) {
      shown = content
      draw()
    },
    close() {
      nativeTheme.off('updated', draw)
      tray.destroy()
    },
  }
}

function imageAt(path: string): NativeImage {
  return nativeImage.createFromPath(path)
}

function imagePath(state: TrayState, panel: Panel): string {
  const kind = process.platform === 'darwin' ? 'Template' : `-${panel}`
  return join(resourcesFolder(), 'tray', `${state}${kind}.png`)
}

function panelFor({ settings, desktop }: TrayParts): Panel {
  const { shouldUseDarkColorsForSystemIntegratedUI: isDark } = nativeTheme
  return panelOf(settings().trayIcon, { platform: process.platform, desktop, isDark })
}
