import { setTimeout as wait } from 'node:timers/promises'
import { launch, type AppName } from './launched-app'
import { measured, median, note, type Measurement, type Stage } from './measurement'
import { strangersOf, usageOf } from './process-tree'

// The user leaves the app alone: what it holds and what it does while nothing happens. Rounds take turns with the empty
// window.

const rounds = 2
const settleMs = 5000
const idleMs = 10_000

interface Idle {
  readonly pssMb: number
  readonly cpuMs: number
  readonly wakeUpsPerSecond: number
}

async function idleOnce(stage: Stage, name: AppName): Promise<Idle> {
  const app = launch(stage, name, { data: `idle-${name}` })
  try {
    await wait(settleMs)
    const before = usageOf(app.processId)
    const strangers = strangersOf(app.processId)
    if (strangers > 0) note(`${strangers} other Electron processes share pages with this one: PSS is too low`)
    await wait(idleMs)
    const after = usageOf(app.processId)
    return {
      pssMb: before.pssMb,
      cpuMs: (after.cpuSeconds - before.cpuSeconds) * 1000,
      wakeUpsPerSecond: ((after.wakeUps - before.wakeUps) * 1000) / idleMs,
    }
  } finally {
    await app.end()
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
  const memory = line('pssMb')
  return [
    {
      what: 'idle memory of all processes (PSS), 5 s after the start',
      unit: 'MB',
      ...memory,
      bar: 'floor + 25',
      met: memory.figure <= memory.floor + 25,
    },
    { what: 'idle CPU of all processes in 10 s', unit: 'ms', ...line('cpuMs'), bar: null, met: null },
    { what: 'idle wake-ups of all threads', unit: '/s', ...line('wakeUpsPerSecond'), bar: null, met: null },
  ]
})
