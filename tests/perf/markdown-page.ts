// The page in which markdown renderers are measured: one reply, drawn by one of them, frame by frame. Driven by
// tests/perf/markdown-trial.ts.
import './markdown-page/page.css'
import { frameMark, type Renderer, type RendererName } from './markdown-page/renderer'
import { makeText, type Text, type TextName } from './markdown-texts'

/** A part of a reply that comes at one pace. */
export interface Leg {
  /** How much of the text has come when it is over; the text's length or more: to its end. */
  readonly to: number
  /** Characters in one delta. */
  readonly delta: number
  readonly deltasPerFrame: number
  /** It ends when this time is over, whatever has come. */
  readonly limitMs: number
}

/** What the page saw of it. */
export interface Pushed {
  /** All of the leg was pushed and, of the last one, the text's last words stand in the page. */
  readonly isWhole: boolean
  /** Characters of the text that have come. */
  readonly characters: number
}

/** What the page offers. */
export interface TrialPage {
  /** Draws a short reply and removes it, so that code is compiled; then makes the place for the next, and its text. */
  prepare(renderer: RendererName, text: TextName, characters: number): Promise<void>
  push(leg: Leg): Promise<Pushed>
}

const warmText = makeText('reply', 6000)
const warmLeg: Leg = { to: 6000, delta: 4, deltasPerFrame: 120, limitMs: 10_000 }
const settleMs = 100
const betweenLegsMs = 300
const lastWordsLimitMs = 4000
/** Longer pieces of a string keep the whole of it alive, which pieces that come from another process never do. */
const copiedFrom = 13

const makers: Readonly<Record<RendererName, () => Promise<() => Renderer>>> = {
  'text-lines': async () => (await import('./markdown-page/text-lines')).createTextLines,
  runnel: async () => (await import('./markdown-page/runnel')).createRunnel,
  'runnel-whole': async () => (await import('./markdown-page/runnel')).createWholeRunnel,
  'streaming-markdown': async () => (await import('./markdown-page/streaming-markdown')).createStreamingMarkdown,
  'react-markdown': async () => (await import('./markdown-page/react-markdown')).createReactMarkdown,
  streamdown: async () => (await import('./markdown-page/streamdown')).createStreamdown,
}

const box = document.querySelector<HTMLElement>('.transcript')
const column = document.querySelector<HTMLElement>('.column')
if (!box || !column) throw new Error('The page lacks its transcript.')

// Follows the end as the app's transcript does: after the layout of a frame, before its paint.
new ResizeObserver(() => (box.scrollTop = box.scrollHeight)).observe(column)

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

interface Reply {
  readonly renderer: Renderer
  readonly host: HTMLElement
  readonly text: Text
  at: number
}

let reply: Reply | null = null

function begin(renderer: Renderer, text: Text): Reply {
  reply?.host.remove()
  const host = document.createElement('article')
  column?.append(host)
  renderer.mount(host)
  return { renderer, host, text, at: 0 }
}

/** Runs what it is given in a task of its own, as a message of another process does: never among a frame's callbacks. */
function createTasks(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port1.addEventListener('message', () => waiting.shift()?.())
  port1.start()
  return (run) => {
    waiting.push(run)
    port2.postMessage(null)
  }
}

const inTask = createTasks()

/** Pushes so many deltas each frame, until the leg is over. */
function pushFrames(one: Reply, { to, delta, deltasPerFrame, limitMs }: Leg): Promise<void> {
  const { content } = one.text
  const end = Math.min(to, content.length)
  const startedAt = performance.now()
  const pushSome = (): void => {
    for (let count = 0; count < deltasPerFrame && one.at < end; count++) {
      const piece = content.slice(one.at, Math.min(end, one.at + delta))
      one.renderer.push(delta < copiedFrom ? piece : structuredClone(piece))
      one.at += piece.length
    }
  }
  return new Promise((resolve) => {
    const frame = (): void => {
      performance.mark(frameMark)
      performance.clearMarks()
      if (one.at >= end || performance.now() - startedAt > limitMs) return resolve()
      requestAnimationFrame(frame)
      inTask(pushSome)
    }
    requestAnimationFrame(frame)
  })
}

async function push(one: Reply, leg: Leg): Promise<Pushed> {
  await pushFrames(one, leg)
  const isLast = one.at >= one.text.content.length
  if (isLast) one.renderer.end()
  await nextFrame()
  await nextFrame()
  // A renderer may be behind what came in large pieces.
  if (!isLast) await pause(betweenLegsMs)
  const isWhole = isLast ? await lastWordsStand(one) : one.at >= leg.to
  return { isWhole, characters: one.at }
}

async function lastWordsStand({ host, text }: Reply): Promise<boolean> {
  for (const untilMs = performance.now() + lastWordsLimitMs; performance.now() < untilMs; await pause(50)) {
    if (host.textContent?.includes(text.ending)) return true
  }
  return false
}

const page: TrialPage = {
  async prepare(name, text, characters) {
    const make = await makers[name]()
    reply = begin(make(), warmText)
    await push(reply, warmLeg)
    reply = begin(make(), makeText(text, characters))
    await pause(settleMs)
  },
  push(leg) {
    if (!reply) throw new Error('Nothing was prepared.')
    return push(reply, leg)
  },
}
Object.assign(globalThis, { trialPage: page })
