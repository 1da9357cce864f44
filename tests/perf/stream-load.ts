import { setTimeout as wait } from 'node:timers/promises'
import { chatEnd, startProviderServer, textEvent, type ProviderServer } from '../support/provider-server'
import { nowMs, type DevtoolsPage } from './devtools-page'
import { askInPage, launch, providerSettings } from './launched-app'
import { measured, note, type Measurement, type Stage } from './measurement'
import { framesSeen, lastWordsShown, watchFrames, watchLastWords } from './page-watch'
import { cpuByKind, usageOf } from './process-tree'
import { lastWords, replyText, toDeltas } from './reply-text'

// Streams at their worst, through the whole app: 100,000 tiny deltas as fast as the socket gives them, beside the same text
// in large ones; 5 MB in one delta; ten replies at once.

const path = '/v1/chat/completions'
const tinyCount = 100_000
const largeLength = 1000
const hugeCharacters = 5_000_000
const replies = 10
const perSecond = 300
const eachSeconds = 5
const settleMs = 3000
const limitMs = 40_000

interface Pass {
  readonly totalMs: number
  readonly longTasks: readonly number[]
  /** The longest that a request of the window waited for its answer. */
  readonly slowestAnswerMs: number
  readonly gainedMb: number
  readonly gainedByMainMb: number
}

type Asking = typeof globalThis & {
  bridge: {
    request(name: string, input: object): Promise<{ readonly ok: boolean; readonly value: unknown }>
    on(name: string, run: (payload: never) => void): () => void
  }
  slowestAnswer?: { ms: number; stop: () => void }
  counted?: Map<string, Counted>
}

interface Counted {
  readonly times: number[]
  text: string
  isOver: boolean
}

/** Makes a small request twenty times a second and notes how long the slowest waited. */
function watchAnswers(): void {
  const page = globalThis as Asking
  const seen = { ms: 0, stop: () => clearInterval(timer) }
  const timer = setInterval(() => {
    const askedAt = performance.now()
    void page.bridge.request('about.get', {}).then(() => (seen.ms = Math.max(seen.ms, performance.now() - askedAt)))
  }, 50)
  page.slowestAnswer = seen
}

function slowestAnswer(): number {
  const { slowestAnswer: seen } = globalThis as Asking
  seen?.stop()
  return seen?.ms ?? Number.NaN
}

/**
 * A reply that comes in these pieces, as fast as the socket takes them. With `isWarm` the second one of an app counts: the
 * first makes room in the engine's heaps, once.
 */
async function passOnce(
  stage: Stage,
  server: ProviderServer,
  pieces: { readonly data: string; readonly deltas: readonly string[]; readonly isWarm: boolean },
): Promise<Pass> {
  const { data, deltas, isWarm } = pieces
  server.always(path, { steps: [{ send: deltas.map(textEvent).join('') }, { send: chatEnd() }] })
  const app = launch(stage, 'runnel', { data, settings: providerSettings(server.baseUrl) })
  try {
    const page = await app.page()
    await wait(settleMs)
    const offsetMs = await page.clockOffsetMs()
    if (isWarm) await askOnce(page, offsetMs)
    await settle(page)
    await page.call(watchFrames)
    await page.call(watchAnswers)
    const before = usageOf(app.processId)
    const mainBefore = usageOf(app.processId, 'main')
    const totalMs = await askOnce(page, offsetMs)
    await wait(300)
    const slowestAnswerMs = await page.call(slowestAnswer)
    const { longTasks } = await page.call(framesSeen)
    await settle(page)
    return {
      totalMs,
      longTasks,
      slowestAnswerMs,
      gainedMb: usageOf(app.processId).ownMb - before.ownMb,
      gainedByMainMb: usageOf(app.processId, 'main').ownMb - mainBefore.ownMb,
    }
  } finally {
    await app.end()
  }
}

