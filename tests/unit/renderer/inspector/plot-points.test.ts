import { describe, expect, it } from 'vitest'
import { plotTokens } from '../../../../src/renderer/inspector/plot-points'

const size = { width: 100, height: 40 }

describe('tokens over time', () => {
  it('climb from nothing at the left to all of them at the right', () => {
    const counts = [
      { atMs: 500, tokens: 1 },
      { atMs: 1000, tokens: 4 },
    ]
    expect(plotTokens(counts, size)).toEqual({ path: 'M0 40H50V30H100V0H100', tokens: 4, durationMs: 1000 })
  })

  it('stay level through silence, up to the end', () => {
    expect(plotTokens([{ atMs: 100, tokens: 2 }], size, 400).path).toBe('M0 40H25V0H100')
  })

  it('draw a long reply with no more points than it is wide', () => {
    const counts = Array.from({ length: 100_000 }, (_, index) => ({ atMs: index, tokens: index + 1 }))
    expect(plotTokens(counts, size).path.split('H').length).toBeLessThanOrEqual(103)
  })

  it('never leave the drawing when a clock jumped', () => {
    const counts = [
      { atMs: -50, tokens: 1 },
      { atMs: 200, tokens: 2 },
      { atMs: 100, tokens: 3 },
    ]
    const [, ...columns] = plotTokens(counts, size).path.split('H').map(parseFloat)
    expect(columns.every((x) => x >= 0 && x <= size.width)).toBe(true)
  })

  it('of nothing are no line', () => {
    expect(plotTokens([], size).path).toBe('')
    expect(plotTokens([{ atMs: 0, tokens: 0 }], size, 100).path).toBe('')
  })
})
