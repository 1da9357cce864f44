// What runs inside a page. Each function is sent there as text, so it sees nothing but its arguments and the page.

/** Times of frames and messages, lengths of long tasks, in milliseconds. */
export interface Seen {
  readonly frames: readonly number[]
  readonly longTasks: readonly number[]
  readonly messages: readonly number[]
}

type Watching = typeof globalThis & { lastWordsShown?: Promise<number>; seen?: Seen & { stop: () => void } }

/** Notes when the last words are in the document and a frame with them was drawn. Looks at what changed only. */
export function watchLastWords(words: string): void {
  ;(globalThis as Watching).lastWordsShown = new Promise((resolve) => {
    const holds = (node: Node | null): boolean => node?.textContent?.includes(words) === true
    const observer = new MutationObserver((records) => {
      const isThere = records.some(
        (record) =>
          (record.target.nodeType === Node.TEXT_NODE ? holds(record.target) : false) ||
          [...record.addedNodes].some(holds),
      )
      if (!isThere) return
      observer.disconnect()
      // The frame in which this ran is drawn before the next one begins.
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
    })
    observer.observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/** When they were drawn, on the page's clock; waits for them. */
export function lastWordsShown(): Promise<number> {
  return (globalThis as Watching).lastWordsShown ?? Promise.reject(new Error('Not watched.'))
}

/** Notes the times of frames and of messages, and the lengths of long tasks. */
export function watchFrames(): void {
  const seen = { frames: [] as number[], longTasks: [] as number[], messages: [] as number[] }
  let isOn = true
  const frame = (time: number): void => {
    seen.frames.push(time)
    if (isOn) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longTasks.push(task.duration)
  }).observe({ type: 'longtask' })
  const { bridge } = globalThis as unknown as { bridge: { on(name: string, run: () => void): () => void } }
  const undo = bridge.on('reply.events', () => void seen.messages.push(performance.now()))
  ;(globalThis as Watching).seen = {
    ...seen,
    stop() {
      isOn = false
      undo()
    },
  }
}

/** What was noted since `watchFrames`, which ends here. */
export function framesSeen(): Seen {
  const { seen } = globalThis as Watching
  seen?.stop()
  return { frames: seen?.frames ?? [], longTasks: seen?.longTasks ?? [], messages: seen?.messages ?? [] }
}

/** When the page first showed something, on the page's clock. */
export function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint')
      if (entry) resolve(performance.timeOrigin + entry.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}
