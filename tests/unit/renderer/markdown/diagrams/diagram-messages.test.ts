import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../../../src/renderer/markdown/diagrams/diagram-messages'

describe('an answer of a page that nobody trusts', () => {
  it.each([
    [
      { width: 120.4, height: 80.6 },
      { width: 120, height: 81 },
    ],
    [
      { width: 0.2, height: 5 },
      { width: 1, height: 5 },
    ],
    [
      { width: 8000, height: 2000 },
      { width: 4000, height: 1000 },
    ],
    [
      { width: 100, height: 1e300 },
      { width: 1, height: 4000 },
    ],
    [
      { width: Number.MAX_VALUE, height: Number.MAX_VALUE },
      { width: 4000, height: 4000 },
    ],
  ])('is a size within bounds: %j', (data, size) => {
    expect(readAnswer(data)).toEqual(size)
  })

  it.each([
    null,
    undefined,
    'error',
    7,
    [],
    {},
    { width: 1 },
    { width: '100', height: '100' },
    { width: NaN, height: 1 },
    { width: Infinity, height: 1 },
    { width: -1, height: 1 },
    { width: 0, height: 1 },
    { error: 7 },
    { error: { toString: 'x' } },
    { error: null, width: 1, height: 1 },
  ])('is none: %j', (data) => {
    expect(readAnswer(data)).toBeNull()
  })

  it('is one short line of what can be seen', () => {
    expect(readAnswer({ error: 'Parse error on line 2:\n...A --> B{\n---^' })).toEqual({
      error: 'Parse error on line 2',
    })
    expect(readAnswer({ error: '\n a\u202Eb\0c\u2028d\te ' })).toEqual({ error: 'a b c d e' })
    expect(readAnswer({ error: 'x'.repeat(1e6) })).toEqual({ error: `${'x'.repeat(159)}…` })
    expect(readAnswer({ error: '😀'.repeat(500) })).toEqual({ error: `${'😀'.repeat(159)}…` })
    expect(readAnswer({ error: '' })).toEqual({ error: '' })
  })
})
