import { describe, expect, test } from 'vitest'
import type { StreamTap } from '../../../../src/main/providers/provider'
import { createStreamRecorder, type StreamRecorder } from '../../../../src/main/replies/stream-recorder'
import type { RecordedItem, Recording } from '../../../../src/shared/recording'

const sent = { method: 'POST', url: 'https://provider.test/v1/x', headers: {}, body: '{}', secrets: [] }
const megabyte = 'a'.repeat(1024 * 1024)

/** The body's bytes. */
function text(tap: StreamTap, chunk: string): void {
  tap.bytes(Buffer.from(chunk))
}

function readAll(recorder: StreamRecorder, replyId: string): { items: RecordedItem[]; last: Recording | null } {
  const items: RecordedItem[] = []
  let last: Recording | null = null
  for (let from = 0; ; from = last.next) {
    const read = recorder.read(replyId, from)
    if (!read) break
    last = read
    items.push(...read.items)
    if (!read.more) break
  }
  return { items, last }
}

function bytesOf(items: readonly RecordedItem[]): number {
  return items.reduce((sum, item) => sum + JSON.stringify(item).length, 0)
}

test('keeps what happened in its order, and gives only what is new', () => {
  const recorder = createStreamRecorder()
  expect(recorder.read('r', 0)).toBeNull()
  const { tap, event } = recorder.record('r')
  tap.request(sent)
  tap.response({ status: 200, headers: { 'content-type': 'text/event-stream' } })
  text(tap, 'data: {"é":"𝒳"}\n\n')
  event({ type: 'text-delta', text: '𝒳' })
  event({ type: 'text-delta', text: 'joined', chunks: 3 })
  event({ type: 'finish', finish: { unified: 'stop', raw: 'stop' } })
  const { secrets: _none, ...request } = sent
  const first = recorder.read('r', 0)
  expect(first?.items.map(({ atMs: _atMs, ...item }) => item)).toEqual([
    { index: 0, type: 'request', request },
    { index: 1, type: 'response', status: 200, headers: { 'content-type': 'text/event-stream' } },
    { index: 2, type: 'text', text: 'data: {"é":"𝒳"}\n\n' },
    { index: 3, type: 'event', event: { type: 'text-delta', text: '𝒳' } },
    { index: 4, type: 'event', event: { type: 'text-delta', text: 'joined', chunks: 3 } },
    { index: 5, type: 'event', event: { type: 'finish', finish: { unified: 'stop', raw: 'stop' } } },
  ])
  expect(first).toMatchObject({ next: 6, more: false, truncated: false })
  const times = first?.items.map((item) => item.atMs) ?? []
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(recorder.read('r', 6)).toMatchObject({ items: [], next: 6, more: false })
  text(recorder.record('r').tap, 'later')
  expect(recorder.read('r', 6)?.items).toMatchObject([{ index: 6, text: 'later' }])
})

const key = 'a-secret-of-mine-1234'

describe('masking', () => {
  test('of a request: keys under every name, wherever the key stands, and no cookies', () => {
    const recorder = createStreamRecorder()
    recorder.record('r').tap.request({
      ...sent,
      secrets: [key],
      url: `https://provider.test/v1/x?key=abcdef&alt=sse&other=${key}`,
      headers: {
        Authorization: `Bearer ${key}`,
        'x-api-key': key,
        'api-key': 'other-key-of-azure-5678',
        'x-goog-api-key': key,
        'x-custom': key,
        cookie: 'a=1',
        accept: 'text/event-stream',
      },
    })
    const seen = JSON.stringify(recorder.read('r', 0))
    expect(seen).not.toContain(key)
    expect(recorder.read('r', 0)?.items).toMatchObject([
      {
        request: {
          url: 'https://provider.test/v1/x?key=…&alt=sse&other=…1234',
          headers: {
            Authorization: '…1234',
            'x-api-key': '…1234',
            'api-key': '…5678',
            'x-goog-api-key': '…1234',
            'x-custom': '…1234',
            accept: 'text/event-stream',
          },
        },
      },
    ])
    expect(seen).not.toContain('cookie')
    expect(recorder.exportSse('r')?.json).not.toContain(key)
  })

  test('of a response: cookies and an echoed key; counts of tokens stay', () => {
    const recorder = createStreamRecorder()
    const headers = { 'set-cookie': 'a=1', 'x-echo': `Bearer ${key}`, 'x-ratelimit-remaining-tokens': '149984' }
    const { tap } = recorder.record('r')
    tap.request({ ...sent, secrets: [key] })
    tap.response({ status: 200, headers })
    expect(recorder.read('r', 1)?.items).toMatchObject([
      { headers: { 'x-echo': 'Bearer …1234', 'x-ratelimit-remaining-tokens': '149984' } },
    ])
    expect(JSON.stringify(recorder.read('r', 0))).not.toContain('cookie')
  })
})

