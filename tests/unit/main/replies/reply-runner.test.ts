import { describe, expect, test } from 'vitest'
import type { Provider } from '../../../../src/main/providers/provider'
import { ReplyRunner, type ReplyBatch } from '../../../../src/main/replies/reply-runner'
import { AppError } from '../../../../src/shared/errors'
import { applyReplyEvent, emptyReply, type Reply, type ReplyEvent } from '../../../../src/shared/reply'
import { ScriptedProvider } from '../../../support/scripted-provider'

const start = { type: 'reply-start', replyId: 'r', providerId: 'p', model: 'm', startedAt: 1 } as const
const request = { model: 'm', system: '', messages: [], language: 'en' } as const
const stop = { type: 'finish', finish: { unified: 'stop', raw: 'stop' } } as const

/** Nothing here is meant to run into the limits. */
const answering = (provider: Provider) => () =>
  Promise.resolve({ provider, limits: { firstTokenMs: 60_000, betweenMs: 60_000 } })

function setUp(failWrites: { append?: number; end?: boolean } = {}) {
  const batches: ReplyBatch[] = []
  const journal: { sequence: number; events: readonly ReplyEvent[] }[] = []
  const ended: Reply[] = []
  const runner = new ReplyRunner(
    {
      journal: {
        append(_replyId, sequence, events) {
          if (failWrites.append === sequence)
            throw new AppError({ code: 'storage', reason: 'disk-full', detail: 'full' })
          journal.push({ sequence, events })
        },
        end(_conversationId, reply) {
          if (failWrites.end) throw new AppError({ code: 'storage', reason: 'disk-full', detail: 'full' })
          ended.push(reply)
        },
      },
      deliver: (batch) => batches.push(batch),
      now: () => 0,
      after: () => () => {},
    },
    'c',
    applyReplyEvent(emptyReply, start),
  )
  const events = () => batches.flatMap((batch) => [...batch.events])
  const count = (type: ReplyEvent['type']) => events().filter((event) => event.type === type).length
  return { runner, batches, journal, ended, events, count }
}

