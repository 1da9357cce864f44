import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Provider, ReplyRequest, StreamEvent } from '../../../src/main/providers/provider'
import { createOpenAiResponses } from '../../../src/main/providers/responses/openai-responses'
import { PersistentStream } from '../../../src/main/replies/resume'
import { AppError } from '../../../src/shared/errors'
import {
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  type LoggedRequest,
  type ProviderServer,
} from '../../support/provider-server'
import { isOfReply, shortQuestion } from '../../support/read-reply'

const path = '/v1/responses'
const key = 'sk-test-abcdefghijkl1234'
const words = ['One', ' two', ' three', ' four']
const item = { type: 'message', id: 'msg', content: [{ type: 'output_text', text: words.join('') }] }
const place = { output_index: 0, content_index: 0, item_id: 'msg' }
/** A whole recorded response; the sequence number of each event is its place here. */
const recorded = [
  { type: 'response.created', response: { id: 'resp_1', model: 'm' } },
  { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'msg', content: [] } },
  ...words.map((word) => ({ type: 'response.output_text.delta', ...place, delta: word })),
  { type: 'response.output_text.done', ...place, text: words.join('') },
  { type: 'response.content_part.done', ...place, part: item.content[0] },
  { type: 'response.output_item.done', output_index: 0, item },
  { type: 'response.completed', response: { id: 'resp_1', status: 'completed', output: [item] } },
].map((event, sequence) => sse({ ...event, sequence_number: sequence }))

let server: ProviderServer
let provider: Provider

beforeEach(async () => {
  server = await startProviderServer()
  provider = createOpenAiResponses({ baseUrl: server.baseUrl, key, background: true })
})
afterEach(() => server.stop())

async function read(request: ReplyRequest, signal = new AbortController().signal) {
  const events: StreamEvent[] = []
  let error: unknown = null
  try {
    for await (const event of provider.streamReply(request, signal)) events.push(event)
  } catch (thrown) {
    error = thrown
  }
  const text = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')
  const cursor = events.findLast((event) => event.type === 'cursor')?.cursor
  return { events, error, text, cursor, ways: events.filter((event) => event.type === 'continues') }
}

const afterOf = (request: LoggedRequest) =>
  Number(new URL(request.path, server.origin).searchParams.get('starting_after'))

test('the server is asked to keep the response and to work on without a listener', async () => {
  server.script(path, { steps: [{ send: recorded.join('') }] })
  const { text, ways } = await read(shortQuestion)
  expect(text).toBe('One two three four')
  expect(ways).toEqual([])
  expect((await server.nextRequest()).body).toMatchObject({ store: true, background: true, stream: true })
})

test('one cursor at most with each piece from the network, after the events that it stands for', async () => {
  const gate = createGate()
  server.script(path, {
    steps: [{ send: recorded.slice(0, 4).join('') }, { gate }, { send: recorded.slice(4).join('') }],
  })
  const kinds: string[] = []
  for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
    kinds.push(event.type === 'cursor' ? `after ${JSON.parse(event.cursor).sequence}` : event.type)
    if (event.type === 'cursor') gate.open()
  }
  expect(kinds.filter((kind) => kind.startsWith('after'))).toEqual(['after 3', 'after 9'])
  expect(kinds.indexOf('after 3')).toBe(kinds.lastIndexOf('text-delta', kinds.indexOf('after 3')) + 1)
})

