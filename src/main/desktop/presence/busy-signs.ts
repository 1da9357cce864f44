import { powerSaveBlocker, type BrowserWindow } from 'electron'

/** What the system sees of replies that run: it does not fall asleep meanwhile, and the taskbar moves. */
export interface BusySigns {
  /** Takes the window of now: it may be another one than before, or none. */
  update(isBusy: boolean, window: BrowserWindow | null): void
}

// More than 1 is "at work, nobody knows how far" on Windows and macOS. On Linux it would be a full bar.
const atWork = process.platform === 'linux' ? 0.5 : 2
const nothing = -1

/** Starts with nothing running. */
export function createBusySigns(): BusySigns {
  let blocker: number | null = null
  let marked: BrowserWindow | null = null
  return {
    update(isBusy, window) {
      if (isBusy && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
      if (!isBusy && blocker !== null) {
        powerSaveBlocker.stop(blocker)
        blocker = null
      }
      const wanted = isBusy ? window : null
      if (wanted === marked) return
      if (marked && !marked.isDestroyed()) marked.setProgressBar(nothing)
      wanted?.setProgressBar(atWork, { mode: 'indeterminate' })
      marked = wanted
    },
  }
}
