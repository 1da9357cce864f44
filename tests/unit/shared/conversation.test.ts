import { expect, test } from 'vitest'
import { titleFromQuestion } from '../../../src/shared/conversation'

test.each([
  ['  Hello there \n second line', 'Hello there'],
  ['\n\nfirst after blank lines', 'first after blank lines'],
  ['   ', ''],
])('%j gives %j', (question, title) => {
  expect(titleFromQuestion(question)).toBe(title)
})

test('a long line is cut between characters that a reader sees, not inside one', () => {
  const family = '👨‍👩‍👧'
  expect(titleFromQuestion(family.repeat(200))).toBe(`${family.repeat(79)}…`)
  expect(titleFromQuestion('字'.repeat(200))).toBe(`${'字'.repeat(79)}…`)
  expect(titleFromQuestion('字'.repeat(80))).toBe('字'.repeat(80))
})
