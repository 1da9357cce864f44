/** Frames that a test can run by hand. */
export interface Frames {
  /** From now on frames come only when they are run. */
  hold(): void
  /** From now on the display gives the beat again. */
  release(): void
  /** Notes from now on how long what is done in each frame takes, in milliseconds. */
  watch(): readonly number[]
  /** Runs frames until nothing waits for one. */
  runWaiting(): void
  /** Runs frames until nothing waits for one, also not what is still being loaded. */
  runAll(): Promise<void>
}

/** Takes the page's frames over; they come by themselves until they are held. */
export function createFrames(): Frames {
  const real = window.requestAnimationFrame.bind(window)
  let waiting: FrameRequestCallback[] = []
  let isHeld = false
  let noted: number[] | null = null
  const timed =
    (callback: FrameRequestCallback): FrameRequestCallback =>
    (now) => {
      const start = performance.now()
      callback(now)
      noted?.push(performance.now() - start)
    }
  window.requestAnimationFrame = (callback) => {
    if (!isHeld) return real(timed(callback))
    waiting.push(callback)
    return waiting.length
  }
  const runWaiting = (): void => {
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      for (const callback of now) callback(performance.now())
    }
  }
  return {
    hold: () => void (isHeld = true),
    release: () => {
      isHeld = false
      const now = waiting
      waiting = []
      for (const callback of now) real(callback)
    },
    watch: () => {
      noted = []
      return noted
    },
    runWaiting,
    runAll: async () => {
      // What is loaded for the first time takes a few turns of the event loop.
      for (let idle = 0; idle < 3; idle += 1) {
        if (waiting.length > 0) idle = 0
        runWaiting()
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
}
