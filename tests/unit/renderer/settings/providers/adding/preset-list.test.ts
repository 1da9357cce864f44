import { expect, it } from 'vitest'
import { findByName, needsAddress } from '../../../../../../src/renderer/settings/providers/adding/preset-list'
import { providerPresets } from '../../../../../../src/shared/provider-presets'

const names = (filter: string) => findByName(providerPresets, filter).map(({ name }) => name)

it('finds presets by any part of their name or address', () => {
  expect(names('deep')).toEqual(['DeepSeek'])
  expect(names('dashscope')).toEqual(['Qwen'])
  expect(names('')).toHaveLength(providerPresets.length)
  expect(names('nobody')).toEqual([])
})

it('asks for an address only where the preset cannot know it', () => {
  expect(providerPresets.filter(needsAddress).map(({ id }) => id)).toEqual(['azure'])
})
