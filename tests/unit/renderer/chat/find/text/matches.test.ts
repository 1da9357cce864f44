import { describe, expect, it } from 'vitest'
import { matchesIn, toNeedle, type Match } from '../../../../../../src/renderer/chat/find/text/matches'

const all = (text: string, query: string): readonly Match[] =>
  [...matchesIn(text, toNeedle(query))].filter((match) => match !== null)
const texts = (text: string, query: string): readonly string[] =>
  all(text, query).map(({ start, end }) => text.slice(start, end))

describe('matches', () => {
  it('are found from the start, none over another', () => {
    expect(all('aaaa', 'aa')).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ])
    expect(texts('Café, CAFE, ｃａｆé', 'cafe')).toEqual(['Café', 'CAFE', 'ｃａｆé'])
  })

  it('of nothing, or of spaces alone, are none', () => {
    expect(all('some text', '')).toEqual([])
    expect(all('some   text', '  ')).toEqual([])
  })

  // Long texts are folded in pieces: a match over a cut is lost, or counted twice.
  it.each([1, 7, 100])('are the same over the cuts of a long line, %i apart', (gap) => {
    const text = `needle${'x'.repeat(gap)}`.repeat(Math.ceil(200_000 / (gap + 6)))
    const found = all(text, 'needle')
    expect(found).toHaveLength(Math.ceil(200_000 / (gap + 6)))
    expect(new Set(found.map(({ start }) => start)).size).toBe(found.length)
    expect(found.every(({ start, end }) => text.slice(start, end) === 'needle')).toBe(true)
  })

  it('are the same over the cuts of a text that overlaps itself', () => {
    expect(all('a'.repeat(100_001), 'aa')).toHaveLength(50_000)
  })

  it('let others work in between, however long the text is', () => {
    expect([...matchesIn('x'.repeat(1_000_000), 'y')].length).toBeGreaterThan(20)
  })
})
