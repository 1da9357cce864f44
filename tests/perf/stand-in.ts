import { parentPort, workerData } from 'node:worker_threads'
import { asRecord } from '../../src/main/providers/transport/json-values'
import { startProviderServer, type Script } from '../support/provider-server'
import { wires, type Wire } from './protocol-wires'
import { replyText, toDeltas } from './reply-text'

// The stand-in provider on a thread of its own, so that what it costs is not counted. It speaks every protocol: to the model
// `burst` as fast as the socket takes it, else one write for each delta. Tells its origin to who started it.

interface Sizes {
  /** Of a reply in a burst, and of one that is paced. */
  readonly burst: number
  readonly paced: number
  readonly perSecond: number
}

const sizes = workerData as Sizes
const server = await startProviderServer()

function burstOf(wire: Wire): Script {
  const events = toDeltas(replyText(sizes.burst)).map((text, index) => wire.delta(text, index))
  return { steps: [{ send: wire.begin + events.join('') + wire.end }] }
}

function pacedOf(wire: Wire): Script {
  const deltas = toDeltas(replyText(sizes.paced))
  const pace = (index: number): string => wire.delta(deltas[index] ?? '', index)
  const { perSecond } = sizes
  return { steps: [{ send: wire.begin || ': \n' }, { pace, count: deltas.length, perSecond }, { send: wire.end }] }
}

for (const wire of wires) {
  const [burst, paced] = [burstOf(wire), pacedOf(wire)]
  // Some protocols name the model in the address, the others in the body.
  const isBurst = (path: string, body: unknown): boolean =>
    path.includes('burst') || asRecord(body)?.['model'] === 'burst'
  for (const model of ['paced', 'burst']) {
    server.always(wire.pathOf(model), ({ path, body }) => (isBurst(path, body) ? burst : paced))
  }
}
parentPort?.postMessage(server.origin)
