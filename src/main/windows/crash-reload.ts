import type { WebContents } from 'electron'

const perMs = 60_000
const reloadsPerMinute = 3

/** Brings a page back after its process died, at most three times a minute. Ends with the page; returns its undo. */
export function reloadWhenCrashed(contents: WebContents): () => void {
  let reloadedAtMs: readonly number[] = []
  let timer: NodeJS.Timeout | undefined
  const reload = (): void => {
    if (contents.isDestroyed() || !contents.isCrashed()) return
    reloadedAtMs = [...reloadedAtMs, performance.now()].slice(-reloadsPerMinute)
    contents.reload()
  }
  const onGone = (): void => {
    clearTimeout(timer)
    // Never reload inside this event: it kills the app (SIGTRAP, measured on Electron 42.0.0).
    timer = setTimeout(reload, reloadDelayMs(reloadedAtMs, performance.now()))
  }
  const stop = (): void => {
    clearTimeout(timer)
    contents.off('render-process-gone', onGone)
  }
  contents.on('render-process-gone', onGone)
  contents.once('destroyed', stop)
  return stop
}

/** Milliseconds until the next reload is due: none until three lie within the last minute. */
export function reloadDelayMs(reloadedAtMs: readonly number[], nowMs: number): number {
  const third = reloadedAtMs.at(-reloadsPerMinute)
  return third === undefined ? 0 : Math.max(0, third + perMs - nowMs)
}