describe.each(recorded.slice(1).map((_, index) => index + 1))('broken after %i events', (count) => {
  test('is taken up there: no character lost, none doubled', async () => {
    const gate = createGate()
    server.script(path, { steps: [{ send: recorded.slice(0, count).join('') }, { gate }, { reset: true }] })
    server.always(`${path}/resp_1`, (request) => ({ steps: [{ send: recorded.slice(afterOf(request) + 1).join('') }] }))
    let cursor = ''
    let before = ''
    const reading = (async () => {
      for await (const event of provider.streamReply(shortQuestion, new AbortController().signal)) {
        if (event.type === 'text-delta') before += event.text
        if (event.type === 'cursor') cursor = event.cursor
        if (event.type === 'cursor' && JSON.parse(cursor).sequence === count - 1) gate.open()
      }
    })()
    await expect(reading).rejects.toMatchObject({ data: { reason: 'cut' } })
    const rest = await read({ ...shortQuestion, cursor, ...(before === '' ? {} : { continueText: before }) })
    expect(rest.events[0]).toEqual({ type: 'continues', by: 'cursor' })
    expect(before + rest.text).toBe('One two three four')
    expect(rest.events.at(-1)).toMatchObject({ type: 'cursor' })
    expect(rest.events.filter((event) => event.type === 'finish')).toHaveLength(1)
    const again = server.requests[1]
    expect(again?.method).toBe('GET')
    expect(again?.path).toBe(`${path}/resp_1?stream=true&starting_after=${count - 1}`)
    expect(again?.headers.authorization).toBe(`Bearer ${key}`)
  })
})

test('broken three times: the reply is one, and whole', async () => {
  const parts = [recorded.slice(0, 3), recorded.slice(3, 5), recorded.slice(5, 6)]
  const gates = parts.map(() => createGate())
  const script = (index: number) => ({
    steps: [{ send: parts[index]?.join('') ?? '' }, { gate: gates[index] ?? createGate() }, { reset: true as const }],
  })
  server.script(path, script(0))
  server.script(`${path}/resp_1`, script(1), script(2), { steps: [{ send: recorded.slice(6).join('') }] })
  const persistent = new PersistentStream(
    {
      provider,
      limits: { firstTokenMs: 10_000, betweenMs: 10_000 },
      signal: new AbortController().signal,
      now: () => performance.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      random: () => 0,
    },
    shortQuestion,
  )
  let text = ''
  const kinds: string[] = []
  await persistent.run((event) => {
    kinds.push(event.type === 'attempt' ? event.attempt.kind : event.type)
    if (event.type !== 'text-delta') return
    text += event.text
    for (const index of parts.keys()) {
      // Breaks only once all of the part has been read.
      if (text === words.slice(0, parts.slice(0, index + 1).flat().length - 2).join('')) gates[index]?.open()
    }
  })
  expect(kinds.filter((kind) => kind === 'resume')).toEqual(['resume', 'resume', 'resume'])
  expect(kinds.at(-1)).toBe('finish')
  expect(text).toBe('One two three four')
  expect(server.requests.slice(1).map(afterOf)).toEqual([2, 4, 5])
})

describe('taking it up', () => {
  const cursor = JSON.stringify({ responseId: 'resp_1', sequence: 3, textLength: 7 })
  const request: ReplyRequest = { ...shortQuestion, cursor, continueText: 'One two' }

  test('a server that sends everything again does not double it', async () => {
    server.script(`${path}/resp_1`, { steps: [{ send: recorded.join('') }] })
    expect((await read(request)).text).toBe(' three four')
  })

  test('a server that gives the whole response instead', async () => {
    server.script(
      `${path}/resp_1`,
      jsonAnswer({ id: 'resp_1', object: 'response', status: 'completed', output: [item] }),
    )
    const { text, events } = await read(request)
    expect(text).toBe(' three four')
    expect(events).toContainEqual({ type: 'finish', finish: { unified: 'stop', raw: 'completed' } })
  })

  test('a message that begins after it is set apart as if nothing had happened', async () => {
    const next = { output_index: 1, content_index: 0, item_id: 'msg_2' }
    const two = { type: 'message', id: 'msg_2', content: [{ type: 'output_text', text: 'More' }] }
    const events = [
      { type: 'response.output_item.added', output_index: 1, item: { ...two, content: [] } },
      { type: 'response.output_text.delta', ...next, delta: 'Mo' },
      { type: 'response.output_text.done', ...next, text: 'More' },
      { type: 'response.completed', response: { id: 'resp_1', status: 'completed', output: [item, two] } },
    ]
    server.script(`${path}/resp_1`, { steps: [{ send: events.map((event) => sse(event)).join('') }] })
    expect((await read({ ...request, continueText: words.join('') })).text).toBe('\n\nMore')
  })

  test.each([400, 403, 404, 405, 410, 501])('%i: the model is asked in words instead', async (status) => {
    server.script(`${path}/resp_1`, jsonAnswer({ error: { message: 'gone' } }, status))
    server.script(path, { steps: [{ send: recorded.join('') }] })
    const { events, ways, cursor: next } = await read(request)
    expect(ways).toEqual([{ type: 'continues', by: 'instruction' }])
    expect(events.some((event) => event.type === 'text-delta' && event.text.startsWith('One'))).toBe(true)
    expect(server.requests[1]?.body).toMatchObject({ input: [{}, { role: 'assistant', content: 'One two' }, {}] })
    expect(JSON.parse(next ?? '')).toMatchObject({ responseId: 'resp_1', sequence: 9 })
  })

  test.each([
    [401, { code: 'auth' }],
    [429, { code: 'rate-limit' }],
    [503, { code: 'overloaded' }],
  ])('%i: is no refusal, the caller may try again', async (status, expected) => {
    server.script(`${path}/resp_1`, jsonAnswer({ error: { message: 'no' } }, status))
    const { error } = await read(request)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ data: expected })
    expect(server.requests).toHaveLength(1)
  })

  test.each(['', 'not ours', '{"responseId":7}', 'null'])(
    'a cursor of something else, %j, is not used',
    async (other) => {
      server.script(path, { steps: [{ send: recorded.join('') }] })
      expect((await read({ ...request, cursor: other })).ways).toEqual([{ type: 'continues', by: 'instruction' }])
      expect(server.requests[0]?.method).toBe('POST')
    },
  )
})

