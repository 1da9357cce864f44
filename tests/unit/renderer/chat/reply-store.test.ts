import { describe, expect, it } from 'vitest'
import type { ReplyBatch } from '../../../../src/renderer/chat/reply-store'
import type { ReplyEvent } from '../../../../src/shared/reply'
import { setUpReplyStore as setUp } from '../../../support/reply-store'

function batch(replyId: string, sequence: number, text: string): ReplyBatch {
  return { replyId, sequence, events: [{ type: 'text-delta', text }] }
}

const end: ReplyEvent = { type: 'reply-end', finish: { unified: 'aborted', raw: null }, timing: { totalMs: 5 } }

describe('attaching', () => {
  it('shows the reply so far and goes on from its sequence', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: 'one' }, 3)
    store.receive(batch('a', 4, ' two'))
    expect(text('a')).toBe('one two')
  })

  it('keeps batches that arrive before the answer, in order, and leaves out what the answer has', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    store.receive(batch('a', 5, ' three'))
    store.receive(batch('a', 3, 'twice'))
    store.receive(batch('a', 4, ' two'))
    await attachments[0]?.answer({ text: 'one' }, 3)
    expect(text('a')).toBe('one two three')
    expect(attachments).toHaveLength(1)
  })

  it('happens once for several holders and ends with the last of them', async () => {
    const { store, attachments, detached } = setUp()
    const first = store.hold('a')
    const second = store.hold('a')
    await attachments[0]?.answer({})
    expect(attachments).toHaveLength(1)
    first()
    first()
    expect(detached).toEqual([])
    second()
    expect(detached).toEqual(['a'])
    expect(store.read('a')).toBeNull()
  })

  it('takes no answer for a reply that is not shown any more', async () => {
    const { store, attachments, text } = setUp()
    const release = store.hold('a')
    release()
    store.hold('a')
    await attachments[0]?.answer({ text: 'old' }, 9)
    await attachments[1]?.answer({ text: 'new' }, 1)
    expect(text('a')).toBe('new')
  })

  it('that fails leaves what is shown, and the next batch attaches again', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: 'one' }, 1)
    store.receive(batch('a', 3, 'gap'))
    await attachments[1]?.fail()
    expect(text('a')).toBe('one')
    store.receive(batch('a', 4, '!'))
    await attachments[2]?.answer({ text: 'one two gap' }, 3)
    expect(text('a')).toBe('one two gap!')
  })
})

describe('order', () => {
  it('drops a sequence that was applied already', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({}, 0)
    store.receive(batch('a', 1, 'x'))
    store.receive(batch('a', 1, 'x'))
    store.receive(batch('a', 0, 'x'))
    expect(text('a')).toBe('x')
    expect(attachments).toHaveLength(1)
  })

  it('attaches again on a gap, and shows nothing out of order meanwhile', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: '1' }, 1)
    store.receive(batch('a', 3, '3'))
    expect(text('a')).toBe('1')
    store.receive(batch('a', 4, '4'))
    await attachments[1]?.answer({ text: '123' }, 3)
    expect(text('a')).toBe('1234')
  })

  it('asks again while answers move, and stops asking when they do not', async () => {
    const { store, attachments } = setUp()
    store.hold('a')
    await attachments[0]?.answer({}, 0)
    store.receive(batch('a', 5, 'x'))
    await attachments[1]?.answer({}, 2)
    expect(attachments).toHaveLength(3)
    await attachments[2]?.answer({}, 2)
    expect(attachments).toHaveLength(3)
  })

  it('starts over after a refresh, because a reply that goes on counts from one again', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: 'kept' }, 57)
    store.refresh('a')
    store.receive(batch('a', 2, ' more'))
    await attachments[1]?.answer({ text: 'kept and' }, 1)
    store.receive(batch('a', 3, '!'))
    expect(text('a')).toBe('kept and more!')
  })
})

describe('late chunks of a stopped or replaced reply', () => {
  it('are dropped by reply id', async () => {
    const { store, attachments, text } = setUp()
    const release = store.hold('old')
    await attachments[0]?.answer({ text: 'kept' }, 1)
    release()
    store.hold('new')
    await attachments[1]?.answer({}, 0)
    store.receive(batch('old', 2, 'late'))
    store.receive(batch('new', 1, 'fresh'))
    expect(text('new')).toBe('fresh')
    expect(text('old')).toBeNull()
  })

  it('are dropped when nothing was ever attached', () => {
    const { store, attachments } = setUp()
    store.receive(batch('a', 1, 'x'))
    expect(attachments).toEqual([])
    expect(store.read('a')).toBeNull()
  })
})

