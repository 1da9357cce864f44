import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../src/main/providers/connect'
import { protocolVoices } from '../../support/protocol-voices'
import { jsonAnswer, startProviderServer } from '../../support/provider-server'
import { readReply } from '../../support/read-reply'
import { startNetwork } from '../network/started-network'

test.each(protocolVoices.map((voice) => [voice.protocol, voice] as const))(
  '%s with its settings: no stream where the user wants none, headers and limits of the user’s',
  async (protocol, voice) => {
    const server = await startProviderServer()
    onTestFinished(() => server.stop())
    const whole = voice.path.replace('streamGenerateContent', 'generateContent').replace('model-a', 'stand-in')
    server.always(whole, jsonAnswer({ error: { message: 'heard' } }))
    const { provider, limits } = await connect(
      {
        id: 'test',
        name: 'Test',
        protocol,
        origin: 'settings',
        baseUrl: voice.baseUrl(server.origin),
        models: [],
        streaming: false,
        headers: { 'x-team': 'blue' },
        firstTokenLimitMs: 7000,
        silenceLimitMs: 8000,
      },
      'sk-test-abcdefghijkl1234',
      startNetwork().network,
      'reply',
    )
    expect((await readReply(provider)).error?.detail).toBe('heard')
    expect(limits).toEqual({ firstTokenMs: 7000, betweenMs: 8000 })
    const [request] = server.requests
    expect(request?.headers['x-team']).toBe('blue')
    expect(request?.path).not.toContain('stream')
    expect(request?.bodyText).not.toContain('"stream":true')
  },
)
