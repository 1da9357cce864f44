import { useState } from 'react'
import { toAppErrorData } from '../../shared/errors'
import { request } from '../bridge'
import { failed, freshEntry, sending, type KeyEntry } from './key-entry'

/** What the key window can do with what is typed in its field. */
export interface KeySending {
  readonly entry: KeyEntry
  /** Hands the key to main, which closes the window when it is kept. Nothing while an attempt is on its way. */
  send(how: { readonly test: boolean; readonly sessionOnly: boolean }): Promise<void>
  setSessionOnly(sessionOnly: boolean): void
  /** Empties the field and ends the window. */
  cancel(): void
}

/** The field in which the key stands, and nowhere else. */
export interface TypedKey {
  read(): string
  clear(): void
}

/** Reads the key when it is sent and not before: it is in no state, store or closure. */
export function useKeySending({ read, clear }: TypedKey): KeySending {
  const [entry, setEntry] = useState(freshEntry)
  return {
    entry,
    async send({ test, sessionOnly }) {
      const secret = read().trim()
      if (secret === '' || entry.sending) return
      setEntry((before) => sending(before, test))
      try {
        await request('key-window.save', { secret, test, sessionOnly })
        clear()
      } catch (error) {
        setEntry((before) => failed(before, toAppErrorData(error)))
      }
    },
    setSessionOnly: (sessionOnly) => setEntry((before) => ({ ...before, sessionOnly })),
    cancel() {
      clear()
      // The window ends before the answer comes.
      request('key-window.close', {}).catch(() => undefined)
    },
  }
}