it('never mixes interleaved replies', async () => {
  const { store, attachments, text } = setUp()
  store.hold('a')
  store.hold('b')
  await attachments[0]?.answer({}, 0)
  await attachments[1]?.answer({}, 0)
  for (let sequence = 1; sequence <= 50; sequence += 1) {
    store.receive(batch('a', sequence, 'a'))
    store.receive(batch('b', sequence, 'b'))
  }
  expect(text('a')).toBe('a'.repeat(50))
  expect(text('b')).toBe('b'.repeat(50))
})

describe('telling listeners', () => {
  it('happens once per frame, however much came', async () => {
    const { store, attachments, frame, frames } = setUp()
    let told = 0
    store.subscribe('a', () => (told += 1))
    await attachments[0]?.answer({}, 0)
    for (let sequence = 1; sequence <= 20; sequence += 1) store.receive(batch('a', sequence, '.'))
    expect(frames).toHaveLength(1)
    frame()
    expect(told).toBe(1)
  })

  it('gives the same object until the next frame, so that React draws once', async () => {
    const { store, attachments, frame } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: '1' }, 1)
    frame()
    const before = store.read('a')
    store.receive(batch('a', 2, '2'))
    expect(store.read('a')).toBe(before)
    frame()
    expect(store.read('a')?.reply.text).toBe('12')
  })

  it('reaches only those who listen to that reply', async () => {
    const { store, attachments, frame } = setUp()
    const told: string[] = []
    store.subscribe('a', () => told.push('a'))
    store.subscribe('b', () => told.push('b'))
    await attachments[0]?.answer({}, 0)
    await attachments[1]?.answer({}, 0)
    frame()
    told.length = 0
    store.receive({ replyId: 'b', sequence: 1, events: [end] })
    frame()
    expect(told).toEqual(['b'])
  })
})

describe('thinking', () => {
  const thinks: ReplyBatch = {
    replyId: 'a',
    sequence: 1,
    events: [
      { type: 'first-token', afterMs: 100 },
      { type: 'reasoning-delta', text: 'hm' },
    ],
  }

  it('took from the first token to the first word', async () => {
    const { store, attachments, frame, clock } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ startedAt: 1000 }, 0)
    clock.now = 1100
    store.receive(thinks)
    clock.now = 3600
    store.receive(batch('a', 2, 'So'))
    frame()
    expect(store.read('a')?.thoughtMs).toBe(2500)
  })

  it('has no length when its end was not seen', async () => {
    const { store, attachments, frame } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ reasoning: 'hm', text: 'So' }, 4)
    store.receive(batch('a', 5, ' it is'))
    frame()
    expect(store.read('a')?.thoughtMs).toBeNull()
  })
})

describe('a keep-alive', () => {
  const alive: ReplyEvent = { type: 'alive' }

  it('counts as a sign of life, and draws nothing anew', async () => {
    const { store, attachments, frames, frame, clock } = setUp()
    store.subscribe('a', () => undefined)
    await attachments[0]?.answer({ text: 'so far' }, 1)
    frame()
    const before = store.read('a')
    clock.now = 9000
    store.receive({ replyId: 'a', sequence: 2, events: [alive] })
    expect(frames).toHaveLength(0)
    expect(store.read('a')).toBe(before)
    expect(store.activeAt('a')).toBe(9000)
  })

  it('takes its place in the order', async () => {
    const { store, attachments, text } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: 'one' }, 1)
    store.receive({ replyId: 'a', sequence: 2, events: [alive] })
    store.receive(batch('a', 3, ' two'))
    expect(text('a')).toBe('one two')
    expect(attachments).toHaveLength(1)
  })

  it('is no token: the speed is measured up to the last of those', async () => {
    const { store, attachments, frame, clock } = setUp()
    store.hold('a')
    await attachments[0]?.answer({}, 0)
    store.receive(batch('a', 1, 'x'))
    clock.now = 5000
    store.receive({ replyId: 'a', sequence: 2, events: [alive, { type: 'usage', usage: { outputTokens: 1 } }] })
    frame()
    expect(store.read('a')?.changedAt).toBe(1000)
  })
})

