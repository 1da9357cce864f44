import { parentPort, workerData } from 'node:worker_threads'
import { chatEnd, startProviderServer, textEvent } from '../support/provider-server'
import { replyText, toDeltas } from './reply-text'

// The stand-in provider on a thread of its own, so that what it costs is not counted. Tells its address to who started it.

const { characters, perSecond } = workerData as { readonly characters: number; readonly perSecond: number }
const deltas = toDeltas(replyText(characters))
const server = await startProviderServer()
server.always('/v1/chat/completions', {
  steps: [{ pace: (index) => textEvent(deltas[index] ?? ''), count: deltas.length, perSecond }, { send: chatEnd() }],
})
parentPort?.postMessage(server.baseUrl)
