import type { AppErrorCode, AppErrorData, AppErrorReason } from './errors'

/** What a user can do about an error with one press. The words are in `errorActions`. */
export type ErrorAction =
  /** Settings, at the provider's key. */
  | 'open-keys'
  /** The window in which a key is typed. */
  | 'edit-key'
  | 'retry'
  /** Goes on from the text that arrived; `retry` when none did. */
  | 'continue'
  | 'choose-model'
  /** Puts the question back into the composer. */
  | 'edit-question'
  | 'open-provider'
  | 'show-folder'
  | 'copy-details'

const codeOfReason = {
  'no-key': 'auth',
  dns: 'network',
  'name-server': 'network',
  refused: 'network',
  offline: 'network',
  tls: 'network',
  cut: 'network',
  proxy: 'network',
  'proxy-password': 'network',
  empty: 'bad-response',
  html: 'bad-response',
  json: 'bad-response',
  unfinished: 'bad-response',
  'base-url': 'invalid-request',
  'keyring-missing': 'storage',
  'keyring-locked': 'storage',
  'disk-full': 'storage',
  unreadable: 'storage',
} as const satisfies Record<AppErrorReason, AppErrorCode>

/** A code, or a code with its reason: one entry of the words each. */
export type ErrorKey =
  | AppErrorCode
  | { [Reason in AppErrorReason]: `${(typeof codeOfReason)[Reason]}/${Reason}` }[AppErrorReason]

/** Every kind of error with the first thing to do about it. Exhaustive: a new code or reason does not compile without one. */
export const errorActions: Readonly<Record<ErrorKey, ErrorAction>> = {
  auth: 'open-keys',
  'auth/no-key': 'edit-key',
  quota: 'choose-model',
  'rate-limit': 'retry',
  overloaded: 'retry',
  network: 'retry',
  'network/dns': 'open-provider',
  'network/name-server': 'retry',
  'network/refused': 'retry',
  'network/offline': 'retry',
  'network/tls': 'open-provider',
  'network/cut': 'continue',
  'network/proxy': 'open-provider',
  'network/proxy-password': 'open-provider',
  timeout: 'continue',
  'context-too-long': 'edit-question',
  'content-filter': 'edit-question',
  'model-not-found': 'choose-model',
  'bad-response': 'retry',
  'bad-response/empty': 'retry',
  'bad-response/html': 'open-provider',
  'bad-response/json': 'continue',
  'bad-response/unfinished': 'continue',
  'invalid-request': 'copy-details',
  'invalid-request/base-url': 'open-provider',
  storage: 'show-folder',
  'storage/keyring-missing': 'open-keys',
  'storage/keyring-locked': 'retry',
  'storage/disk-full': 'show-folder',
  'storage/unreadable': 'open-keys',
  internal: 'copy-details',
}

/** Where an error's words stand in the catalogue, and what to offer first. */
export interface ErrorWords {
  readonly key: ErrorKey
  readonly titleKey: `errors.${ErrorKey}.title`
  readonly hintKey: `errors.${ErrorKey}.hint`
  readonly action: ErrorAction
}

/** The words of an error: those of its reason, if the reason belongs to its code, else those of its code. */
export function errorWords(error: Pick<AppErrorData, 'code' | 'reason'>): ErrorWords {
  const key = errorKey(error)
  return { key, titleKey: `errors.${key}.title`, hintKey: `errors.${key}.hint`, action: errorActions[key] }
}

function errorKey({ code, reason }: Pick<AppErrorData, 'code' | 'reason'>): ErrorKey {
  if (!reason || codeOfReason[reason] !== code) return code
  const key = `${code}/${reason}`
  return isErrorKey(key) ? key : code
}

function isErrorKey(key: string): key is ErrorKey {
  return Object.hasOwn(errorActions, key)
}
