import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { nowMs, type DevtoolsPage } from './devtools-page'
import { launch } from './launched-app'
import type { Leg, Pushed, TrialPage } from './markdown-page'
import type { RendererName } from './markdown-page/renderer'
import type { TextName } from './markdown-texts'
import { traceMainThread, type MainThread } from './markdown-trace'
import type { Stage } from './measurement'

/** One reply by one renderer, in legs. */
export interface Reply {
  readonly renderer: RendererName
  readonly text: TextName
  readonly characters: number
  readonly legs: readonly Leg[]
  /** Looks at each task of the last leg, which costs about a twentieth of CPU. */
  readonly isTraced?: boolean
}

/** What a leg cost, in CPU of the page's main thread alone. */
export interface LegCost extends Pushed {
  readonly cpuMs: number
  readonly scriptMs: number
  readonly styleMs: number
  readonly layoutMs: number
}

/** What a reply cost. */
export interface Trial {
  readonly legs: readonly LegCost[]
  /** Of a traced last leg, else null. */
  readonly mainThread: MainThread | null
  /** What is held more than before, rubbish collected: by JavaScript alone, and with what the page's elements hold. */
  readonly scriptHeapMb: number
  readonly heapMb: number
}

/** A window of Electron, confined as the app's, with the page of renderers in it. */
export interface TrialWindow {
  readonly page: DevtoolsPage
  /** Loads the page anew and streams one reply in it. */
  run(reply: Reply): Promise<Trial>
  end(): Promise<void>
}

type PageOfTrials = typeof globalThis & { trialPage?: TrialPage }

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const loadLimitMs = 20_000

/** Opens the window. `markdown-page` in the stage's bundle holds the built page. */
export async function openTrials(stage: Stage): Promise<TrialWindow> {
  const site = await serve(join(stage.bundle, 'markdown-page'))
  const app = launch(stage, 'empty', { data: 'markdown' })
  const page = await app.page()
  return {
    page,
    run: (reply) => runTrial(page, site.origin, reply),
    async end() {
      page.close()
      await app.end()
      await site.close()
    },
  }
}

async function serve(folder: string): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    readFile(join(folder, path))
      .then((content) => {
        const type = types[extname(path)] ?? 'application/octet-stream'
        response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(content)
      })
      .catch(() => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, close }
}

async function runTrial(page: DevtoolsPage, origin: string, reply: Reply): Promise<Trial> {
  await load(page, `${origin}/index.html?${nowMs()}`)
  await page.call(
    (renderer: RendererName, text: TextName, characters: number) =>
      (globalThis as PageOfTrials).trialPage?.prepare(renderer, text, characters),
    reply.renderer,
    reply.text,
    reply.characters,
  )
  const heapBefore = await heapOf(page)
  await page.send('Performance.enable', { timeDomain: 'threadTicks' })
  const legs: LegCost[] = []
  let mainThread: MainThread | null = null
  for (const [index, leg] of reply.legs.entries()) {
    const isTraced = reply.isTraced === true && index === reply.legs.length - 1
    // What the legs before it have left is not its own rubbish.
    if (isTraced) await page.send('HeapProfiler.collectGarbage')
    const trace = isTraced ? await traceMainThread(page) : null
    legs.push(await runLeg(page, leg))
    if (trace) mainThread = await trace.stop()
  }
  await page.send('Performance.disable')
  const heap = await heapOf(page)
  return {
    legs,
    mainThread,
    scriptHeapMb: heap.scriptMb - heapBefore.scriptMb,
    heapMb: heap.allMb - heapBefore.allMb,
  }
}

async function runLeg(page: DevtoolsPage, leg: Leg): Promise<LegCost> {
  const before = await metricsOf(page)
  const pushed = await page.call((one: Leg) => {
    const { trialPage } = globalThis as PageOfTrials
    if (!trialPage) throw new Error('The page is gone.')
    return trialPage.push(one)
  }, leg)
  const after = await metricsOf(page)
  const spentMs = (name: string): number => ((after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN)) * 1000
  return {
    ...pushed,
    cpuMs: spentMs('ThreadTime'),
    scriptMs: spentMs('ScriptDuration'),
    styleMs: spentMs('RecalcStyleDuration'),
    layoutMs: spentMs('LayoutDuration'),
  }
}

/** Goes to an address and waits until its page is ready. */
async function load(page: DevtoolsPage, url: string): Promise<void> {
  await page.send('Page.navigate', { url })
  const isReady = (wanted: string): boolean =>
    location.href === wanted && (globalThis as PageOfTrials).trialPage !== undefined
  const untilMs = nowMs() + loadLimitMs
  while (!(await page.call(isReady, url).catch(() => false))) {
    if (nowMs() > untilMs) throw new Error('The page of renderers did not load.')
    await wait(20)
  }
}

async function metricsOf(page: DevtoolsPage): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await page.send('Performance.getMetrics')
  return new Map((metrics as readonly { name: string; value: number }[]).map(({ name, value }) => [name, value]))
}

async function heapOf(page: DevtoolsPage): Promise<{ readonly scriptMb: number; readonly allMb: number }> {
  // What the first collection lets go can free more in the second.
  for (let round = 0; round < 2; round++) await page.send('HeapProfiler.collectGarbage')
  const usage = (await page.send('Runtime.getHeapUsage')) as Readonly<Record<string, number>>
  const { usedSize = Number.NaN, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage
  return { scriptMb: usedSize / 2 ** 20, allMb: (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20 }
}
