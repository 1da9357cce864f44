import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Provider } from '../../src/main/providers/provider'
import { createOpenAiChat } from '../../src/main/providers/chat-completions/openai-chat'
import type { After } from '../../src/main/replies/coalesce'
import { batchEveryMs, type ReplyBatch } from '../../src/main/replies/reply-runner'
import { RunningReplies } from '../../src/main/replies/running-replies'
import { ConversationStore } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import type { ProviderEvent, Reply } from '../../src/shared/reply'
import { chatEnd, createGate, startProviderServer, textEvent } from '../support/provider-server'
import { measured, median, quantile, type Measurement, type Stage } from './measurement'
import { replyText, toDeltas } from './reply-text'

// A delta on its way through the main process: journal, fold and batch alone, then from the socket on. In plain Node, on
// a real database file; CPU of this thread only.

const characters = 50_000
const rounds = 5
const perFrame = 16
const pacedCharacters = 20_000
const pacedPerSecond = 1000
const firstDeltas = 20
/** Nothing here is meant to run into them. */
const limits = { firstTokenMs: 60_000, betweenMs: 60_000 }
const choice = { providerId: 'stand-in', model: 'stand-in' }
const deltas = toDeltas(replyText(characters))

/** What a run is asked to deliver its batches to. */
type Listener = (batch: ReplyBatch) => void

/** Asks one question on a database of its own, and resolves with the ended reply. */
async function runOnce(stage: Stage, provider: Provider, listener: Listener, after?: After): Promise<Reply> {
  const folder = mkdtempSync(join(stage.folder, 'pipeline-'))
  const { database } = openDatabase(join(folder, 'conversations.db'))
  const replies = new RunningReplies({
    conversations: new ConversationStore(database),
    journal: new ReplyJournal(database, 'bench'),
    answererFor: () => Promise.resolve({ provider, limits }),
    context: () => ({ system: '', language: 'en' }),
    ...(after ? { after } : {}),
  })
  const { replyId, ended } = replies.start(null, 'question', choice)
  replies.attach(replyId, listener)
  const reply = await ended
  database.close()
  return reply
}

/** A provider in this process that says all deltas; before every 16th it tells that a frame is over. */
function talker(onFrame: () => void): Provider {
  return {
    async *streamReply(): AsyncGenerator<ProviderEvent> {
      for (const [index, text] of deltas.entries()) {
        if (index % perFrame === 0) onFrame()
        yield { type: 'text-delta', text }
      }
      yield { type: 'finish', finish: { unified: 'stop', raw: 'stop' } }
    },
    listModels: () => Promise.resolve([]),
  }
}

async function cpuMicroseconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

async function concatenate(): Promise<void> {
  let text = ''
  const request = { model: '', system: '', messages: [], language: 'en' } as const
  for await (const event of talker(() => {}).streamReply(request, new AbortController().signal)) {
    if (event.type === 'text-delta') text += event.text
  }
  if (text.length !== characters) throw new Error('The floor lost text.')
}

/** Journal, fold and batch for a whole reply; the clock of 16 ms is turned by hand, so nothing waits. */
async function pipeline(stage: Stage): Promise<number> {
  let tick: (() => void) | null = null
  const after: After = (ms, run) => {
    // Only the clock of the batches is turned; a limit on silence never comes to its end.
    if (ms !== batchEveryMs) return () => {}
    tick = run
    return () => (tick = null)
  }
  let batches = 0
  const onFrame = (): void => {
    const run = tick
    tick = null
    run?.()
  }
  const reply = await runOnce(stage, talker(onFrame), () => (batches += 1), after)
  if (reply.text.length !== characters) throw new Error(`The pipeline lost text: ${JSON.stringify(reply.error)}`)
  return batches
}

