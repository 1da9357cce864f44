import { app, Menu } from 'electron'
import type { Words } from '../../../shared/locales/en'
import type { TrayActions, TrayContent } from '../tray/tray-menu'
import { dockMenu, jumpList } from './jump-list-items'

/** Puts the recent conversations where the system lists an app's documents: Windows' jump list, macOS' dock menu. */
export function showInJumpList(recent: TrayContent['recent'], words: Words['tray'], actions: TrayActions): void {
  if (process.platform === 'win32') app.setJumpList(jumpList(recent, words, process.execPath))
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(dockMenu(recent, words, actions)))
}
