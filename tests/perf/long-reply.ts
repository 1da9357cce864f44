import { setTimeout as wait } from 'node:timers/promises'
import { chatEnd, startProviderServer, textEvent, type ProviderServer } from '../support/provider-server'
import { nowMs } from './devtools-page'
import { askInPage, launch, providerSettings, type AppName } from './launched-app'
import { measured, median, quantile, type Measurement, type Stage } from './measurement'
import { framesSeen, lastWordsShown, watchFrames, watchLastWords, type Seen } from './page-watch'
import { cpuByKind, usageOf } from './process-tree'
import { lastWords, replyText, toDeltas } from './reply-text'

// The user reads along while a long, fast reply comes: 50,000 characters of markdown, 4 in each delta, 1,000 deltas a
// second, through the whole app. The passes that count CPU and memory watch nothing but the last words; one more pass
// watches frames, long tasks and messages. The floor is the empty window that shows the same stream as plain lines.

const characters = 50_000
const perSecond = 1000
const quietPasses = 2
const settleMs = 3000

interface Pass {
  readonly lateMs: number
  readonly cpuSeconds: number
  readonly cpuKinds: ReadonlyMap<string, number>
  readonly gainedMb: number
  readonly pxFromEnd: number
  readonly isWhole: boolean
  readonly seen: Seen | null
}

async function passOnce(stage: Stage, server: ProviderServer, name: AppName, isWatched = false): Promise<Pass> {
  const deltas = toDeltas(replyText(characters))
  let lastSentMs = 0
  const pace = (index: number): string => {
    if (index === deltas.length - 1) lastSentMs = nowMs()
    return textEvent(deltas[index] ?? '')
  }
  server.script('/v1/chat/completions', { steps: [{ pace, count: deltas.length, perSecond }, { send: chatEnd() }] })
  const app = launch(
    stage,
    name,
    name === 'runnel'
      ? { data: 'long-reply', settings: providerSettings(server.baseUrl) }
      : { data: 'plain-lines', stream: `${server.baseUrl}/chat/completions` },
  )
  try {
    const page = await app.page()
    await wait(settleMs)
    await page.send('HeapProfiler.collectGarbage')
    await wait(500)
    const offsetMs = await page.clockOffsetMs()
    await page.call(watchLastWords, lastWords)
    if (isWatched) await page.call(watchFrames)
    const before = usageOf(app.processId)
    const kindsBefore = cpuByKind(app.processId)
    if (name === 'runnel') await askInPage(page, 'Tell me everything.')
    else await page.call(() => void dispatchEvent(new Event('ask')))
    const shownMs = (await page.call(lastWordsShown)) + offsetMs
    await wait(200)
    const after = usageOf(app.processId)
    const kindsAfter = cpuByKind(app.processId)
    const seen = isWatched ? await page.call(framesSeen) : null
    const end = await page.call(readEnd)
    await page.send('HeapProfiler.collectGarbage')
    await wait(settleMs)
    const gainedMb = usageOf(app.processId).ownMb - before.ownMb
    page.close()
    return {
      cpuSeconds: after.cpuSeconds - before.cpuSeconds,
      cpuKinds: new Map([...kindsAfter].map(([kind, seconds]) => [kind, seconds - (kindsBefore.get(kind) ?? 0)])),
      lateMs: shownMs - lastSentMs,
      gainedMb,
      pxFromEnd: end.pxFromEnd,
      isWhole: name === 'empty' || end.length > characters / 2,
      seen,
    }
  } finally {
    await app.end()
  }
}

function readEnd(): { pxFromEnd: number; length: number } {
  const box = document.querySelector('section.transcript')
  const reply = document.querySelector('article.reply')
  return {
    pxFromEnd: box ? box.scrollHeight - box.clientHeight - box.scrollTop : Number.NaN,
    length: reply?.textContent.length ?? 0,
  }
}

function kindsOf(pass: Pass | undefined): string {
  const spent = [...(pass?.cpuKinds ?? [])].filter(([, seconds]) => seconds >= 0.05)
  return spent.map(([kind, seconds]) => `${kind} ${seconds.toFixed(1)}`).join(', ')
}

function gapsOf(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0))
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const server = await startProviderServer()
  const quiet: Pass[] = []
  const floor = await passOnce(stage, server, 'empty')
  for (let round = 0; round < quietPasses; round++) quiet.push(await passOnce(stage, server, 'runnel'))
  const watched = await passOnce(stage, server, 'runnel', true)
  await server.stop()
  const passes = [...quiet, watched]
  if (passes.some((pass) => !pass.isWhole)) throw new Error('The reply did not come whole.')
  const of = (field: 'cpuSeconds' | 'lateMs' | 'gainedMb' | 'pxFromEnd', from: readonly Pass[] = quiet) => {
    const all = from.map((pass) => pass[field])
    return { floor: floor[field], figure: median(all), all }
  }

  const [cpu, late, gained] = [of('cpuSeconds'), of('lateMs'), of('gainedMb')]
  const fromEnd = of('pxFromEnd', passes)
  const { frames = [], longTasks = [], messages = [] } = watched.seen ?? {}
  const streamSeconds = ((messages.at(-1) ?? 0) - (messages[0] ?? 0)) / 1000
  const perSecondOfMessages = messages.length / streamSeconds
  const longestFrame = Math.max(...gapsOf(frames))
  return [
    {
      what: 'CPU of all processes for the stream',
      unit: 's',
      ...cpu,
      bar: '≤ 4',
      met: cpu.figure <= 4,
      note: `${kindsOf(quiet[0])}; floor: ${kindsOf(floor)}`,
    },
    { what: 'last text late by', unit: 'ms', ...late, bar: '≤ 50', met: late.figure <= 50 },
    {
      what: 'long tasks in the page',
      unit: '',
      floor: null,
      figure: longTasks.length,
      bar: '0',
      met: longTasks.length === 0,
      note: longTasks.length > 0 ? `longest ${Math.max(...longTasks).toFixed(0)} ms` : '',
    },
    {
      what: 'frame to frame, p99',
      unit: 'ms',
      floor: null,
      figure: quantile(gapsOf(frames), 0.99),
      bar: null,
      met: null,
      note: `longest ${longestFrame.toFixed(0)} ms`,
    },
    { what: 'memory gained by the reply', unit: 'MB', ...gained, bar: '≤ 30', met: gained.figure <= 30 },
    {
      what: 'pixels from the end when it is over',
      unit: 'px',
      ...fromEnd,
      floor: null,
      figure: Math.max(...fromEnd.all),
      bar: '≤ 2',
      met: Math.max(...fromEnd.all) <= 2,
    },
    {
      what: 'messages from main to the window',
      unit: '/s',
      floor: null,
      figure: perSecondOfMessages,
      bar: '≤ 62.5',
      met: perSecondOfMessages <= 62.5,
    },
  ]
})
