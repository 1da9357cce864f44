import { app } from 'electron'
import { hiddenSwitch } from '../start-command'
import { autostartFile, type LoginItem } from './autostart-file'

/** The login item of this system. `autostartFolder` is Linux's, `command` what starts Runnel there. */
export function loginItem(autostartFolder: string, command: readonly string[]): LoginItem {
  if (process.platform === 'linux') return autostartFile(autostartFolder, [...command, hiddenSwitch])
  const args = process.platform === 'win32' ? { args: [hiddenSwitch] } : {}
  return {
    isOn: () => app.getLoginItemSettings(args).openAtLogin,
    turn: async (on) => app.setLoginItemSettings({ openAtLogin: on, ...args }),
  }
}
