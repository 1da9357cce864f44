import { describe, expect, it } from 'vitest'
import { TurnHeights } from '../../../../../../src/renderer/chat/transcript/window/turn-heights'
import { firstShown, spanOf } from '../../../../../../src/renderer/chat/transcript/window/turn-window'
import { madeTurns } from '../made-turns'

const turns = madeTurns(100)
const ids = turns.map(({ id }) => id)
const heights = new TurnHeights(turns, new Map(ids.map((id) => [id, 100])))

describe('what is mounted when messages have changed', () => {
  const shown = { firstId: 'q40', lastId: 'q59', count: 20, pinned: [] }

  it('is the same when others came before it', () => {
    expect(spanOf(shown, heights)).toEqual({ from: 40, to: 60 })
    expect(spanOf(shown, new TurnHeights(turns.slice(30), new Map()))).toEqual({ from: 10, to: 30 })
  })

  // Everything in sight would be drawn anew, and lose what was unfolded in it.
  it('is as many as before when one end of it is gone', () => {
    expect(spanOf(shown, new TurnHeights(turns.slice(0, 50), new Map()))).toEqual({ from: 40, to: 50 })
    expect(spanOf(shown, new TurnHeights(turns.slice(45), new Map()))).toEqual({ from: 0, to: 15 })
  })

  it('is nothing when all of it is gone', () => {
    expect(spanOf(shown, new TurnHeights(turns.slice(0, 10), new Map()))).toEqual({ from: 0, to: 0 })
  })
})

describe('what is mounted first', () => {
  it('is the end', () => {
    expect(firstShown(ids, heights, null, 800)).toMatchObject({ firstId: 'q90', lastId: 'q99' })
  })

  it('is what lies around a place that was kept', () => {
    const kept = { turnId: 'q50', links: [{ path: [], at: 0, offset: -30 }] }
    expect(firstShown(ids, heights, kept, 800)).toMatchObject({ firstId: 'q48', lastId: 'q60' })
  })

  it('is the end when the turn of that place is gone', () => {
    const kept = { turnId: 'gone', links: [{ path: [], at: 0, offset: 0 }] }
    expect(firstShown(ids, heights, kept, 800).lastId).toBe('q99')
  })
})
