import { describe, expect, test } from 'vitest'
import type { Provider, ReplyRequest, StreamEvent } from '../../../../src/main/providers/provider'
import { PersistentStream, type PersistentEvent } from '../../../../src/main/replies/resume'
import { AppError, type AppErrorData } from '../../../../src/shared/errors'

const request: ReplyRequest = { model: 'm', system: '', messages: [{ role: 'user', text: 'q' }], language: 'en' }
const text = (value: string): StreamEvent => ({ type: 'text-delta', text: value })
const stop: StreamEvent = { type: 'finish', finish: { unified: 'stop', raw: 'stop' } }
const cut = new AppError({ code: 'network', reason: 'cut', detail: '' })

/** A provider that plays one list of events for each try; an error in a list is thrown. */
function playing(...tries: (StreamEvent | AppError)[][]) {
  const requests: ReplyRequest[] = []
  const provider: Provider = {
    async *streamReply(asked) {
      requests.push(asked)
      for (const step of tries[requests.length - 1] ?? []) {
        if (step instanceof AppError) throw step
        yield step
      }
    },
    listModels: () => Promise.resolve([]),
  }
  return { provider, requests }
}

/** Reads to the end; every wait is over at once, and noted. */
async function read(provider: Provider, asked = request, signal = new AbortController().signal) {
  const waits: number[] = []
  const stream = new PersistentStream(
    {
      provider,
      limits: { firstTokenMs: 60_000, betweenMs: 60_000 },
      signal,
      now: () => 0,
      after(ms, run) {
        if (ms === 60_000) return () => {}
        waits.push(ms)
        const timer = setImmediate(run)
        return () => clearImmediate(timer)
      },
      random: () => 0,
    },
    asked,
  )
  const events: PersistentEvent[] = []
  let error: AppErrorData | null = null
  try {
    await stream.run((event) => events.push(event))
  } catch (thrown) {
    error = (thrown as AppError).data
  }
  const all = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('')
  const attempts = events.flatMap((event) => (event.type === 'attempt' ? [event.attempt] : []))
  return { events, text: all, attempts, waits, error }
}

describe('retry before the first token', () => {
  test('three failures, then the answer; each wait is told with its number', async () => {
    const busy = new AppError({ code: 'overloaded', status: 503, detail: '' })
    const { provider, requests } = playing([busy], [busy], [busy], [text('ok'), stop])
    const result = await read(provider)
    expect(result).toMatchObject({ text: 'ok', error: null })
    expect(result.attempts.map(({ kind, number, of }) => [kind, number, of])).toEqual([
      ['retry', 2, 4],
      ['retry', 3, 4],
      ['retry', 4, 4],
    ])
    expect(requests.every((one) => one.continueText === undefined)).toBe(true)
  })

  test('after four the error stands', async () => {
    const busy = new AppError({ code: 'overloaded', status: 503, detail: 'still' })
    const { provider, requests } = playing([busy], [busy], [busy], [busy], [text('never')])
    const tries = { kind: 'retry', count: 4 }
    expect(await read(provider)).toMatchObject({ text: '', error: { code: 'overloaded', detail: 'still', tries } })
    expect(requests).toHaveLength(4)
  })

  test('a wrong key is not tried again', async () => {
    const { provider, requests } = playing([new AppError({ code: 'auth', detail: '' })], [text('never')])
    expect((await read(provider)).error).toEqual({ code: 'auth', detail: '' })
    expect(requests).toHaveLength(1)
  })

  test('what the provider says of itself is no token: it is still the first', async () => {
    const { provider, requests } = playing([{ type: 'response', model: 'm' }, cut], [text('ok'), stop])
    expect((await read(provider)).attempts[0]?.kind).toBe('retry')
    expect(requests[1]?.continueText).toBeUndefined()
  })
})