test.each([
  ['in the body', (tap: StreamTap) => text(tap, `data: no key ${key}`)],
  ['as JSON would write it', (tap: StreamTap) => text(tap, JSON.stringify(`${key} and "quotes"`))],
])('a secret that the server repeats, %s', (_, answer) => {
  const recorder = createStreamRecorder()
  const { tap, event } = recorder.record('r')
  tap.request({ ...sent, secrets: [key] })
  tap.response({ status: 200, headers: {} })
  answer(tap)
  event({ type: 'text-delta', text: key })
  event({ type: 'text-delta', text: `two ${key}`, chunks: 2 })
  expect(JSON.stringify([recorder.read('r', 0), recorder.exportSse('r')])).not.toContain(key)
})

test('a secret in two pieces is whole in an export, and masked there', () => {
  const recorder = createStreamRecorder()
  const { tap } = recorder.record('r')
  tap.request({ ...sent, secrets: [key] })
  tap.response({ status: 200, headers: {} })
  for (const piece of ['data: ', key.slice(0, 9), `${key.slice(9)}\n\n`]) text(tap, piece)
  const { sse = '', json = '' } = recorder.exportSse('r') ?? {}
  expect(sse).toBe('data: …1234\n\n')
  expect(JSON.parse(json)).toMatchObject({ chunks: [{ bytes: Buffer.byteLength(sse) }] })
})

test('a character in two pieces stays one', () => {
  const recorder = createStreamRecorder()
  const { tap } = recorder.record('r')
  const bytes = Buffer.from('é 世 😀.')
  for (const byte of bytes) tap.bytes(Uint8Array.of(byte))
  // Nobody keeps what comes: whose bytes these were may use them again.
  const reused = Buffer.from('世')
  tap.bytes(reused.subarray(0, 2))
  const last = Uint8Array.of(reused[2] ?? 0)
  reused.fill(0)
  tap.bytes(last)
  const items = recorder.read('r', 0)?.items ?? []
  expect(items.map((item) => (item.type === 'text' ? item.text : ''))).toEqual(['é', ' ', '世', ' ', '😀', '.', '世'])
})

