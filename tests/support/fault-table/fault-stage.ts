import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNetwork, type Network } from '../../../src/main/network/network'
import { createNetworkLog } from '../../../src/main/network/network-log'
import { connect } from '../../../src/main/providers/connect'
import type { After } from '../../../src/main/replies/coalesce'
import { RunningReplies } from '../../../src/main/replies/running-replies'
import { ConversationStore } from '../../../src/main/storage/conversation-store'
import { openDatabase } from '../../../src/main/storage/database'
import { ReplyJournal } from '../../../src/main/storage/reply-journal'
import { applyReplyEvent, type Attempt, type Reply, type ReplyEvent } from '../../../src/shared/reply'
import type { ProviderSettings } from '../../../src/shared/settings'
import { startProviderServer, type LoggedRequest, type Script } from '../provider-server'
import type { Fault } from './faults'
import type { ProtocolVoice } from '../protocol-voices'

/** What came before the fault, where something did. */
export const firstText = 'The cat sat on'
/** The reply as the model means it. */
export const wholeText = `${firstText} the mat, and slept.`

/** One run: a fault, in one protocol. */
export interface FaultCase {
  readonly fault: Fault
  readonly voice: ProtocolVoice
  /** Before the first token, or after it. */
  readonly when: 'before' | 'after'
  /** The fault meets every try, not only one. */
  readonly stays: boolean
}

/** What became of it. */
export interface FaultOutcome extends FaultCase {
  /** Requests that left. */
  readonly tries: number
  readonly attempts: readonly Attempt[]
  /** For how long each attempt was told to be waited for, in whole seconds. */
  readonly waitsSeconds: readonly number[]
  /** The ended reply, as it is on the disk, and as a window put it together. */
  readonly reply: Reply
  readonly stored: Reply | undefined
  readonly shown: Reply
  /** The ends that a window was told of. */
  readonly ends: number
}

/** The real way of a reply, from a socket to the disk, for any number of runs at once. */
export interface FaultStage {
  run(one: FaultCase): Promise<FaultOutcome>
  close(): Promise<void>
}

const silenceMs = 700
// Longer than any wait that is made short.
const patienceMs = 600_000
// Nothing listens at a port that services gave up long ago. A name part of more than 63 letters cannot exist, so that no
// name server is asked.
const deadOrigins = { refused: 'http://127.0.0.1:2', unknown: `http://${'x'.repeat(64)}.invalid` }

