import { describe, expect, test } from 'vitest'
import { createSeam } from '../../../../src/main/replies/seam'

/** What is shown when `rest` follows `before`, sent in pieces of `size`. */
function joined(before: string, rest: string, size: number): string {
  const seam = createSeam(before)
  const pieces = rest.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
  return before + pieces.map((piece) => seam.push(piece)).join('') + seam.end()
}

const fenced = 'Here:\n\n```ts\nconst a = 1\n'

describe.each([1, 3, 1000])('in pieces of %i', (size) => {
  test.each([
    ['nothing is repeated', 'The cat sat on', ' the mat.', 'The cat sat on the mat.'],
    ['the last words again', 'The cat sat on', 'cat sat on the mat.', 'The cat sat on the mat.'],
    ['the whole sentence again', 'One. The cat sat', 'The cat sat on the mat.', 'One. The cat sat on the mat.'],
    ['a word that was cut', 'It was interru', 'interrupted by rain.', 'It was interrupted by rain.'],
    ['the rest of a cut word', 'It was interru', 'pted by rain.', 'It was interrupted by rain.'],
    [
      'Chinese, repeated',
      '进程被杀不会丢数据，因为',
      '因为页面已经交给系统。',
      '进程被杀不会丢数据，因为页面已经交给系统。',
    ],
    ['Chinese, not repeated', '进程被杀不会丢', '数据。', '进程被杀不会丢数据。'],
    ['a space that the model left out', 'First.', 'Second.', 'First. Second.'],
    ['no space inside a number', 'It costs 3.', '50 euros.', 'It costs 3.50 euros.'],
    ['a fence opened again', fenced, '```ts\nconst b = 2\n```\n', `${fenced}const b = 2\n\`\`\`\n`],
    ['a fence that closes', fenced, '```\nDone.', `${fenced}\`\`\`\nDone.`],
    ['code that repeats its last line', fenced, 'const a = 1\nconst b = 2\n', `${fenced}const b = 2\n`],
    [
      'a text that only begins like the end',
      'The cat sat on',
      'The cats were asleep.',
      'The cat sat onThe cats were asleep.',
    ],
  ])('%s', (_name, before, rest, whole) => {
    expect(joined(before, rest, size)).toBe(whole)
  })

  // Two letters are too few to tell a repetition from chance: a doubled word can be read over, a lost one cannot.
  test('two letters that may be chance stay', () => {
    expect(joined('The cat sat on', 'on the mat.', size)).toBe('The cat sat onon the mat.')
  })

  test('an emoji is never cut', () => {
    expect(joined('Good 👨‍👩‍👧', '👨‍👩‍👧 family', size).isWellFormed()).toBe(true)
  })
})

test('what follows the seam passes at once, whatever it is', () => {
  const seam = createSeam('The cat sat on')
  seam.push(' the mat.')
  expect(seam.push('The cat sat on')).toBe('The cat sat on')
})

test('a text with no beginning is left alone', () => {
  const seam = createSeam('')
  expect(seam.push('a')).toBe('a')
})
