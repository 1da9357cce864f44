import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { applyReplyEvent, emptyReply, type ReplyEvent } from '../../src/shared/reply'
import { ask } from '../support/electron'
import { anthropicStreams } from '../support/expected-streams/anthropic'
import { azureStreams } from '../support/expected-streams/azure'
import { geminiStreams } from '../support/expected-streams/gemini'
import { openAiChatStreams } from '../support/expected-streams/openai-chat'
import { responsesStreams } from '../support/expected-streams/responses'
import { besideKey, keyIn, protocolVoices, type ProtocolVoice } from '../support/protocol-voices'
import { startProviderServer } from '../support/provider-server'
import type { ExpectedStream } from '../support/stream-fixtures'

const key = 'zq-runnel-protocols-7Xw2Vt9Kp4Lm1'

type Streams = Readonly<Record<string, ExpectedStream>>

const exitCodes: Readonly<Record<string, number>> = {
  stop: 0,
  'tool-calls': 0,
  length: 3,
  'content-filter': 4,
  other: 1,
}

/** By the beginning of their files' names. */
const recordings: Readonly<Record<ProtocolVoice['protocol'], readonly [prefix: string, streams: Streams]>> = {
  'openai-chat': ['openai-chat', openAiChatStreams],
  'openai-responses': ['responses', responsesStreams],
  'anthropic-messages': ['anthropic', anthropicStreams],
  gemini: ['gemini', geminiStreams],
  'azure-openai': ['azure', azureStreams],
}

/** Streams that end in a fault are tried again for a while: tests/integration reads them. */
const whole = (streams: Streams) => Object.entries(streams).filter(([, { finish, error }]) => finish !== null && !error)

describe.each(protocolVoices.map((voice) => [voice.protocol, voice] as const))('%s', (protocol, voice) => {
  const [prefix, streams] = recordings[protocol]

  test.each(whole(streams))('runnel ask --json over %s', async (name, expected) => {
    const server = await startProviderServer()
    onTestFinished(() => server.stop())
    const isJson = name.endsWith('.json')
    const file = new URL(`../fixtures/streams/${prefix}-${name}${isJson ? '' : '.sse'}`, import.meta.url)
    const headers = { 'content-type': isJson ? 'application/json' : 'text/event-stream' }
    server.script(voice.path, { headers, steps: [{ send: readFileSync(file) }] })
    const options = ['--json', '--no-save', '--protocol', protocol, '--base-url', voice.baseUrl(server.origin)]
    const run = await ask(['Hello?', ...options, '--key-env', 'TEST_KEY', '--model', 'model-a'], {
      environment: { TEST_KEY: key },
    })

    const events = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ReplyEvent)
    const { finish, ...reply } = events.reduce(applyReplyEvent, emptyReply)
    expect(reply).toMatchObject(expected.reply)
    expect(finish && [finish.unified, finish.raw]).toEqual(expected.finish)
    expect(run.code).toBe(exitCodes[expected.finish?.[0] ?? ''])
    expect(run.stdout + run.stderr).not.toContain(key)

    expect(server.requests.map(({ path }) => path.split('?')[0])).toEqual([voice.path])
    for (const request of server.requests) {
      expect(keyIn(voice, request.headers)).toBe(key)
      expect(besideKey(voice, request)).not.toContain(key)
    }
  })
})
