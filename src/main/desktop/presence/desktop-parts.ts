import { app } from 'electron'
import type { SystemFacts } from '../../environment'
import type { DesktopParts } from '../../ipc/handlers'
import { hasTray } from '../tray/tray-host'
import { loginItem } from './login-item'

/** What windows ask of the desktop, and may change of it. */
export function desktopParts(facts: SystemFacts): DesktopParts {
  const program = facts.appImage ?? process.execPath
  const item = loginItem(facts.autostartFolder, app.isPackaged ? [program] : [program, app.getAppPath()])
  return {
    facts: async () => ({
      hasTray: await hasTray(process.platform, facts.busAddress),
      startsAtLogin: item.isOn(),
    }),
    startAtLogin: (on) => item.turn(on),
  }
}
