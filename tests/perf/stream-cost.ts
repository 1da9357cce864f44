import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createNetwork, type Network } from '../../src/main/network/network'
import { createNetworkLog } from '../../src/main/network/network-log'
import { connect } from '../../src/main/providers/connect'
import { createStreamRecorder } from '../../src/main/replies/stream-recorder'
import type { ProviderSettings } from '../../src/shared/settings'
import { measured, median, note, type Measurement } from './measurement'
import { cpuMicroseconds, openPipeline, type Listener, type Pipeline } from './pipeline-run'
import { wires, type Wire } from './protocol-wires'

// What a piece of a reply costs the main process from the socket to the batch, in each protocol: through the network stack
// with its log, the provider, the recorder and the journal. The floor does the least with the same bytes: it splits them at
// blank lines, parses each event with JSON.parse and joins the text. In plain Node; CPU of this thread only.

/** What one reply has of them. */
const characters = { burst: 120_000, paced: 6000 }
const perSecond = 1000
const rounds = { burst: 7, paced: 3 }
/** The first ones run code that is not compiled yet. */
const warmRounds = { burst: 3, paced: 1 }
const key = 'sk-bench-0123456789abcdef'

type Model = keyof typeof characters

interface Costs {
  readonly floor: readonly number[]
  readonly figure: readonly number[]
  readonly unrecorded: readonly number[]
  readonly batchesPerSecond: number
}

interface Bench {
  readonly pipeline: Pipeline
  readonly origin: string
  readonly network: Network
}

/** The least that reads the stream. */
function readByHand({ origin }: Bench, wire: Wire, model: Model): Promise<void> {
  const textIn = wire.textIn as (event: unknown) => string | undefined
  return new Promise((resolve, reject) => {
    const call = request(`${origin}${wire.pathOf(model)}`, { method: 'POST' }, (response) => {
      let text = ''
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        const events = (rest + part).split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) {
          const data = event.slice(event.indexOf('data: ') + 6)
          if (data !== '[DONE]' && data.startsWith('{')) text += textIn(JSON.parse(data)) ?? ''
        }
      })
      response.on('end', () =>
        text.length === characters[model] ? resolve() : reject(new Error('The floor lost text.')),
      )
    })
    call.on('error', reject)
    call.end(JSON.stringify({ model }))
  })
}

/** The whole way, as the app goes it. Gives the times of the batches. */
async function readByRunnel(bench: Bench, wire: Wire, model: Model, isRecorded: boolean): Promise<readonly number[]> {
  const one: ProviderSettings = {
    id: 'stand-in',
    name: 'Stand-in',
    protocol: wire.protocol,
    origin: 'settings',
    baseUrl: `${bench.origin}${wire.base}`,
    models: [],
  }
  const recorder = createStreamRecorder()
  const arrivals: number[] = []
  const answererFor = async (replyId: string) => ({
    ...(await connect(one, key, bench.network, 'reply')),
    ...(isRecorded ? { recorder: recorder.record(replyId) } : {}),
  })
  const listener: Listener = ({ events }) => {
    if (events.some((event) => event.type === 'text-delta')) arrivals.push(performance.now())
  }
  const reply = await bench.pipeline.run(answererFor, { listener, model })
  if (reply.text.length !== characters[model]) throw new Error(`Text was lost: ${JSON.stringify(reply.error)}`)
  return arrivals
}

async function costsOf(bench: Bench, wire: Wire, model: Model): Promise<Costs> {
  const costs = { floor: [] as number[], figure: [] as number[], unrecorded: [] as number[] }
  let arrivals: readonly number[] = []
  const perDelta = async (run: () => Promise<unknown>): Promise<number> =>
    (await cpuMicroseconds(run)) / (characters[model] / 4)
  for (let round = -warmRounds[model]; round < rounds[model]; round++) {
    const floor = await perDelta(() => readByHand(bench, wire, model))
    const figure = await perDelta(async () => (arrivals = await readByRunnel(bench, wire, model, true)))
    const isNeeded = model === 'burst' || round === 0
    const unrecorded = isNeeded ? await perDelta(() => readByRunnel(bench, wire, model, false)) : null
    if (round < 0) continue
    costs.floor.push(floor)
    costs.figure.push(figure)
    if (unrecorded !== null) costs.unrecorded.push(unrecorded)
  }
  // Without the last, which the end of the reply sends early.
  const seconds = ((arrivals.at(-2) ?? 0) - (arrivals[0] ?? 0)) / 1000
  return { ...costs, batchesPerSecond: (arrivals.length - 2) / seconds }
}

function lineOf(wire: Wire, what: string, costs: Costs): Measurement {
  const [floor, figure] = [median(costs.floor), median(costs.figure)]
  return {
    what: `${wire.protocol}, ${what}, socket to batch, CPU per delta`,
    unit: 'µs',
    floor,
    figure,
    all: costs.figure,
    bar: '≤ 2 × floor',
    met: figure <= 2 * floor,
    note: `without the recorder ${median(costs.unrecorded).toPrecision(3)}`,
  }
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const workerData = { ...characters, perSecond }
  const worker = new Worker(join(stage.bundle, 'stand-in.js'), { workerData })
  const [origin] = (await once(worker, 'message')) as [string]
  const network = createNetwork({ systemProxyFor: () => Promise.resolve('DIRECT'), log: createNetworkLog() })
  const pipeline = openPipeline(stage)
  const bench = { pipeline, origin, network }
  const lines: Measurement[] = []
  let fastest = 0
  for (const wire of wires) {
    note(wire.protocol)
    const burst = await costsOf(bench, wire, 'burst')
    const paced = await costsOf(bench, wire, 'paced')
    fastest = Math.max(fastest, paced.batchesPerSecond)
    lines.push(lineOf(wire, `${perSecond.toLocaleString('en')} deltas/s`, paced))
    lines.push(lineOf(wire, 'as fast as they come', burst))
  }
  pipeline.close()
  network.close()
  await worker.terminate()
  return [
    ...lines,
    {
      what: 'batches of one reply at 1,000 deltas/s, the most of all protocols',
      unit: '/s',
      floor: null,
      figure: fastest,
      bar: '≤ 62.5',
      met: fastest <= 62.5,
    },
  ]
})
