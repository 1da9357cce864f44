import { setTimeout as wait } from 'node:timers/promises'
import { launch, type AppName } from './launched-app'
import { measured, median, note, type Measurement, type Stage } from './measurement'
import { quiet, strangersOf, usageOf } from './process-tree'

// The user leaves the app alone: what it holds and what it does while nothing happens. Rounds take turns with the empty
// window. Without a hotkey, and so without the popup, whose own memory popup.ts measures.

const rounds = 2
const settleMs = 5000
const idleMs = 10_000
const blinkingMs = 5000
const alikeMs = 4000

interface Idle {
  readonly pssMb: number
  readonly ownMb: number
  /** With the caret blinking in the text field. */
  readonly cpuMs: number
  /** Without it. */
  readonly unfocusedCpuMs: number
  readonly wakeUps: number
}

async function idleOnce(stage: Stage, name: AppName): Promise<Idle> {
  await quiet(1500)
  const app = launch(stage, name, { data: `idle-${name}`, settings: { hotkey: '' } })
  try {
    await wait(settleMs)
    await alone(app.processId)
    const { pssMb, ownMb } = usageOf(app.processId)
    const focused = await spentWhileIdle(app.processId, blinkingMs)
    const page = await app.page()
    await page.call(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined))
    page.close()
    await wait(1000)
    const unfocused = await spentWhileIdle(app.processId, idleMs)
    return { pssMb, ownMb, cpuMs: focused.cpuMs, unfocusedCpuMs: unfocused.cpuMs, wakeUps: unfocused.wakeUps }
  } finally {
    await app.end()
  }
}

/** Other programs that run the same files make each one's share smaller: waits for them to end, but not long. */
async function alone(processId: number): Promise<void> {
  const untilMs = performance.now() + alikeMs
  while (strangersOf(processId) > 0) {
    if (performance.now() > untilMs)
      return note('other Electron processes run: the shared part of the memory is too low')
    await wait(500)
  }
}

/** What 10 seconds cost, from `forMs` of them. */
async function spentWhileIdle(
  processId: number,
  forMs: number,
): Promise<{ readonly cpuMs: number; readonly wakeUps: number }> {
  const before = usageOf(processId)
  await wait(forMs)
  const after = usageOf(processId)
  const scale = idleMs / forMs
  return {
    cpuMs: (after.cpuSeconds - before.cpuSeconds) * 1000 * scale,
    wakeUps: (after.wakeUps - before.wakeUps) * scale,
  }
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const all: Readonly<Record<AppName, Idle[]>> = { empty: [], runnel: [] }
  for (let round = 0; round < rounds; round++) {
    for (const name of ['empty', 'runnel'] as const) all[name].push(await idleOnce(stage, name))
  }
  const of = (name: AppName, field: keyof Idle): readonly number[] => all[name].map((idle) => idle[field])
  const line = (field: keyof Idle) => ({
    floor: median(of('empty', field)),
    figure: median(of('runnel', field)),
    all: of('runnel', field),
  })
  const [memory, wakeUps] = [line('pssMb'), line('wakeUps')]
  return [
    {
      what: 'idle memory of all processes without the popup (PSS), 5 s after the start',
      unit: 'MB',
      ...memory,
      bar: 'floor + 25',
      met: memory.figure <= memory.floor + 25,
    },
    { what: 'of it no file’s, the same whatever else runs', unit: 'MB', ...line('ownMb'), bar: null, met: null },
    { what: 'idle CPU in 10 s, the caret blinking', unit: 'ms', ...line('cpuMs'), bar: null, met: null },
    { what: 'idle CPU in 10 s, nothing focused', unit: 'ms', ...line('unfocusedCpuMs'), bar: null, met: null },
    {
      what: 'idle wake-ups in 10 s, nothing focused, all threads',
      unit: '',
      ...wakeUps,
      bar: 'floor + 10',
      met: wakeUps.figure <= wakeUps.floor + 10,
    },
  ]
})
