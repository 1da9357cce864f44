import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import { fuses } from './fuses.mjs'

const programs = {
  darwin: ({ appInfo }) => `${appInfo.productFilename}.app`,
  win32: ({ appInfo }) => `${appInfo.productFilename}.exe`,
  linux: ({ executableName }) => executableName,
}

/** Called by electron-builder when the app is packed and before it is signed: sets the fuses, takes out Electron's own demo. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  if (electronPlatformName === 'linux') await rm(join(appOutDir, 'resources/default_app.asar'), { force: true })
  await flipFuses(join(appOutDir, programs[electronPlatformName](packager)), {
    ...fuses,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  })
}