it('remembers the longest time between two pieces, but not the wait for the first', async () => {
  const { store, attachments, frame, clock } = setUp()
  store.hold('a')
  await attachments[0]?.answer({}, 0)
  const pieces = [9000, 9100, 12_100, 12_200]
  pieces.forEach((at, index) => {
    clock.now = at
    store.receive(batch('a', index + 1, 'x'))
  })
  frame()
  expect(store.read('a')?.longestGapMs).toBe(3000)
})

describe('following a text', () => {
  /** A follower and what it was told. */
  function follower() {
    const told: string[] = []
    return {
      told,
      reset: (text: string) => void told.push(`reset ${text}`),
      append: (text: string) => void told.push(`append ${text}`),
      end: () => void told.push('end'),
    }
  }

  it('gives the text so far, then pieces, then the end, and waits for no frame', async () => {
    const { store, attachments, frames } = setUp()
    const one = follower()
    store.follow('a', 'text', one)
    await attachments[0]?.answer({ text: 'so far' }, 1)
    store.receive({
      replyId: 'a',
      sequence: 2,
      events: [
        { type: 'text-delta', text: ', and' },
        { type: 'reasoning-delta', text: 'hm' },
        { type: 'text-delta', text: ' more' },
      ],
    })
    store.receive({ replyId: 'a', sequence: 3, events: [{ type: 'text-delta', text: '.' }, end] })
    expect(one.told).toEqual(['reset so far', 'append , and more', 'append .', 'end'])
    expect(frames).toHaveLength(1)
  })

  it('gives each text to those who follow it', async () => {
    const { store, attachments } = setUp()
    const [text, reasoning] = [follower(), follower()]
    store.follow('a', 'text', text)
    store.follow('a', 'reasoning', reasoning)
    await attachments[0]?.answer({ text: 't', reasoning: 'r' }, 0)
    store.receive({ replyId: 'a', sequence: 1, events: [{ type: 'reasoning-delta', text: 'hm' }] })
    expect([text.told, reasoning.told]).toEqual([['reset t'], ['reset r', 'append hm']])
  })

  it('gives at once what is known, to one that comes later', async () => {
    const { store, attachments } = setUp()
    store.hold('a')
    await attachments[0]?.answer({ text: 'one' }, 0)
    store.receive(batch('a', 1, ' two'))
    const one = follower()
    store.follow('a', 'text', one)
    expect(one.told).toEqual(['reset one two'])
  })

  it('gives the whole text again after a gap, since pieces are missing', async () => {
    const { store, attachments } = setUp()
    const one = follower()
    store.follow('a', 'text', one)
    await attachments[0]?.answer({ text: '1' }, 1)
    store.receive(batch('a', 3, '3'))
    await attachments[1]?.answer({ text: '123' }, 3)
    expect(one.told).toEqual(['reset 1', 'reset 123'])
  })

  it('gives the whole text again when a reply goes on, and no end before its own', async () => {
    const { store, attachments } = setUp()
    const one = follower()
    store.follow('a', 'text', one)
    await attachments[0]?.answer({ text: 'kept', finish: { unified: 'aborted', raw: null } }, 57)
    store.refresh('a')
    await attachments[1]?.answer({ text: 'kept' }, 0)
    store.receive(batch('a', 1, ' more'))
    expect(one.told).toEqual(['reset kept', 'end', 'reset kept', 'append  more'])
  })

  it('gives an empty text when a reply starts over', async () => {
    const { store, attachments } = setUp()
    const one = follower()
    store.follow('a', 'text', one)
    await attachments[0]?.answer({ text: 'lost' }, 0)
    const start = { type: 'reply-start', replyId: 'a', providerId: 'p', model: 'm', startedAt: 1 } as const
    store.receive({ replyId: 'a', sequence: 1, events: [start, { type: 'text-delta', text: 'new' }] })
    expect(one.told).toEqual(['reset lost', 'reset new'])
  })

  it('ends with its undo, which lets go of the reply too', async () => {
    const { store, attachments, detached } = setUp()
    const one = follower()
    const undo = store.follow('a', 'text', one)
    await attachments[0]?.answer({}, 0)
    undo()
    store.receive(batch('a', 1, 'late'))
    expect(one.told).toEqual(['reset '])
    expect(detached).toEqual(['a'])
  })
})