/** Milliseconds from the question to the last words on the screen. */
async function askOnce(page: DevtoolsPage, offsetMs: number): Promise<number> {
  await page.call(watchLastWords, lastWords)
  await askInPage(page, 'Tell me everything.')
  const askedMs = nowMs()
  return (await within(page.call(lastWordsShown))) + offsetMs - askedMs
}

async function settle(page: DevtoolsPage): Promise<void> {
  await page.send('HeapProfiler.collectGarbage')
  await wait(settleMs)
}

function within<Value>(work: Promise<Value>): Promise<Value> {
  const late = wait(limitMs, undefined, { ref: false }).then(() => {
    throw new Error(`The last words did not come in ${limitMs / 1000} s.`)
  })
  return Promise.race([work, late])
}

/** Starts the replies over the bridge, as a window does, and counts what comes of each. */
async function startReplies(count: number): Promise<readonly string[]> {
  const page = globalThis as Asking
  const counted = new Map<string, Counted>()
  page.counted = counted
  const of = (replyId: string): Counted => {
    const known = counted.get(replyId) ?? { times: [], text: '', isOver: false }
    counted.set(replyId, known)
    return known
  }
  page.bridge.on(
    'reply.events',
    ({ replyId, events }: { replyId: string; events: { type: string; text?: string }[] }) => {
      const one = of(replyId)
      one.times.push(performance.now())
      for (const event of events) {
        if (event.type === 'text-delta') one.text += event.text ?? ''
        if (event.type === 'reply-end') one.isOver = true
      }
    },
  )
  const choice = { providerId: 'test', model: 'stand-in' }
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const started = await page.bridge.request('reply.start', {
        conversationId: null,
        text: `Question ${index + 1}`,
        choice,
      })
      const { replyId } = started.value as { replyId: string }
      const attached = await page.bridge.request('reply.attach', { replyId })
      const one = of(replyId)
      one.text = (attached.value as { reply: { text: string } }).reply.text + one.text
      return replyId
    }),
  )
}

interface EndedReply {
  /** As it was put together from the messages, and as main has it. */
  readonly shown: string
  readonly kept: string
  readonly chunks: number
  readonly messagesPerSecond: number
}

/** Have all of them ended? Asking main would attach anew, and take what is on its way. */
function areOver(count: number): boolean {
  const counted = [...((globalThis as Asking).counted?.values() ?? [])]
  return counted.filter((one) => one.isOver).length === count
}

async function readReplies(ids: readonly string[]): Promise<readonly EndedReply[]> {
  const page = globalThis as Asking
  return Promise.all(
    ids.map(async (replyId) => {
      const one = page.counted?.get(replyId) ?? { times: [], text: '' }
      const answer = await page.bridge.request('reply.attach', { replyId })
      const { text, chunks } = (answer.value as { reply: { text: string; chunks: number } }).reply
      // Without the last, which the end of the reply sends early.
      const seconds = ((one.times.at(-3) ?? 0) - (one.times[0] ?? 0)) / 1000
      const messagesPerSecond = (one.times.length - 3) / seconds
      return { shown: one.text, kept: text, chunks, messagesPerSecond }
    }),
  )
}

