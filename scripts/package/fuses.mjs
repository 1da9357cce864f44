import { FuseV1Options, FuseVersion } from '@electron/fuses'

/** Every fuse of Electron, by name: what the packaged program can never be made to do again. */
export const fuses = {
  version: FuseVersion.V1,
  // A fuse that Electron adds and this list does not know stops the packaging.
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // WebAssembly out of bounds is caught by the processor, not by checks in the code.
  [FuseV1Options.WasmTrapHandlers]: true,
}
