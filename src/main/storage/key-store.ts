import { safeStorage } from 'electron'
import { AppError } from '../../shared/errors'
import { lastFourOf, type KeyInfo } from '../../shared/providers'

/** Provider keys: ciphertext in `keys.json`, or in memory for this session only. Nothing here runs before it is called. */
export interface KeyStore {
  /** What windows may know. Never decrypts. Null: no key for this provider at this origin. */
  info(providerId: string, origin: string): Promise<KeyInfo | null>
  /** The key itself, for main only. Null: none for this origin. Throws AppError `storage` when it cannot be decrypted; it is then left in place. */
  read(providerId: string, origin: string): Promise<string | null>
  /** Encrypts and writes. Throws AppError `storage/keyring-missing` or `storage/keyring-locked` and stores nothing. */
  save(providerId: string, origin: string, secret: string): Promise<void>
  /** Holds the key in memory until the app quits. */
  holdForSession(providerId: string, origin: string, secret: string): void
  remove(providerId: string): Promise<void>
}

/** A key belongs to the origin it was typed for: a changed address never gets it. */
interface StoredKey {
  readonly origin: string
  readonly lastFour: string
  /** Base64 of safeStorage's output. */
  readonly ciphertext: string
}

/** Keeps keys in `keys.json` in `folder`. */
export function createKeyStore(folder: string): KeyStore {
  const session = new Map<string, { readonly origin: string; readonly secret: string }>()
  const file = async () => {
    const { default: Store } = await import('electron-store')
    return new Store<Record<string, StoredKey>>({
      cwd: folder,
      name: 'keys',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    })
  }
  const stored = async (providerId: string, origin: string): Promise<StoredKey | null> => {
    const key = (await file()).get(providerId)
    return key && key.origin === origin ? key : null
  }
  const held = (providerId: string, origin: string): string | null => {
    const key = session.get(providerId)
    return key && key.origin === origin ? key.secret : null
  }

  return {
    async info(providerId, origin) {
      const secret = held(providerId, origin)
      if (secret !== null) return { lastFour: lastFourOf(secret), storage: 'session' }
      const key = await stored(providerId, origin)
      return key && { lastFour: key.lastFour, storage: 'keyring' }
    },
    async read(providerId, origin) {
      const secret = held(providerId, origin)
      if (secret !== null) return secret
      const key = await stored(providerId, origin)
      return key && decrypt(key)
    },
    async save(providerId, origin, secret) {
      const ciphertext = encrypt(secret)
      ;(await file()).set(providerId, { origin, lastFour: lastFourOf(secret), ciphertext })
      session.delete(providerId)
    },
    holdForSession(providerId, origin, secret) {
      session.set(providerId, { origin, secret })
    },
    async remove(providerId) {
      session.delete(providerId)
      ;(await file()).delete(providerId)
    },
  }
}

// The synchronous calls: on Linux the asynchronous ones end the process where there is no keyring (Electron 42.0.0).

function encrypt(secret: string): string {
  requireKeyring()
  return safeStorage.encryptString(secret).toString('base64')
}

function decrypt(key: StoredKey): string {
  requireKeyring()
  try {
    return safeStorage.decryptString(Buffer.from(key.ciphertext, 'base64'))
  } catch (cause) {
    throw new AppError({ code: 'storage', reason: 'unreadable', detail: String(cause) }, { cause })
  }
}

function requireKeyring(): void {
  // `basic_text` encrypts with a password that is in Chromium's source: no protection, so it counts as none.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    throw new AppError({
      code: 'storage',
      reason: 'keyring-missing',
      detail: 'No Secret Service or KWallet was found.',
    })
  }
  if (!safeStorage.isEncryptionAvailable()) {
    throw new AppError({
      code: 'storage',
      reason: 'keyring-locked',
      detail: 'The keyring gave no key to encrypt with.',
    })
  }
}
