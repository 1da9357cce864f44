import { expect, test } from 'vitest'
import { fill, languageOf } from '../../../src/main/words'

test.each([
  ['en', ['zh-CN'], 'en'],
  ['zh-CN', ['en-GB'], 'zh-CN'],
  ['system', ['zh-Hans-CN', 'en-US'], 'zh-CN'],
  ['system', ['fr-FR', 'zh-TW', 'en'], 'zh-CN'],
  ['system', ['fr-FR', 'de'], 'en'],
  ['system', [], 'en'],
] as const)('%s on a system of %j is %s', (chosen, system, language) => {
  expect(languageOf(chosen, system)).toBe(language)
})

test('places are filled, and one without a value stays visible', () => {
  expect(fill('{{a}} and {{b}} and {{a}}', { a: 1 })).toBe('1 and {{b}} and 1')
})
