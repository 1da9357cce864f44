import { expect, it } from 'vitest'
import { addressOf } from '../../../../../src/renderer/settings/network/log-rows'

it('names a port only where it says something', () => {
  expect(addressOf({ host: 'api.openai.com', port: 443 })).toBe('api.openai.com')
  expect(addressOf({ host: '[::1]', port: 11434 })).toBe('[::1]:11434')
})
