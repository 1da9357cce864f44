/** How much may be done before the page has to be shown again. */
export interface FrameTime {
  /** Whether it is used up. */
  isOver(): boolean
  /** Tells that so many characters are to be laid out. */
  spend(characters: number): void
}

/** Something that is done piece by piece. */
export interface Worker {
  /** Does pieces until the time is over, at least one. Says whether nothing is left. */
  work(time: FrameTime): boolean
}

// A frame has 16 ms, and layout and paint of what was added need as much again as adding it.
const mostMs = 8
const leastMs = 2
// Layout costs by the character, and is not counted while adding.
const charactersPerMs = 4096
// A whole frame, layout and paint included: above, the next one does less, below, more.
const slowMs = 40
const fastMs = 24
// What parts of one page may spend when they appear, all of them together, before the first frame.
const appearMs = 12

const waiting = new Set<Worker>()
const turns = new MessageChannel()
let frame: number | null = null
let frameMs = mostMs
let frameStart = 0
let appearing: FrameTime | null = null

turns.port1.addEventListener('message', () => adapt(performance.now() - frameStart))
turns.port1.start()

/** Lets a worker go on at every frame until it has nothing left. All workers of the page share the time, oldest first. */
export function workInFrames(worker: Worker): void {
  waiting.add(worker)
  frame ??= requestAnimationFrame(runFrame)
}

/** Ends it. */
export function stopWork(worker: Worker): void {
  waiting.delete(worker)
}

/** Lets a worker that has just appeared do what fits before the next frame, so that it does not appear empty. */
export function workAtOnce(worker: Worker): void {
  appearing ??= timeOf(appearMs)
  if (!appearing.isOver() && waiting.has(worker)) goOn(worker, appearing)
  // Also when nothing waits: with the next frame there is time again.
  frame ??= requestAnimationFrame(runFrame)
}

function runFrame(): void {
  frame = null
  appearing = null
  frameStart = performance.now()
  const time = timeOf(frameMs)
  for (const worker of waiting) {
    goOn(worker, time)
    if (time.isOver()) break
  }
  if (waiting.size === 0) return
  frame ??= requestAnimationFrame(runFrame)
  // Answered when this frame has been laid out and painted.
  turns.port2.postMessage(null)
}

function goOn(worker: Worker, time: FrameTime): void {
  try {
    if (!worker.work(time)) return
  } catch (error) {
    // One that fails would fail at every frame, and keep the others waiting.
    reportError(error)
  }
  waiting.delete(worker)
}

function timeOf(ms: number): FrameTime {
  const deadlineMs = performance.now() + ms
  let left = ms * charactersPerMs
  return {
    isOver: () => left <= 0 || performance.now() >= deadlineMs,
    spend: (characters) => {
      left -= characters
    },
  }
}

function adapt(costMs: number): void {
  if (costMs > slowMs) frameMs = Math.max(leastMs, frameMs * 0.6)
  else if (costMs < fastMs) frameMs = Math.min(mostMs, frameMs * 1.25)
}
