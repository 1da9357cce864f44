import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DevtoolsPage } from './devtools-page'
import { launch, type AppName } from './launched-app'
import { measured, median, quantile, type Measurement, type Stage } from './measurement'
import { quiet, usageOf } from './process-tree'

// The user presses the hotkey: how long from its callback until the popup is painted and has the focus, beside a bare
// window that waits hidden. And what the popup holds while it waits.

const rounds = 40
const accelerator = 'CommandOrControl+Shift+Space'
const keys = 'ctrl+shift+space'
const shownWithinMs = 3000
const restMs = 250
const warmAfterMs = 6000

type Watching = typeof globalThis & { popupShows?: { paintedAt: number; focusedAt: number }[] }

/** Notes when the page is painted and has the focus, each time it is shown. */
function watchShows(): void {
  const shows: { paintedAt: number; focusedAt: number }[] = []
  ;(globalThis as Watching).popupShows = shows
  const now = (): number => performance.timeOrigin + performance.now()
  const channel = new MessageChannel()
  channel.port1.addEventListener('message', () => {
    const last = shows.at(-1)
    if (last) last.paintedAt = now()
  })
  channel.port1.start()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    shows.push({ paintedAt: 0, focusedAt: document.hasFocus() ? now() : 0 })
    // Behind the frame, whose work is done when the message comes.
    requestAnimationFrame(() => channel.port2.postMessage(null))
  })
  window.addEventListener('focus', () => {
    const last = shows.at(-1)
    if (last && last.focusedAt === 0) last.focusedAt = now()
  })
}

interface Show {
  readonly paintedMs: number
  readonly focusedMs: number
}

async function showOnce(page: DevtoolsPage, callbacks: () => readonly number[], offsetMs: number): Promise<Show> {
  const read = () => page.call(() => (globalThis as Watching).popupShows ?? [])
  const before = { shows: (await read()).length, calls: callbacks().length }
  execFileSync('xdotool', ['key', keys])
  const isWhole = (show: { paintedAt: number; focusedAt: number } | undefined) =>
    show !== undefined && show.paintedAt > 0 && show.focusedAt > 0
  let show = undefined
  for (let waitedMs = 0; waitedMs < shownWithinMs && !isWhole(show); waitedMs += restMs) {
    await wait(restMs)
    show = (await read())[before.shows]
  }
  const calledAt = callbacks()[before.calls]
  if (!show || !isWhole(show) || calledAt === undefined) throw new Error('The popup was not shown.')
  execFileSync('xdotool', ['key', keys])
  await wait(restMs)
  return { paintedMs: show.paintedAt + offsetMs - calledAt, focusedMs: show.focusedAt + offsetMs - calledAt }
}

async function showsOf(stage: Stage, name: AppName): Promise<readonly Show[]> {
  const probeFile = join(stage.folder, `popup-${name}.txt`)
  writeFileSync(probeFile, '')
  const callbacks = () => readFileSync(probeFile, 'utf8').split('\n').filter(Boolean).map(Number)
  const app = launch(stage, name, {
    data: `popup-${name}`,
    settings: { hotkey: accelerator },
    probeFile,
    probe: 'hotkey',
    popup: accelerator,
  })
  try {
    const page = await app.page(name === 'runnel' ? 'runnel-app://popup/' : '')
    await wait(1000)
    await quiet(3000)
    // A page that was never hidden does not know that it is shown; and the first time loads what an answer will need.
    for (const _ of ['shown', 'hidden']) {
      execFileSync('xdotool', ['key', keys])
      await wait(1000)
    }
    await page.call(watchShows)
    const offsetMs = await page.clockOffsetMs()
    const shows: Show[] = []
    for (let round = 0; round < rounds; round++) shows.push(await showOnce(page, callbacks, offsetMs))
    page.close()
    return shows
  } finally {
    await app.end()
  }
}

async function pssWith(stage: Stage, hotkey: string): Promise<number> {
  const app = launch(stage, 'runnel', { data: `popup-pss-${hotkey === '' ? 'none' : 'warm'}`, settings: { hotkey } })
  try {
    await wait(warmAfterMs)
    return usageOf(app.processId).pssMb
  } finally {
    await app.end()
  }
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const [bare, own] = [await showsOf(stage, 'empty'), await showsOf(stage, 'runnel')]
  const whole = (shows: readonly Show[]) => shows.map(({ paintedMs, focusedMs }) => Math.max(paintedMs, focusedMs))
  const [floor, figure] = [whole(bare), whole(own)]
  const p95 = quantile(figure, 0.95)
  const without = await pssWith(stage, '')
  const withPopup = await pssWith(stage, accelerator)
  return [
    {
      what: 'hotkey callback to popup painted and focused, p50',
      unit: 'ms',
      floor: median(floor),
      figure: median(figure),
      all: figure,
      bar: '≤ 20',
      met: median(figure) <= 20,
      note: `medians: painted ${median(own.map((show) => show.paintedMs)).toFixed(1)}, focused ${median(own.map((show) => show.focusedMs)).toFixed(1)}`,
    },
    {
      what: 'hotkey callback to popup painted and focused, p95',
      unit: 'ms',
      floor: quantile(floor, 0.95),
      figure: p95,
      bar: '≤ 33',
      met: p95 <= 33,
    },
    {
      what: 'memory of the popup that waits (PSS)',
      unit: 'MB',
      floor: null,
      figure: withPopup - without,
      bar: '≤ 60',
      met: withPopup - without <= 60,
      note: `${without.toFixed(0)} without it, ${withPopup.toFixed(0)} with it`,
    },
  ]
})