describe('resume after it', () => {
  test('in words: asked to go on from the text, with the repeated words dropped', async () => {
    const { provider, requests } = playing(
      [text('The cat sat '), text('on'), cut],
      [{ type: 'continues', by: 'instruction' }, text('cat sat on the '), text('mat.'), stop],
    )
    expect(await read(provider)).toMatchObject({ text: 'The cat sat on the mat.', error: null })
    expect(requests[1]?.continueText).toBe('The cat sat on')
  })

  test('by prefill: exactly, also where the text means to repeat itself', async () => {
    const { provider } = playing(
      [text('no no no '), cut],
      [{ type: 'continues', by: 'prefill' }, text('no no no '), stop],
    )
    expect((await read(provider)).text).toBe('no no no no no no ')
  })

  test('by cursor: the last one is handed back', async () => {
    const { provider, requests } = playing(
      [{ type: 'cursor', cursor: 'r:1' }, text('a'), { type: 'cursor', cursor: 'r:2' }, cut],
      [{ type: 'continues', by: 'cursor' }, text('b'), stop],
    )
    expect((await read(provider)).text).toBe('ab')
    expect(requests[1]?.cursor).toBe('r:2')
  })

  test('a stream that ends without a stop reason is taken up too', async () => {
    const { provider } = playing([text('half')], [text(' and half'), stop])
    expect(await read(provider)).toMatchObject({ text: 'half and half', error: null })
  })

  test('new text counts the tries anew; with none, four in a row are the end, and the text stays', async () => {
    const { provider, requests } = playing(
      [text('one '), cut],
      [text('two '), cut],
      [cut],
      [cut],
      [cut],
      [text('never')],
    )
    const result = await read(provider)
    const tries = { kind: 'resume', count: 4 }
    expect(result).toMatchObject({ text: 'one two ', error: { code: 'network', reason: 'cut', tries } })
    expect(result.attempts.map(({ number }) => number)).toEqual([2, 2, 3, 4])
    expect(requests).toHaveLength(5)
  })

  test('a server that cuts after every word is let go in the end', async () => {
    const endless = Array.from({ length: 50 }, (_, index) => [text(`w${index} `), cut])
    const { provider, requests } = playing(...endless)
    expect((await read(provider)).error).toMatchObject({ reason: 'cut', tries: { kind: 'resume', count: 20 } })
    expect(requests).toHaveLength(20)
  })

  test('thinking again after a break is not shown twice', async () => {
    const thought: StreamEvent = { type: 'reasoning-delta', text: 'hm' }
    const { provider } = playing([thought, text('a'), cut], [thought, text(' b'), stop])
    const { events } = await read(provider)
    expect(events.filter((event) => event.type === 'reasoning-delta')).toHaveLength(1)
  })

  test('a break after the stop reason took nothing away', async () => {
    const { provider, requests } = playing([text('whole.'), stop, cut])
    expect(await read(provider)).toMatchObject({ text: 'whole.', error: null })
    expect(requests).toHaveLength(1)
  })

  test('a reply that the user continues goes through the same seam', async () => {
    const { provider } = playing([text('cat sat on the mat.'), stop])
    expect((await read(provider, { ...request, continueText: 'The cat sat on' })).text).toBe(' the mat.')
  })
})

describe('stop', () => {
  test('while a try is waited for: no further request leaves', async () => {
    const abort = new AbortController()
    const { provider, requests } = playing([cut], [text('never'), stop])
    const stream = new PersistentStream(
      {
        provider,
        limits: { firstTokenMs: 60_000, betweenMs: 60_000 },
        signal: abort.signal,
        now: () => 0,
        after: () => () => {},
      },
      request,
    )
    await stream.run((event) => {
      if (event.type === 'attempt') setImmediate(() => abort.abort())
    })
    expect(requests).toHaveLength(1)
  })

  test('try now: the wait is over', async () => {
    const { provider, requests } = playing([cut], [text('now'), stop])
    const parts = {
      provider,
      limits: { firstTokenMs: 60_000, betweenMs: 60_000 },
      signal: new AbortController().signal,
      now: () => 0,
      after: () => () => {},
    }
    const stream = new PersistentStream(parts, request)
    await stream.run((event) => {
      if (event.type === 'attempt') setImmediate(() => stream.hurry())
    })
    expect(requests).toHaveLength(2)
  })

  test('in the middle: a provider that does not hear it gives no more, and is asked no more', async () => {
    const abort = new AbortController()
    const { provider, requests } = playing([text('a'), text('b'), stop])
    const parts = { provider, limits: { firstTokenMs: 60_000, betweenMs: 60_000 }, now: () => 0, after: () => () => {} }
    const events: PersistentEvent[] = []
    await new PersistentStream({ ...parts, signal: abort.signal }, request).run((event) => {
      events.push(event)
      abort.abort()
    })
    expect(events).toEqual([text('a')])
    expect(requests).toHaveLength(1)
  })
})

test('what fails while an event is taken is no fault of the provider: it is not asked again', async () => {
  const { provider, requests } = playing([text('a'), stop], [text('never'), stop])
  const parts = { provider, limits: { firstTokenMs: 60_000, betweenMs: 60_000 }, now: () => 0, after: () => () => {} }
  const stream = new PersistentStream({ ...parts, signal: new AbortController().signal }, request)
  const running = stream.run(() => {
    throw cut
  })
  await expect(running).rejects.toBe(cut)
  expect(requests).toHaveLength(1)
})
