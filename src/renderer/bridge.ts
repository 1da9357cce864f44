import { AppError } from '../shared/errors'
import type { Bridge, EventName, Events, InputOf, OutputOf, RequestName } from '../shared/ipc'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** Asks main. Throws `AppError` and nothing else. */
export async function request<Name extends RequestName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const result = await window.bridge.request(name, input)
  if (result.ok) return result.value
  throw new AppError(result.error)
}

/** Hears an event of main until the returned undo is called. */
export function listen<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.bridge.on(name, listener)
}
