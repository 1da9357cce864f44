import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { nowMs, type DevtoolsPage } from './devtools-page'
import { launch, type AppName } from './launched-app'
import { measured, median, type Measurement, type Stage } from './measurement'
import { firstPaint } from './page-watch'
import { quiet, usageOf, watchOthers } from './process-tree'

// The user starts the app: what its main process costs before Electron is ready, and how long until there is something
// to read and somewhere to type. Starts of the app and of the empty window take turns.

const rounds = 7
const mostMs = 50_000
const composerRounds = 3
/** Nothing touches an app before this: the page's own clock tells afterwards when it was painted. */
const untouchedMs = 1500

interface Start {
  /** The share of the machine that others used meanwhile. */
  readonly disturbed: number
  readonly paintedMs: number
  readonly readyCpuMs: number
  readonly readyMs: number
}

async function startOnce(stage: Stage, name: AppName): Promise<Start> {
  const probeFile = join(stage.folder, 'ready.json')
  await quiet(1500)
  const others = watchOthers()
  const app = launch(stage, name, { data: `start-${name}`, probeFile })
  try {
    await wait(untouchedMs)
    const disturbed = others() - usageOf(app.processId).cpuSeconds / availableParallelism() / (untouchedMs / 1000)
    const page = await app.page()
    const painted = await page.call(firstPaint)
    const offsetMs = await page.clockOffsetMs()
    const ready = JSON.parse(readFileSync(probeFile, 'utf8')) as { threadMs: number; at: number }
    page.close()
    return {
      disturbed,
      paintedMs: painted + offsetMs - app.spawnedAtMs,
      readyCpuMs: ready.threadMs,
      readyMs: ready.at - app.spawnedAtMs,
    }
  } finally {
    await app.end()
  }
}

async function composerOnce(stage: Stage): Promise<number> {
  await quiet(1500)
  const app = launch(stage, 'runnel', { data: 'start-runnel' })
  try {
    const page = await app.page()
    const usable = await whenUsable(page)
    const offsetMs = await page.clockOffsetMs()
    page.close()
    return usable + offsetMs - app.spawnedAtMs
  } finally {
    await app.end()
  }
}

/** When the text field has the focus and a frame with it was drawn, on the page's clock. */
async function whenUsable(page: DevtoolsPage): Promise<number> {
  const look = (): Promise<number> =>
    new Promise((resolve) => {
      const check = (): void => {
        const isUsable = document.activeElement?.matches('textarea:enabled') === true
        requestAnimationFrame(isUsable ? () => resolve(performance.timeOrigin + performance.now()) : check)
      }
      check()
    })
  for (;;) {
    // The first document is an empty one that goes when the real page comes.
    const usable = await page.call(look).catch(() => null)
    if (usable !== null) return usable
    await wait(5)
  }
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const names = ['empty', 'runnel'] as const
  // The first start makes the data folder.
  for (const name of names) await startOnce(stage, name)
  const starts: Readonly<Record<AppName, Start[]>> = { empty: [], runnel: [] }
  const startedMs = nowMs()
  const isEnough = (): boolean =>
    names.every((name) => starts[name].filter((start) => start.disturbed < 0.15).length >= rounds)
  for (let round = 0; round < rounds || (!isEnough() && nowMs() - startedMs < mostMs); round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) starts[name].push(await startOnce(stage, name))
  }
  // What others did on the machine says nothing about the app: the least disturbed starts count.
  const counted = (name: AppName): readonly Start[] =>
    starts[name].toSorted((one, other) => one.disturbed - other.disturbed).slice(0, rounds)
  const of = (name: AppName, field: keyof Start): readonly number[] => counted(name).map((start) => start[field])
  const composers: number[] = []
  for (let round = 0; round < composerRounds; round++) composers.push(await composerOnce(stage))
  const worst = Math.max(...names.flatMap((name) => of(name, 'disturbed')))
  const remark = `${rounds} of ${starts.empty.length} starts each; others used up to ${Math.round(worst * 100)} %`

  const [emptyCpu, ourCpu] = names.map((name) => median(of(name, 'readyCpuMs'))) as [number, number]
  const [emptyReady, ourReady] = names.map((name) => median(of(name, 'readyMs'))) as [number, number]
  const [emptyPaint, ourPaint] = names.map((name) => median(of(name, 'paintedMs'))) as [number, number]
  const composer = median(composers)
  return [
    {
      what: 'main thread CPU until Electron is ready',
      unit: 'ms',
      floor: emptyCpu,
      figure: ourCpu,
      all: of('runnel', 'readyCpuMs'),
      bar: 'floor + 15',
      met: ourCpu <= emptyCpu + 15,
    },
    {
      what: 'spawn to Electron ready',
      unit: 'ms',
      floor: emptyReady,
      figure: ourReady,
      all: of('runnel', 'readyMs'),
      bar: null,
      met: null,
    },
    {
      what: 'spawn to first contentful paint',
      unit: 'ms',
      floor: emptyPaint,
      figure: ourPaint,
      all: of('runnel', 'paintedMs'),
      bar: 'floor + 60',
      met: ourPaint <= emptyPaint + 60,
      note: remark,
    },
    {
      what: 'spawn to usable composer (floor: the empty window painted)',
      unit: 'ms',
      floor: emptyPaint,
      figure: composer,
      all: composers,
      bar: 'floor + 300',
      met: composer <= emptyPaint + 300,
    },
  ]
})
