import { describe, expect, it } from 'vitest'
import { figuresOf, liveFiguresOf } from '../../../../../../src/renderer/chat/reply/meta/figures'
import { emptyReply } from '../../../../../../src/shared/reply'

describe('an ended reply', () => {
  const reply = { ...emptyReply, chunks: 50, timing: { firstTokenMs: 250, totalMs: 1250 } }

  it('is measured from the first token on, in the tokens that the provider reports', () => {
    expect(figuresOf({ ...reply, usage: { outputTokens: 80 } })).toEqual({
      firstTokenMs: 250,
      tokens: 80,
      tokensPerSecond: 80,
      estimated: false,
    })
  })

  it('is estimated from its chunks when nothing is reported', () => {
    expect(figuresOf(reply)).toMatchObject({ tokens: 50, tokensPerSecond: 50, estimated: true })
  })

  it('claims no speed for a few tokens or no time', () => {
    expect(figuresOf({ ...reply, chunks: 2 }).tokensPerSecond).toBeNull()
    expect(figuresOf({ ...reply, timing: { firstTokenMs: 250, totalMs: 260 } }).tokensPerSecond).toBeNull()
  })

  it('with nothing in it has no figures', () => {
    expect(figuresOf({ ...emptyReply, timing: { totalMs: 900 } })).toMatchObject({
      firstTokenMs: null,
      tokens: null,
      tokensPerSecond: null,
    })
  })
})

it('measures a running reply up to what came last, so that silence does not lower its speed', () => {
  const reply = { ...emptyReply, startedAt: 10_000, firstTokenMs: 500, chunks: 100 }
  expect(liveFiguresOf(reply, 12_500).tokensPerSecond).toBe(50)
})
