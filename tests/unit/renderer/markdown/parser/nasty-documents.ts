import * as fc from 'fast-check'

const plain = ['a', 'b', 'foo', ' ', '  ', '\n', '\n\n', '.', ',', '(', ')', '!', '"', "'", ':', '5', '=', '+']
const inline = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '`',
  '``',
  '~',
  '~~',
  '[',
  '![',
  ']',
  '](',
  '](/u)',
  '](/u "t")',
  '][',
  '[]',
  '[foo]',
  '[^a]',
  '[^b]',
  '\\',
  '\\*',
  '&amp;',
  '&#35;',
  '&',
  '<',
  '>',
  '<b>',
  '</b>',
  '<br>',
  '<!--',
  '-->',
  'http://a.b',
  'https://',
  'www.x.y',
  'a@b.c',
  '<a href="x">',
  '<http://x>',
]
const math = ['$', '$$', '\n$$\n', '\\(', '\\)', '\\[', '\\]', 'x^2']
const block = [
  '\n    ',
  '\n  ',
  '> ',
  '>',
  '\n> ',
  '- ',
  '\n- ',
  '\n* ',
  '1. ',
  '\n2. ',
  '\n10) ',
  '0)',
  '# ',
  '\n## ',
  ' ##',
  '---',
  '\n---\n',
  '\n===\n',
  '\n=',
  '\n1',
  '```',
  '\n```\n',
  '~~~',
  '\t',
  '<div>',
  '\n<div>\n',
  '[foo]: /url\n',
  '\n[foo]: /u "t"\n',
  '- [ ] ',
  '- [x] ',
]
const table = ['|', '| ', '\n| a | b |\n', '|---|---|', '\n| - |', '|:-:|', '\\|']
const notes = ['[^a]: ', '\n\n[^a]: note\n', '\n[^b]: x', '[!NOTE]', '\n> [!TIP]\n']
const wide = ['字', '。', '「', '」', '“', '”', '**强调。**字', '，']
const broken = ['\r\n', '\r', '\0', '😀', '\ud83d', '\udc00']

function textOf(...pieces: readonly (readonly string[])[]): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces.flat())
  return fc.array(piece, { minLength: 1, maxLength: 24 }).map((some) => some.join(''))
}

/** Markup of all kinds in an order that nobody would write. */
export const nastyDocuments = textOf(plain, inline, math, block, table, notes, wide, broken)

/** The same of what CommonMark and the tables, strikes and addresses of GFM know. */
export const standardDocuments = textOf(plain, inline, block, table)

/** A text and the lengths of the pieces that it comes in. */
export const piecewise = fc.tuple(
  nastyDocuments,
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
)