async function tenAtOnce(stage: Stage, server: ProviderServer): Promise<readonly Measurement[]> {
  const text = replyText(eachSeconds * perSecond * 4)
  const deltas = toDeltas(text)
  const pace = (index: number): string => textEvent(deltas[index] ?? '')
  const script = { steps: [{ pace, count: deltas.length, perSecond }, { send: chatEnd() }] }
  server.script(path, ...Array.from({ length: replies }, () => script))
  const app = launch(stage, 'runnel', { data: 'ten-at-once', settings: providerSettings(server.baseUrl) })
  try {
    const page = await app.page()
    await wait(settleMs)
    await page.call(watchFrames)
    const before = cpuByKind(app.processId)
    const startedMs = nowMs()
    const ids = await page.call(startReplies, replies)
    await untilOver(page)
    const ended = await page.call(readReplies, ids)
    const seconds = (nowMs() - startedMs) / 1000
    const spent = [...cpuByKind(app.processId)].map(([kind, all]) => [kind, all - (before.get(kind) ?? 0)] as const)
    const { longTasks } = await page.call(framesSeen)
    const whole = ended.filter((one) => one.kept === text && one.shown === text && one.chunks === deltas.length)
    const most = Math.max(...ended.map((one) => one.messagesPerSecond))
    const total = spent.reduce((sum, [, cpu]) => sum + cpu, 0)
    return [
      {
        what: `${replies} replies at once, ${perSecond} deltas/s each: replies with every delta`,
        unit: '',
        floor: null,
        figure: whole.length,
        bar: String(replies),
        met: whole.length === replies,
        note: `${seconds.toFixed(1)} s`,
      },
      {
        what: `${replies} replies at once: messages of the busiest`,
        unit: '/s',
        floor: null,
        figure: most,
        bar: '≤ 62.5',
        met: most <= 62.5,
      },
      {
        what: `${replies} replies at once: CPU of all processes`,
        unit: 's',
        floor: null,
        figure: total,
        bar: null,
        met: null,
        note: [
          ...spent.filter(([, cpu]) => cpu >= 0.05).map(([kind, cpu]) => `${kind} ${cpu.toFixed(1)}`),
          `${longTasks.length} long tasks`,
        ].join(', '),
      },
    ]
  } finally {
    await app.end()
  }
}

async function untilOver(page: DevtoolsPage): Promise<void> {
  const untilMs = nowMs() + limitMs
  while (!(await page.call(areOver, replies)) && nowMs() < untilMs) await wait(200)
}

function linesOf(what: string, pass: Pass, floor: Pass | null, mayGainMb: number): readonly Measurement[] {
  const longest = Math.max(0, ...pass.longTasks)
  const longestOfFloor = Math.max(0, ...(floor?.longTasks ?? []))
  return [
    {
      what: `${what}: from the question to the last text`,
      unit: 'ms',
      floor: floor?.totalMs ?? null,
      figure: pass.totalMs,
      bar: null,
      met: null,
      note: `slowest answer to a request meanwhile ${pass.slowestAnswerMs.toFixed(0)} ms`,
    },
    {
      what: `${what}: longest task in the page`,
      unit: 'ms',
      floor: floor ? longestOfFloor : null,
      figure: longest,
      bar: '≤ 50',
      met: longest <= 50,
      note: `${pass.longTasks.length} long tasks${floor ? `, ${floor.longTasks.length} for the floor` : ''}`,
    },
    {
      what: `${what}: memory gained`,
      unit: 'MB',
      floor: floor?.gainedMb ?? null,
      figure: pass.gainedMb,
      bar: floor ? `floor + ${mayGainMb}` : null,
      met: floor ? pass.gainedMb <= floor.gainedMb + mayGainMb : null,
      note: `main ${pass.gainedByMainMb.toFixed(0)}${floor ? `, ${floor.gainedByMainMb.toFixed(0)} for the floor` : ''}`,
    },
  ]
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const server = await startProviderServer()
  const text = replyText(tinyCount)
  const passOf = (data: string, deltas: readonly string[], isWarm: boolean): Promise<Pass> => {
    note(data)
    return passOnce(stage, server, { data, deltas, isWarm })
  }
  const large = await passOf('large-deltas', toDeltas(text, largeLength), true)
  const tiny = await passOf('tiny-deltas', toDeltas(text, 1), true)
  const huge = await passOf('huge-delta', [replyText(hugeCharacters)], false)
  note('ten-at-once')
  const ten = await tenAtOnce(stage, server)
  await server.stop()
  return [
    // The recording of a stream may take 8 MB.
    ...linesOf(
      `${tinyCount.toLocaleString('en')} deltas of one character (floor: the same in ${tinyCount / largeLength})`,
      tiny,
      large,
      15,
    ),
    ...linesOf(`${hugeCharacters / 1e6} MB in one delta`, huge, null, 0),
    ...ten,
  ]
})
