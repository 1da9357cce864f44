import { describe, expect, it } from 'vitest'
import { arrangeProviders, isOtherServer } from '../../../../../src/renderer/settings/providers/provider-list'
import type { ProviderInfo, ProviderOrigin } from '../../../../../src/shared/providers'

const provider = (id: string, origin: ProviderOrigin): ProviderInfo => ({
  id,
  name: id,
  protocol: 'openai-chat',
  origin,
  baseUrl: 'https://api.example.com/v1',
  needsKey: false,
  presetId: null,
  connection: null,
  key: null,
  models: [],
})

describe('arrangeProviders', () => {
  it('puts what the user added first, in the order of adding, and the guide last', () => {
    const given = [
      provider('guide', 'built-in'),
      provider('environment', 'environment'),
      provider('ollama', 'local'),
      provider('second', 'settings'),
      provider('first', 'settings'),
    ]
    const order = arrangeProviders(given).map(({ id }) => id)
    expect(order).toEqual(['second', 'first', 'ollama', 'environment', 'guide'])
    expect(given[0]?.id).toBe('guide')
  })
})

describe('isOtherServer', () => {
  const stored = 'https://api.example.com/v1'

  it('is true where a key would not follow: another host, port or scheme', () => {
    expect(isOtherServer(stored, 'https://api.example.org/v1')).toBe(true)
    expect(isOtherServer(stored, 'https://api.example.com:8443/v1')).toBe(true)
    expect(isOtherServer(stored, 'http://api.example.com/v1')).toBe(true)
  })

  it('is false for another path, and for what is no address yet', () => {
    expect(isOtherServer(stored, 'https://api.example.com/v2/')).toBe(false)
    expect(isOtherServer(stored, 'api.example')).toBe(false)
    expect(isOtherServer(stored, '')).toBe(false)
  })
})
