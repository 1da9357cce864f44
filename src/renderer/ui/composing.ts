// The Enter that accepts a word can arrive after the composition's end, in the same turn of the event loop.
const sameKeyMs = 25

/** What is asked of a key event. */
export interface ComposingKey {
  readonly isComposing: boolean
  readonly keyCode: number
  /** Milliseconds, on the clock of `compositionEndedMs`. */
  readonly timeStamp: number
}

/** True while a key belongs to an input method, so that it must neither send nor close anything. */
export function isForInputMethod(event: ComposingKey, compositionEndedMs: number): boolean {
  // 229 says "handled by the input method" where isComposing has already been taken back.
  if (event.isComposing || event.keyCode === 229) return true
  return event.timeStamp - compositionEndedMs < sameKeyMs
}
