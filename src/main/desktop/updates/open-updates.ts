import { app } from 'electron'
import type { UpdateState } from '../../../shared/updates/update-state'
import { startedFromAppImage } from '../../environment'
import { Updates } from './updates'

/** What this app gives its updates. */
export interface UpdateUse {
  readonly fetchUpdate: typeof fetch
  readonly announce: (state: UpdateState) => void
  readonly log: (words: string, error: unknown) => void
}

/** Updates of the installed app. Loads nothing before the first check. */
export function openUpdates({ fetchUpdate, announce, log }: UpdateUse): Updates {
  const updater = async () => {
    const [{ getAppCacheDir }, { platformUpdater }] = await Promise.all([
      import('electron-updater/out/AppAdapter'),
      import('./platform-updater'),
    ])
    return platformUpdater({
      adapter: {
        version: app.getVersion(),
        name: app.getName(),
        isPackaged: app.isPackaged,
        appUpdateConfigPath: `${process.resourcesPath}/app-update.yml`,
        userDataPath: app.getPath('userData'),
        baseCachePath: getAppCacheDir(),
        whenReady: () => app.whenReady(),
        relaunch: () => app.relaunch(),
        quit: () => app.quit(),
        onQuit: (handler) => app.once('quit', (_event, code) => handler(code)),
      },
      platform: process.platform,
      resourcesFolder: process.resourcesPath,
      isAppImage: startedFromAppImage(),
      fetchUpdate,
    })
  }
  return new Updates({ updater, announce, log })
}