describe('Stop', () => {
  const cancelPath = `${path}/resp_1/cancel`
  const stopAtText = async (reason?: unknown) => {
    server.script(path, { steps: [{ send: recorded.slice(0, 4).join('') }, { stall: true }] })
    const controller = new AbortController()
    for await (const event of provider.streamReply(shortQuestion, controller.signal)) {
      if (event.type === 'text-delta') controller.abort(reason)
    }
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  }

  test('closes the socket and cancels the response, once', async () => {
    server.always(cancelPath, jsonAnswer({ id: 'resp_1', object: 'response', status: 'cancelled' }))
    await stopAtText()
    const cancel = await server.nextRequest()
    expect([cancel.method, cancel.path]).toEqual(['POST', cancelPath])
    expect(cancel.headers.authorization).toBe(`Bearer ${key}`)
    await cancel.closed
    expect(server.requests).toHaveLength(2)
  })

  test('a server that does not answer that holds nobody up, and is hung up on', async () => {
    server.always(cancelPath, { steps: [{ stall: true }] })
    const startedMs = performance.now()
    await stopAtText()
    expect(performance.now() - startedMs).toBeLessThan(1000)
    const cancel = await server.nextRequest()
    const closed = await cancel.closed
    expect(closed.by).toBe('client')
    expect(closed.atMs - cancel.receivedAtMs).toBeLessThan(3000)
  })

  test('giving up on a silent stream cancels nothing: it is to be taken up', async () => {
    server.always('/v1/models', jsonAnswer({ data: [] }))
    await stopAtText(new DOMException('silent', 'TimeoutError'))
    // Whatever had been sent on the abort would have arrived before this.
    await provider.listModels(new AbortController().signal)
    expect(server.requests.map((request) => request.path)).toEqual([path, '/v1/models'])
  })

  test('after the end cancels nothing', async () => {
    server.always('/v1/models', jsonAnswer({ data: [] }))
    server.script(path, { steps: [{ send: recorded.join('') }] })
    const controller = new AbortController()
    for await (const event of provider.streamReply(shortQuestion, controller.signal)) {
      if (isOfReply(event) && event.type === 'finish') controller.abort()
    }
    await provider.listModels(new AbortController().signal)
    expect(server.requests.map((request) => request.path)).toEqual([path, '/v1/models'])
  })
})

test('without a stream there is nothing to take up, so nothing is kept', async () => {
  server.script(path, jsonAnswer({ id: 'resp_1', object: 'response', status: 'completed', output: [item] }))
  const { text, cursor } = await read({ ...shortQuestion, streaming: false })
  expect([text, cursor]).toEqual(['One two three four', undefined])
  expect((await server.nextRequest()).body).toMatchObject({ store: false })
})
