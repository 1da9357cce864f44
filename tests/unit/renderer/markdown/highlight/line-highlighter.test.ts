import { describe, expect, it } from 'vitest'
import { highlighterOf, readCharacters } from '../../../../../src/renderer/markdown/highlight/line-highlighter'
import type { Mode } from '../../../../../src/renderer/markdown/highlight/mode'

interface Count {
  lines: number
  seen: number[]
}

/** Words are keywords, figures numbers; `!` throws, `.` stands still, and `#` is a comment from the second line on. */
const mode: Mode<Count> = {
  startState: () => ({ lines: 0, seen: [] }),
  token: (stream, state) => {
    if (stream.sol()) {
      state.lines += 1
      state.seen.push(state.lines)
    }
    if (stream.eat('!')) throw new Error('broken')
    if (stream.peek() === '.') return null
    if (stream.eat('#')) return state.seen.length > 1 ? 'comment' : null
    if (stream.eatWhile(/[a-z]/)) return 'keyword'
    if (stream.eatWhile(/\d/)) return 'number'
    stream.next()
    return null
  },
}
const grammar = { mode }

describe('highlighterOf', () => {
  it('joins neighbours of one kind and leaves the rest of a line out', () => {
    expect(highlighterOf(grammar).line('  ab1  ')).toEqual([
      { length: 2, kind: null },
      { length: 2, kind: 'keyword' },
      { length: 1, kind: 'number' },
    ])
    expect(highlighterOf({ mode, styles: { number: 'keyword' } }).line('ab1')).toEqual([{ length: 3, kind: 'keyword' }])
    expect(highlighterOf(grammar).line('')).toEqual([])
  })

  it('keeps the state of whole lines, whatever open lines said', () => {
    const highlighter = highlighterOf(grammar)
    highlighter.openLine('a')
    highlighter.openLine('ab')
    expect(highlighter.line('#')).toEqual([])
    expect(highlighter.openLine('#')).toEqual([{ length: 1, kind: 'comment' }])
    expect(highlighter.line('#')).toEqual([{ length: 1, kind: 'comment' }])
  })

  it('tells blank lines to the mode', () => {
    const blank: Mode<{ blank: boolean }> = {
      startState: () => ({ blank: false }),
      blankLine: (state) => void (state.blank = true),
      token: (stream, state) => {
        stream.skipToEnd()
        return state.blank ? 'comment' : 'keyword'
      },
    }
    const highlighter = highlighterOf({ mode: blank })
    expect(highlighter.line('a')).toEqual([{ length: 1, kind: 'keyword' }])
    highlighter.openLine('')
    expect(highlighter.line('a')).toEqual([{ length: 1, kind: 'keyword' }])
    highlighter.line('')
    expect(highlighter.line('a')).toEqual([{ length: 1, kind: 'comment' }])
  })

  it.each(['a!', 'a.'])('is plain from a whole line on that breaks the mode: %s', (line) => {
    const highlighter = highlighterOf(grammar)
    expect(highlighter.line('a')).toHaveLength(1)
    expect(highlighter.openLine(line)).toEqual([])
    expect(highlighter.openLine('a')).toHaveLength(1)
    expect(highlighter.line(line)).toEqual([])
    expect(highlighter.line('a')).toEqual([])
    expect(highlighter.openLine('a')).toEqual([])
  })

  it('is plain when the mode does not even start', () => {
    const highlighter = highlighterOf({ mode: { ...mode, startState: () => JSON.parse('') as Count } })
    expect(highlighter.line('a')).toEqual([])
  })

  it('gives up a mode that is slow again and again', () => {
    const slow: Mode<unknown> = {
      token: (stream) => {
        const startMs = performance.now()
        while (performance.now() - startMs < 20);
        stream.skipToEnd()
        return 'keyword'
      },
    }
    const highlighter = highlighterOf({ mode: slow })
    expect(['a', 'b', 'c', 'd'].map((line) => highlighter.line(line).length)).toEqual([1, 1, 1, 0])
  })

  it('reads so far into a line and no farther', () => {
    const highlighter = highlighterOf(grammar)
    expect(highlighter.line('a'.repeat(1_000_000))).toEqual([{ length: readCharacters, kind: 'keyword' }])
    expect(highlighter.line(`${' '.repeat(readCharacters)}a`)).toEqual([])
  })
})
