import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../../../../../src/renderer/markdown/paint/code/pieces'

const shape = (line: string, tokens: Parameters<typeof piecesOf>[1]) =>
  piecesOf(line, tokens).map(({ kind, text }) => [kind, text])

it('cuts a line at its tokens, and what they leave is plain', () => {
  const tokens = [
    { length: 5, kind: 'keyword' },
    { length: 1, kind: null },
    { length: 1, kind: 'number' },
  ] as const
  expect(shape('const 1 rest', tokens)).toEqual([
    ['keyword', 'const'],
    [null, ' '],
    ['number', '1'],
    [null, ' rest'],
  ])
})

it('an empty line has no pieces', () => {
  expect(shape('', [])).toEqual([])
})

describe('a control that turns the direction of text', () => {
  it('stands alone, also inside of a token, so that it can be seen and contained', () => {
    expect(shape('/* \u202eadmin\u2066 */ x', [{ length: 13, kind: 'comment' }])).toEqual([
      ['comment', '/* '],
      ['control', '\u202e'],
      ['comment', 'admin'],
      ['control', '\u2066'],
      ['comment', ' */'],
      [null, ' x'],
    ])
  })
})

it('a line that is too long is cut into pieces that give the line again', () => {
  const line = 'ab'.repeat(10_000)
  const pieces = piecesOf(line, [{ length: 4, kind: 'string' }])
  expect(pieces.every(({ kind, text }) => kind === 'long' && text.length <= 4096)).toBe(true)
  expect(pieces.map(({ text }) => text).join('')).toBe(line)
})
