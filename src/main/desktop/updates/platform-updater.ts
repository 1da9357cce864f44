import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppUpdater, DebUpdater } from 'electron-updater'
import { UpdateTransport } from './update-transport'

type AppAdapter = NonNullable<ConstructorParameters<typeof DebUpdater>[1]>

/** What of this installation an updater must know. */
export interface Installation {
  readonly adapter: AppAdapter
  readonly platform: NodeJS.Platform
  /** Where the package's `app-update.yml` and `package-type` lie. */
  readonly resourcesFolder: string
  /** Set by the launcher of an AppImage. */
  readonly isAppImage: boolean
  readonly fetchUpdate: typeof fetch
}

/** The way in which this copy can be replaced by a newer one; null: it was not installed from a package that says where from. */
export async function platformUpdater(installation: Installation): Promise<AppUpdater | null> {
  if (!installation.adapter.isPackaged || !has(installation.resourcesFolder, 'app-update.yml')) return null
  const updater = await updaterFor(installation)
  if (!updater) return null
  // Both are electron-updater's own fields. The first would ask through Chromium, past Runnel's network; the second is an
  // id of this installation, for updates that only some users get: Runnel has neither.
  return Object.assign(updater, {
    httpExecutor: new UpdateTransport(installation.fetchUpdate),
    stagingUserIdPromise: { value: Promise.resolve('') },
    isUserWithinRollout: () => true,
    // Parts of a file are asked for in ways of their own; whole files are enough.
    disableDifferentialDownload: true,
  })
}

async function updaterFor(installation: Installation): Promise<AppUpdater | null> {
  const { adapter, platform } = installation
  const { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater, RpmUpdater } = await import('electron-updater')
  if (platform === 'darwin') return new MacUpdater(undefined, adapter)
  if (platform === 'win32') return new NsisUpdater(undefined, adapter)
  if (installation.isAppImage) return new AppImageUpdater(undefined, adapter)
  const type = has(installation.resourcesFolder, 'package-type')
  if (type === 'deb') return new DebUpdater(undefined, adapter)
  if (type === 'rpm') return new RpmUpdater(undefined, adapter)
  return null
}

function has(folder: string, name: string): string | null {
  try {
    return readFileSync(join(folder, name), 'utf8').trim()
  } catch {
    return null
  }
}