/** Opens a stage with a server, a database and a network of its own. */
export async function openFaultStage(): Promise<FaultStage> {
  const folder = mkdtempSync(join(tmpdir(), 'runnel-test-'))
  const server = await startProviderServer()
  const network = createNetwork({
    systemProxyFor: async () => 'DIRECT',
    systemCertificates: () => [],
    log: createNetworkLog(),
  })
  const { database } = openDatabase(join(folder, 'conversations.db'))
  const conversations = new ConversationStore(database)
  const running = new Map<string, { readonly settings: ProviderSettings; readonly network: Network }>()
  const replies = new RunningReplies({
    conversations,
    journal: new ReplyJournal(database, 'me'),
    answererFor: (id) => {
      const one = running.get(id)
      if (!one) throw new Error(`No run ${id}.`)
      return connect(one.settings, 'sk-test-abcdefghijkl1234', one.network, 'reply')
    },
    context: () => ({ system: '', language: 'en' }),
    after: afterShortened,
    random: () => 0,
  })
  return {
    async run(one) {
      const id = `run-${running.size}`
      const root = `/${id}`
      const counted = countedNetwork(network, one)
      running.set(id, { settings: settingsOf(one, id, server.origin + root), network: counted.network })
      let answered = 0
      server.always(root + one.voice.path, (request) => {
        answered += 1
        return answerTo(one, Math.max(answered, counted.tries()), request)
      })
      const started = replies.start(null, 'What did the cat do?', { providerId: id, model: 'model-a' })
      const window = watch(replies, started.replyId)
      const reply = await started.ended
      const { shown, events } = window()
      return {
        ...one,
        tries: counted.tries(),
        ...attemptsIn(events),
        reply,
        stored: conversations.reply(started.replyId)?.reply,
        shown,
        ends: events.filter(({ event }) => event.type === 'reply-end').length,
      }
    },
    async close() {
      replies.stopAll()
      network.close()
      await server.stop()
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits for another try are over at once; limits of silence, which are shorter or much longer, stay. */
const afterShortened: After = (ms, run) => {
  const timer = setTimeout(run, ms > 2000 && ms <= 120_000 ? 0 : ms)
  return () => clearTimeout(timer)
}

function settingsOf({ fault, voice }: FaultCase, id: string, root: string): ProviderSettings {
  const { protocol, baseUrl } = voice
  const limitMs = fault.silent ? silenceMs : patienceMs
  const limits = { firstTokenLimitMs: limitMs, silenceLimitMs: limitMs }
  return { id, name: id, protocol, origin: 'settings', baseUrl: baseUrl(root), models: [], ...limits }
}

/** Counts what leaves, and sends astray what is to meet a dead address. */
function countedNetwork(network: Network, one: FaultCase): { network: Network; tries: () => number } {
  let tries = 0
  const { address } = one.fault
  return {
    tries: () => tries,
    network: {
      ...network,
      fetchFor: (use) => (input, init) => {
        tries += 1
        const url = new URL(String(input))
        const lost = address !== undefined && meetsFault(one, tries)
        return network.fetchFor(use)(lost ? deadOrigins[address] + url.pathname : url, init)
      },
    },
  }
}

/** Which of the tries, from 1 on, finds the fault where it stands by itself. */
function meetsFault({ fault, when, stays }: FaultCase, number: number): boolean {
  const first = when === 'before' ? 1 : 2
  const endsInside = when === 'after' && fault.after !== undefined
  return stays ? number >= first : number === first && !endsInside
}

function answerTo(one: FaultCase, number: number, request: LoggedRequest): Script {
  const { fault, voice, when } = one
  if (when === 'after' && number === 1) {
    const begun = { send: voice.opening + voice.text('The cat ') + voice.text('sat on') }
    return { steps: [begun, ...(fault.after?.(voice) ?? [{ reset: true }])] }
  }
  if (meetsFault(one, number)) return fault.before(voice) ?? { steps: [] }
  return { steps: [{ send: voice.opening + voice.text(answerFor(request)) + voice.end }] }
}

/** A model that is asked in words begins with the last ones once more; one whose own message goes on does not. */
function answerFor({ body, bodyText }: LoggedRequest): string {
  if (!bodyText.includes(firstText)) return wholeText
  const { messages = [] } = body as { messages?: readonly { role: string }[] }
  const rest = wholeText.slice(firstText.length)
  return messages.at(-1)?.role === 'assistant' ? rest : `sat on${rest}`
}

interface TimedEvent {
  readonly event: ReplyEvent
  readonly at: number
}

/** A window that puts the reply together from what it is told. */
function watch(replies: RunningReplies, replyId: string): () => { shown: Reply; events: readonly TimedEvent[] } {
  const events: TimedEvent[] = []
  const attached = replies.attach(replyId, (batch) => {
    for (const event of batch.events) events.push({ event, at: Date.now() })
  })
  if (!attached) throw new Error(`No reply ${replyId}.`)
  return () => ({ shown: events.map(({ event }) => event).reduce(applyReplyEvent, attached.reply), events })
}

function attemptsIn(events: readonly TimedEvent[]): Pick<FaultOutcome, 'attempts' | 'waitsSeconds'> {
  const told = events.flatMap(({ event, at }) => (event.type === 'attempt' ? [{ attempt: event.attempt, at }] : []))
  return {
    attempts: told.map(({ attempt }) => attempt),
    waitsSeconds: told.map(({ attempt, at }) => Math.round((attempt.at - at) / 1000)),
  }
}
