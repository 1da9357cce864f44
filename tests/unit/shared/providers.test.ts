import { expect, it } from 'vitest'
import { silenceLimitsOf, type ProviderInfo } from '../../../src/shared/providers'

const provider = (baseUrl: string, change: Partial<ProviderInfo> = {}): ProviderInfo => ({
  id: 'a',
  name: 'A',
  protocol: 'openai-chat',
  origin: 'settings',
  baseUrl,
  needsKey: false,
  presetId: null,
  connection: null,
  key: null,
  models: [],
  ...change,
})

it('are longer for a model in the house, which may have to be loaded first', () => {
  expect(silenceLimitsOf(provider('https://api.example.com/v1'), null).betweenMs).toBe(60_000)
  expect(silenceLimitsOf(provider('http://192.168.1.4:8000/v1'), null).betweenMs).toBe(300_000)
  expect(silenceLimitsOf(provider('', { origin: 'local' }), null).firstTokenMs).toBe(600_000)
})

it('are what was set, each by itself', () => {
  const own = provider('https://api.example.com', { connection: { silenceLimitMs: 5000 } })
  expect(silenceLimitsOf(own, own.connection)).toEqual({ firstTokenMs: 120_000, betweenMs: 5000 })
})
