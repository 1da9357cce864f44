import { expect, onTestFinished, test } from 'vitest'
import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import type { StreamEvent } from '../../../src/main/providers/provider'
import { createStreamRecorder, type StreamRecorder } from '../../../src/main/replies/stream-recorder'
import type { RecordingExport } from '../../../src/shared/recording'
import { chatStream, splitBytes, startProviderServer, type Script } from '../../support/provider-server'
import { startNetwork } from './started-network'

interface ExportedJson {
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  readonly chunks: readonly { readonly atMs: number; readonly bytes: number }[]
}

/** What the test server plays to give the same stream again, without its waits. */
function scriptOf(exported: RecordingExport): Script {
  const { response, chunks } = JSON.parse(exported.json) as ExportedJson
  let end = 0
  const ends = chunks.map((chunk) => (end += chunk.bytes))
  const parts = splitBytes(exported.sse, ends.slice(0, -1))
  return { status: response.status, headers: response.headers, steps: parts.map((send) => ({ send })) }
}

async function ask(script: Script, recorder: StreamRecorder, replyId: string): Promise<readonly StreamEvent[]> {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  server.script('/v1/chat/completions', script)
  const { fetchFor } = startNetwork()
  const provider = createOpenAiChat({ baseUrl: server.baseUrl, key: 'sk-1234567890abcdef', fetch: fetchFor() })
  const { tap, event } = recorder.record(replyId)
  const request = { model: 'm', system: '', messages: [{ role: 'user', text: 'Hi' }], language: 'en' } as const
  const events: StreamEvent[] = []
  for await (const one of provider.streamReply(request, new AbortController().signal, tap)) {
    events.push(one)
    event(one)
  }
  return events
}

test('an exported recording, played again by a server, gives the same events and the same recording', async () => {
  const recorder = createStreamRecorder()
  const stream = chatStream(['Grüße ', 'an 世界', ' 😀'], { usage: { prompt_tokens: 3, completion_tokens: 5 } })
  const bytes = Buffer.byteLength(stream)
  const first = await ask({ steps: [{ send: stream, split: [40, 41, bytes >> 1, bytes - 3] }] }, recorder, 'first')
  const exported = recorder.exportSse('first')
  if (!exported) throw new Error('Nothing was recorded.')
  expect(exported.sse).toBe(stream)
  expect(exported.json).not.toContain('1234567890')

  const second = await ask(scriptOf(exported), recorder, 'second')
  expect(second.filter((event) => event.type !== 'alive')).toEqual(first.filter((event) => event.type !== 'alive'))
  expect(recorder.exportSse('second')?.sse).toBe(stream)
})
