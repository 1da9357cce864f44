import type { Provider } from '../../src/main/providers/provider'
import { createOpenAiChat } from '../../src/main/providers/chat-completions/openai-chat'
import type { After } from '../../src/main/replies/coalesce'
import { batchEveryMs, type Answerer } from '../../src/main/replies/reply-runner'
import type { ProviderEvent } from '../../src/shared/reply'
import { chatEnd, createGate, startProviderServer, textEvent } from '../support/provider-server'
import { measured, median, quantile, type Measurement, type Stage } from './measurement'
import { cpuMicroseconds, openPipeline, type Listener } from './pipeline-run'
import { replyText, toDeltas } from './reply-text'

// A delta on its way through the main process: journal, fold and batch alone, and the first one as it comes from the
// socket. In plain Node, on a real database file; CPU of this thread only.

const characters = 50_000
const rounds = 5
const perFrame = 16
const firstDeltas = 20
/** Nothing here is meant to run into them. */
const limits = { firstTokenMs: 60_000, betweenMs: 60_000 }
const deltas = toDeltas(replyText(characters))

function answererOf(provider: Provider): () => Promise<Answerer> {
  return () => Promise.resolve({ provider, limits })
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
  const { run, close } = openPipeline(stage, after)
  const reply = await run(answererOf(talker(onFrame)), { listener: () => (batches += 1) })
  close()
  if (reply.text.length !== characters) throw new Error(`The pipeline lost text: ${JSON.stringify(reply.error)}`)
  return batches
}

/** From the server's write to the delivered batch, while no timer of the pipeline ever fires. */
async function firstDelta(stage: Stage): Promise<readonly number[]> {
  const server = await startProviderServer()
  const provider = createOpenAiChat({ baseUrl: server.baseUrl, key: null })
  const { run, close } = openPipeline(stage, () => () => {})
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
    const ended = run(answererOf(provider), { listener })
    await server.nextRequest()
    // The headers are there by then, and whatever the client does at first is done.
    await new Promise((resolve) => setTimeout(resolve, 50))
    sentMs = performance.now()
    asked.open()
    await ended
  }
  close()
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