/** The least that reads the stream: split at blank lines, parse, join. */
function readByHand(baseUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(`${baseUrl}/chat/completions`, { method: 'POST' }, (response) => {
      let text = ''
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        const events = (rest + part).split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) {
          if (event === 'data: [DONE]') continue
          const chunk = JSON.parse(event.slice(6)) as { choices: { delta: { content?: string } }[] }
          text += chunk.choices[0]?.delta.content ?? ''
        }
      })
      response.on('end', () => (text.length === pacedCharacters ? resolve() : reject(new Error('Text was lost.'))))
    })
    call.on('error', reject)
    call.end('{}')
  })
}

/** The whole way from the socket, at 1,000 deltas a second; the server is on a thread of its own. */
async function fromSocket(stage: Stage) {
  const worker = new Worker(join(stage.bundle, 'stand-in.js'), {
    workerData: { characters: pacedCharacters, perSecond: pacedPerSecond },
  })
  const [baseUrl] = (await once(worker, 'message')) as [string]
  const provider = createOpenAiChat({ baseUrl, key: null })
  const arrivals: number[] = []
  const count = pacedCharacters / 4
  const floor = await cpuMicroseconds(() => readByHand(baseUrl))
  const figure = await cpuMicroseconds(() => runOnce(stage, provider, () => arrivals.push(performance.now())))
  await worker.terminate()
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
  return { floor: floor / count, figure: figure / count, batchesPerSecond: arrivals.length / seconds }
}

/** From the server's write to the delivered batch, while no timer of the pipeline ever fires. */
async function firstDelta(stage: Stage): Promise<readonly number[]> {
  const server = await startProviderServer()
  const provider = createOpenAiChat({ baseUrl: server.baseUrl, key: null })
  const noTimer: After = () => () => {}
  const times: number[] = []
  for (let round = 0; round < firstDeltas; round++) {
    const [asked, heard] = [createGate(), createGate()]
    server.script('/v1/chat/completions', {
      steps: [
        { sendHeaders: true },
        { gate: asked },
        { send: textEvent('first') },
        { gate: heard },
        { send: chatEnd() },
      ],
    })
    let sentMs = 0
    const listener: Listener = ({ events }) => {
      if (!events.some((event) => event.type === 'text-delta')) return
      times.push(performance.now() - sentMs)
      heard.open()
    }
    const ended = runOnce(stage, provider, listener, noTimer)
    await server.nextRequest()
    // The headers are there by then, and whatever the client does at first is done.
    await new Promise((resolve) => setTimeout(resolve, 50))
    sentMs = performance.now()
    asked.open()
    await ended
  }
  await server.stop()
  return times
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const floors: number[] = []
  const figures: number[] = []
  let batches = 0
  for (let round = 0; round < rounds; round++) {
    floors.push((await cpuMicroseconds(concatenate)) / deltas.length)
    figures.push((await cpuMicroseconds(async () => (batches = await pipeline(stage)))) / deltas.length)
  }
  const socket = await fromSocket(stage)
  const first = await firstDelta(stage)
  const figure = median(figures)
  return [
    {
      what: 'journal + fold + batch, CPU per delta (floor: the same loop, joining strings)',
      unit: 'µs',
      floor: median(floors),
      figure,
      all: figures,
      bar: '≤ 25',
      met: figure <= 25,
      note: `${batches} batches for ${deltas.length} deltas; the first reply of the process ${figures[0]?.toFixed(1)}`,
    },
    {
      what: 'socket to batch at 1,000 deltas/s, CPU per delta (floor: reading the stream by hand)',
      unit: 'µs',
      floor: socket.floor,
      figure: socket.figure,
      bar: '≤ 2 × floor',
      met: socket.figure <= 2 * socket.floor,
    },
    {
      what: 'batches of one reply at 1,000 deltas/s',
      unit: '/s',
      floor: null,
      figure: socket.batchesPerSecond,
      bar: '≤ 62.5',
      met: socket.batchesPerSecond <= 62.5,
    },
    {
      what: 'first delta, socket to batch, with every timer held',
      unit: 'ms',
      floor: null,
      figure: median(first),
      all: first,
      bar: 'comes',
      met: first.length === firstDeltas,
      note: `p95 ${quantile(first, 0.95).toFixed(1)}`,
    },
  ]
})
