import type { AppErrorData } from '../../shared/errors'

/** Where the key window stands. The key itself is not in it: it lives in the input alone. */
export interface KeyEntry {
  /** `type`: the field is shown. `keychain`: the system has no place for the key, and the window asks what to do. */
  readonly step: 'type' | 'keychain'
  readonly sending: boolean
  /** What went wrong last, shown until the next attempt has an answer. */
  readonly error: AppErrorData | null
  /** The keychain has refused, so keeping the key in memory is offered. */
  readonly offersSession: boolean
  readonly sessionOnly: boolean
  /** Whether the last attempt tested the key. */
  readonly tested: boolean
}

/** The window as it opens. */
export const freshEntry: KeyEntry = {
  step: 'type',
  sending: false,
  error: null,
  offersSession: false,
  sessionOnly: false,
  tested: true,
}

/** True when the system's secret store, not the key, is the problem. */
export function isKeychainError(error: AppErrorData): boolean {
  return error.code === 'storage' && (error.reason === 'keyring-missing' || error.reason === 'keyring-locked')
}

/** The entry while an attempt is on its way. */
export function sending(entry: KeyEntry, tested: boolean): KeyEntry {
  return { ...entry, sending: true, tested }
}

/** The entry after a failed attempt; anything but the keychain leads back to the field. */
export function failed(entry: KeyEntry, error: AppErrorData): KeyEntry {
  if (!isKeychainError(error)) return { ...entry, step: 'type', sending: false, error }
  return { ...entry, step: 'keychain', sending: false, error, offersSession: true, sessionOnly: true }
}

/** Saving without a test helps when the test, not the disk, stood in the way. */
export function offersUntested(entry: KeyEntry): boolean {
  return entry.step === 'type' && entry.error !== null && entry.tested && entry.error.code !== 'storage'
}
