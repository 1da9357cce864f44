import { expect, it } from 'vitest'
import { sameChoice } from '../../../../../src/renderer/chat/messages/same-choice'
import type { ProviderInfo } from '../../../../../src/shared/providers'

const providers = [
  { id: 'p', models: ['gpt-4o', 'gpt-4o-mini', 'my-deployment'] },
] as unknown as readonly ProviderInfo[]
const elsewhere = { providerId: 'q', model: 'other' }

it.each([
  ['the name as it was asked', 'gpt-4o', elsewhere, 'gpt-4o'],
  ['a dated name: what it was asked by', 'gpt-4o-2024-08-06', elsewhere, 'gpt-4o'],
  ['the longest name that fits', 'gpt-4o-mini-2024-07-18', elsewhere, 'gpt-4o-mini'],
  [
    'a name that nobody offers: what is chosen now, of the same provider',
    'served-as',
    { providerId: 'p', model: 'my-deployment' },
    'my-deployment',
  ],
  ['a name that nobody offers, and another provider is chosen: as it is', 'served-as', elsewhere, 'served-as'],
])('%s', (_what, model, current, expected) => {
  expect(sameChoice({ providerId: 'p', model }, current, providers)).toEqual({ providerId: 'p', model: expected })
})

it('keeps a provider that is not known any more', () => {
  const reply = { providerId: 'gone', model: 'm' }
  expect(sameChoice(reply, elsewhere, providers)).toEqual(reply)
})
