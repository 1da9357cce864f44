import { join } from 'node:path'
import { app } from 'electron'

/** Where the files that ship with the app are: beside the source, or beside the packaged app's archive. */
export function resourcesFolder(): string {
  return app.isPackaged ? join(process.resourcesPath, 'resources') : join(app.getAppPath(), 'resources')
}
