import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../src/main/providers/connect'
import { joinDeltas } from '../../../src/main/providers/transport/joined-deltas'
import { createStreamRecorder, type StreamRecorder } from '../../../src/main/replies/stream-recorder'
import type { ProviderEvent } from '../../../src/shared/reply'
import type { ProviderSettings } from '../../../src/shared/settings'
import { voiceOf, type ProtocolVoice } from '../../support/protocol-voices'
import { startProviderServer, type Script } from '../../support/provider-server'
import { isOfReply } from '../../support/read-reply'
import { replayOf } from '../../support/recording-script'
import { startNetwork } from './started-network'

const key = 'sk-1234567890abcdef'

async function ask(
  { protocol, baseUrl, path }: ProtocolVoice,
  script: Script,
  recorder: StreamRecorder,
  replyId: string,
): Promise<readonly ProviderEvent[]> {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  server.script(path, script)
  const settings: ProviderSettings = {
    id: 'stand-in',
    name: 'Stand-in',
    protocol,
    origin: 'settings',
    baseUrl: baseUrl(server.origin),
    models: [],
  }
  const { provider } = await connect(settings, key, startNetwork().network, 'reply')
  const { tap, event } = recorder.record(replyId)
  const request = { model: 'model-a', system: '', messages: [{ role: 'user', text: 'Hi' }], language: 'en' } as const
  const events: ProviderEvent[] = []
  for await (const one of provider.streamReply(request, new AbortController().signal, tap)) {
    if (isOfReply(one)) events.push(one)
    event(one)
  }
  // What came together on the wire depends on the machine.
  return joinDeltas(events)
}

test.each<readonly [fixture: string, ProtocolVoice['protocol']]>([
  ['openai-chat-plain.sse', 'openai-chat'],
  ['openai-chat-bom-cr-unterminated.sse', 'openai-chat'],
  ['openai-chat-whole.json', 'openai-chat'],
  ['responses-web-search.sse', 'openai-responses'],
  ['anthropic-tools.sse', 'anthropic-messages'],
  ['gemini-array.json', 'gemini'],
  ['azure-prompt-filter.sse', 'azure-openai'],
])(
  'an exported recording of %s, played again by a server, gives the same events and recording',
  async (file, protocol) => {
    const recorder = createStreamRecorder()
    const stream = readFileSync(new URL(`../../fixtures/streams/${file}`, import.meta.url))
    const headers = { 'content-type': file.endsWith('.json') ? 'application/json' : 'text/event-stream' }
    const { length } = stream
    const split = [40, 41, length >> 1, length - 3]
    const first = await ask(voiceOf(protocol), { headers, steps: [{ send: stream, split }] }, recorder, 'first')
    const exported = recorder.exportSse('first')
    if (!exported) throw new Error('Nothing was recorded.')
    expect(first.length).toBeGreaterThan(1)
    expect(Buffer.from(exported.sse).equals(stream)).toBe(true)
    expect(exported.json).not.toContain('1234567890')

    expect(await ask(voiceOf(protocol), replayOf(exported), recorder, 'second')).toEqual(first)
    expect(recorder.exportSse('second')?.sse).toBe(exported.sse)
  },
)
