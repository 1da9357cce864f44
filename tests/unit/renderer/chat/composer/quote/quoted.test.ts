import { expect, it } from 'vitest'
import { quoteBetween, quoted } from '../../../../../../src/renderer/chat/composer/quote/quoted'

it.each([
  ['one line', 'a', '> a'],
  ['blank lines around go, those between stay', '\n\n a\n\n  b  \n\n', '>  a\n>\n>   b'],
  ['any line end', 'a\r\nb\rc', '> a\n> b\n> c'],
  ['nothing', ' \n\t', ''],
  ['code keeps its indentation', 'if (a) {\n\tb()\n}', '> if (a) {\n> \tb()\n> }'],
])('quotes %s', (_what, text, expected) => {
  expect(quoted(text)).toBe(expected)
})

it.each([
  ['an empty draft', '', '', '> a\n\n'],
  ['the end of a line', 'Before', '', 'Before\n\n> a\n\n'],
  ['a line of its own', 'Before\n', '', 'Before\n\n> a\n\n'],
  ['after a blank line', 'Before\n\n', '', 'Before\n\n> a\n\n'],
  ['the middle of words', 'Be', 'fore', 'Be\n\n> a\n\nfore'],
  ['before lines', '', '\nAfter', '> a\n\nAfter'],
  ['before a blank line', '', '\n\nAfter', '> a\n\nAfter'],
])('a quote stands by itself in %s', (_what, before, after, expected) => {
  expect(before + quoteBetween(before, '> a', after) + after).toBe(expected)
})