/** Lets everything that can go on without input go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('invariant 1: exactly one reply-start and one reply-end, whatever happens', () => {
  const endings: Record<string, (provider: ScriptedProvider, runner: ReplyRunner) => void> = {
    'a good end': (provider) => (provider.push({ type: 'text-delta', text: 'a' }, stop), provider.end()),
    'nothing at all': (provider) => provider.end(),
    'an AppError': (provider) => provider.fail(new AppError({ code: 'quota', detail: '' })),
    'a foreign error': (provider) => provider.fail(new TypeError('x')),
    'a thrown undefined': (provider) => provider.fail(undefined),
    'an error after the stop reason': (provider) => (provider.push(stop), provider.fail(new Error('late'))),
    'stop, then chunks, then an error': (provider, runner) => {
      runner.stop()
      provider.push({ type: 'text-delta', text: 'late' })
      provider.fail(new Error('late'))
    },
    'stop three times': (provider, runner) => (runner.stop(), runner.stop(), runner.stop(), provider.end()),
    'two stop reasons': (provider) => (provider.push(stop, stop), provider.end()),
  }
  test.each(Object.entries(endings))('%s', async (_name, act) => {
    const { runner, count, events } = setUp()
    const provider = new ScriptedProvider()
    const running = runner.run(start, answering(provider), request)
    await settled()
    act(provider, runner)
    await running
    await settled()
    expect([count('reply-start'), count('reply-end')]).toEqual([1, 1])
    expect(events()[0]?.type).toBe('reply-start')
    expect(events().at(-1)?.type).toBe('reply-end')
  })

  test('a provider that throws before its first event', async () => {
    const { runner, count } = setUp()
    const broken: Provider = {
      streamReply() {
        throw new Error('broken')
      },
      listModels: () => Promise.resolve([]),
    }
    const reply = await runner.run(start, answering(broken), request)
    expect([count('reply-start'), count('reply-end')]).toEqual([1, 1])
    expect(reply.error).toEqual({ code: 'internal', detail: 'Error: broken' })
  })

  test.each([1, 2])('a journal that fails at batch %i', async (append) => {
    const { runner, count } = setUp({ append })
    const provider = new ScriptedProvider()
    provider.push({ type: 'text-delta', text: 'a' }, { type: 'text-delta', text: 'b' }, stop)
    provider.end()
    const reply = await runner.run(start, answering(provider), request)
    expect(count('reply-end')).toBe(1)
    expect(reply.error?.reason).toBe('disk-full')
  })

  test('a journal that fails at the end', async () => {
    const { runner, count } = setUp({ end: true })
    const provider = new ScriptedProvider()
    provider.push({ type: 'text-delta', text: 'kept' }, stop)
    provider.end()
    const reply = await runner.run(start, answering(provider), request)
    expect(count('reply-end')).toBe(1)
    expect(reply).toMatchObject({
      text: 'kept',
      finish: { unified: 'error' },
      error: { code: 'storage', reason: 'disk-full' },
    })
  })
})

describe('what cannot be kept is not shown', () => {
  test('text whose commit failed reaches no window', async () => {
    const { runner, events } = setUp({ append: 2 })
    const provider = new ScriptedProvider()
    provider.push({ type: 'text-delta', text: 'lost' })
    provider.end()
    await runner.run(start, answering(provider), request)
    expect(JSON.stringify(events())).not.toContain('lost')
  })
})

describe('the stream in order', () => {
  test('sequences count up from 1 without a gap, and the journal saw each batch before its delivery', async () => {
    const { runner, batches, journal } = setUp()
    const provider = new ScriptedProvider()
    const running = runner.run(start, answering(provider), request)
    for (const text of ['a', 'b', 'c']) {
      provider.push({ type: 'text-delta', text })
      await settled()
      runner.snapshot()
    }
    provider.push(stop)
    provider.end()
    await running
    expect(batches.map((batch) => batch.sequence)).toEqual(batches.map((_, index) => index + 1))
    expect(journal.map((entry) => entry.sequence)).toEqual(journal.map((_, index) => index + 1))
    expect(journal.flatMap((entry) => entry.events)).toEqual(batches.slice(0, -1).flatMap((batch) => batch.events))
  })

  test('the first word does not wait for a clock, even behind what the provider says of itself', async () => {
    const { runner, events } = setUp()
    const provider = new ScriptedProvider()
    void runner.run(start, answering(provider), request)
    provider.push({ type: 'response', model: 'm-2026' }, { type: 'text-delta', text: 'first' })
    await settled()
    expect(events().map((event) => event.type)).toEqual(['reply-start', 'response', 'first-token', 'text-delta'])
    runner.stop()
  })

  test('usage after the stop reason is kept', async () => {
    const { runner } = setUp()
    const provider = new ScriptedProvider()
    provider.push({ type: 'text-delta', text: 'a' }, stop, { type: 'usage', usage: { outputTokens: 7 } })
    provider.end()
    expect((await runner.run(start, answering(provider), request)).usage).toEqual({ outputTokens: 7 })
  })
})

describe('invariant 4: stop keeps the text', () => {
  test('all that came is there, the end says aborted, and the provider is told at once', async () => {
    const { runner, events } = setUp()
    const provider = new ScriptedProvider()
    const running = runner.run(start, answering(provider), request)
    provider.push({ type: 'text-delta', text: 'one ' }, { type: 'text-delta', text: 'two' })
    await settled()
    runner.stop()
    expect(provider.signal?.aborted).toBe(true)
    expect(events().at(-1)).toMatchObject({ type: 'reply-end', finish: { unified: 'aborted' } })
    provider.end()
    expect(await running).toMatchObject({ text: 'one two', finish: { unified: 'aborted', raw: null } })
  })
})

describe('invariant 5: a stream that ends without a stop reason is an error, and the text stays', () => {
  test('bad-response/unfinished, once no further try brings more', async () => {
    const { runner, batches, count } = setUp()
    const provider = new ScriptedProvider()
    provider.push({ type: 'text-delta', text: 'half a sen' })
    for (let tries = 0; tries < 4; tries++) provider.end()
    const running = runner.run(start, answering(provider), request)
    for (let waits = 0; waits < 3; waits++) {
      while (count('attempt') <= waits) await settled()
      await settled()
      runner.hurry()
    }
    expect(await running).toMatchObject({
      text: 'half a sen',
      finish: { unified: 'error' },
      error: { code: 'bad-response', reason: 'unfinished' },
    })
    expect(batches.at(-1)?.events.at(-1)?.type).toBe('reply-end')
  })
})

describe('invariant 8: late chunks of a stopped reply are dropped', () => {
  test('nothing is delivered or journaled after the end', async () => {
    const { runner, batches, journal } = setUp()
    const provider = new ScriptedProvider()
    const running = runner.run(start, answering(provider), request)
    provider.push({ type: 'text-delta', text: 'a' })
    await settled()
    runner.stop()
    const before = [batches.length, journal.length]
    provider.push({ type: 'text-delta', text: 'late' })
    provider.end()
    const reply = await running
    expect([batches.length, journal.length]).toEqual(before)
    expect(reply.text).toBe('a')
  })
})