describe('bounds', () => {
  test('of one reply: the oldest texts go first, the request stays', () => {
    const recorder = createStreamRecorder()
    const { tap } = recorder.record('r')
    tap.request(sent)
    tap.response({ status: 200, headers: {} })
    const piece = 'b'.repeat(1000)
    for (let count = 0; count < 20_000; count += 1) text(tap, `${count} ${piece}`)
    const { items, last } = readAll(recorder, 'r')
    expect(last).toMatchObject({ truncated: true, more: false })
    expect(bytesOf(items)).toBeLessThan(9 * 1024 * 1024)
    expect(items.length).toBeGreaterThan(7000)
    expect(items.slice(0, 2).map((item) => item.type)).toEqual(['request', 'response'])
    const texts = items.filter((item) => item.type === 'text').map((item) => Number.parseInt(item.text, 10))
    expect(texts).toEqual(Array.from({ length: texts.length }, (_ignored, index) => 20_000 - texts.length + index))
  })

  test('one read is never much more than a megabyte', () => {
    const recorder = createStreamRecorder()
    const { tap } = recorder.record('r')
    for (let count = 0; count < 50; count += 1) text(tap, 'c'.repeat(100_000))
    expect(bytesOf(recorder.read('r', 0)?.items ?? [])).toBeLessThan(1.2 * 1024 * 1024)
    expect(recorder.read('r', 0)?.more).toBe(true)
    expect(readAll(recorder, 'r').items).toHaveLength(50)
  })

  test('a text of 5 MB is kept in parts, no character split', () => {
    const recorder = createStreamRecorder()
    const long = `x${'😀'.repeat(1_300_000)}`
    text(recorder.record('r').tap, long)
    const { items, last } = readAll(recorder, 'r')
    expect(last?.truncated).toBe(false)
    expect(items.map((item) => (item.type === 'text' ? item.text : '')).join('') === long).toBe(true)
  })

  test('a very long question is cut, and it is said', () => {
    const recorder = createStreamRecorder()
    recorder.record('r').tap.request({ ...sent, body: 'd'.repeat(3_000_000) })
    const read = recorder.read('r', 0)
    expect(read?.truncated).toBe(true)
    expect(read?.items).toMatchObject([{ request: { body: 'd'.repeat(1_000_000) } }])
  })

  test('of all together: the oldest replies shrink first, the one that runs is whole', () => {
    const recorder = createStreamRecorder()
    for (let reply = 0; reply < 8; reply += 1) {
      const { tap } = recorder.record(`r${reply}`)
      tap.request(sent)
      for (let count = 0; count < 7; count += 1) text(tap, megabyte)
    }
    const sizes = Array.from({ length: 8 }, (_ignored, reply) => bytesOf(readAll(recorder, `r${reply}`).items))
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(33 * 1024 * 1024)
    expect(sizes[7]).toBeGreaterThan(7 * 1024 * 1024)
    expect(readAll(recorder, 'r0').last?.truncated).toBe(true)
    expect(readAll(recorder, 'r7').last?.truncated).toBe(false)
  })

  test('the last 20 replies; one that was pushed out while it ran is not kept in secret', () => {
    const recorder = createStreamRecorder()
    const first = recorder.record('r0')
    text(first.tap, 'a')
    for (let reply = 1; reply <= 20; reply += 1) text(recorder.record(`r${reply}`).tap, 'b')
    expect(recorder.read('r0', 0)).toBeNull()
    text(first.tap, 'c')
    first.tap.request(sent)
    expect(recorder.read('r0', 0)).toBeNull()
    expect(recorder.read('r1', 0)).not.toBeNull()
    expect(recorder.exportSse('r0')).toBeNull()
  })
})

test('exports the last try that was answered', () => {
  const recorder = createStreamRecorder()
  const { tap, event } = recorder.record('r')
  tap.request(sent)
  tap.response({ status: 429, headers: { 'retry-after': '1' } })
  text(tap, '{"error":{}}')
  tap.request({ ...sent, body: '{"second":true}' })
  tap.response({ status: 200, headers: { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' } })
  text(tap, 'data: ä')
  text(tap, 'b\n\n')
  event({ type: 'text-delta', text: 'äb' })
  tap.request({ ...sent, body: '{"third":"never answered"}' })
  const exported = recorder.exportSse('r')
  expect(exported?.sse).toBe('data: äb\n\n')
  const json: unknown = JSON.parse(exported?.json ?? '')
  expect(json).toMatchObject({
    truncated: false,
    request: { body: '{"second":true}' },
    response: { status: 200, headers: { 'content-type': 'text/event-stream' } },
    chunks: [{ bytes: 8 }, { bytes: 3 }],
    events: [{ event: { type: 'text-delta', text: 'äb' } }],
  })
  expect(exported?.json).not.toContain('gzip')
})
