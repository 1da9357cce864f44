import type { DevtoolsPage } from './devtools-page'
import { frameMark } from './markdown-page/renderer'

/** What a page's main thread did, in CPU time: what others take of the machine meanwhile makes it no longer. */
export interface MainThread {
  /** Each task. */
  readonly tasksMs: readonly number[]
  /** All tasks from one frame's beginning to the next one's. */
  readonly framesMs: readonly number[]
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds, as the others. */
  readonly ts: number
  readonly dur?: number
  /** CPU of the thread. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Traces the tasks of the page's main thread until `stop`. */
export async function traceMainThread(page: DevtoolsPage): Promise<{ stop(): Promise<MainThread> }> {
  const events: TraceEvent[] = []
  const stopListening = page.on('Tracing.dataCollected', ({ value }) => events.push(...(value as TraceEvent[])))
  const traceConfig = { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] }
  await page.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => {
        const undo = page.on('Tracing.tracingComplete', () => (undo(), resolve()))
      })
      await page.send('Tracing.end')
      await complete
      stopListening()
      return readTrace(events)
    },
  }
}

function readTrace(events: readonly TraceEvent[]): MainThread {
  const frames = events.filter((event) => event.name === frameMark)
  const [first] = frames
  if (!first) throw new Error('The trace has no frames.')
  const tasks = events
    .filter(
      ({ name, ph, pid, tid }) => name.endsWith('::RunTask') && ph === 'X' && pid === first.pid && tid === first.tid,
    )
    .toSorted((one, other) => one.ts - other.ts)
  const starts = frames.map((frame) => frame.ts).toSorted((one, other) => one - other)
  const framesMs = starts.map(() => 0)
  let frame = -1
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // The task in which a frame begins belongs to it.
    while (frame + 1 < starts.length && (starts[frame + 1] ?? Infinity) <= ts + dur) frame += 1
    if (frame >= 0) framesMs[frame] = (framesMs[frame] ?? 0) + tdur / 1000
  }
  return { tasksMs: tasks.map(({ tdur = 0 }) => tdur / 1000), framesMs }
}
