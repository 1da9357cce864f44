import { describe, expect, test } from 'vitest'
import { createStreamRecorder, type StreamRecorder } from '../../../../src/main/replies/stream-recorder'
import type { RecordedItem, Recording } from '../../../../src/shared/recording'

const sent = { method: 'POST', url: 'https://provider.test/v1/x', headers: {}, body: '{}' }
const megabyte = 'a'.repeat(1024 * 1024)

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
  tap.text('data: {"é":"𝒳"}\n\n')
  event({ type: 'text-delta', text: '𝒳' })
  event({ type: 'text-delta', text: 'joined', chunks: 3 })
  event({ type: 'finish', finish: { unified: 'stop', raw: 'stop' } })
  const first = recorder.read('r', 0)
  expect(first?.items.map(({ atMs: _atMs, ...item }) => item)).toEqual([
    { index: 0, type: 'request', request: sent },
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
  recorder.record('r').tap.text('later')
  expect(recorder.read('r', 6)?.items).toMatchObject([{ index: 6, text: 'later' }])
})

describe('masking', () => {
  const key = 'a-secret-of-mine-1234'

  test('of a request: keys under every name, wherever the key stands, and no cookies', () => {
    const recorder = createStreamRecorder()
    recorder.record('r', key).tap.request({
      ...sent,
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
    const text = JSON.stringify(recorder.read('r', 0))
    expect(text).not.toContain(key)
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
    expect(text).not.toContain('cookie')
    expect(recorder.exportSse('r')?.json).not.toContain(key)
  })

  test('of a response: cookies and an echoed key; counts of tokens stay', () => {
    const recorder = createStreamRecorder()
    const headers = { 'set-cookie': 'a=1', 'x-echo': `Bearer ${key}`, 'x-ratelimit-remaining-tokens': '149984' }
    recorder.record('r', key).tap.response({ status: 200, headers })
    expect(recorder.read('r', 0)?.items).toMatchObject([
      { headers: { 'x-echo': 'Bearer …1234', 'x-ratelimit-remaining-tokens': '149984' } },
    ])
    expect(JSON.stringify(recorder.read('r', 0))).not.toContain('cookie')
  })
})

describe('bounds', () => {
  test('of one reply: the oldest texts go first, the request stays', () => {
    const recorder = createStreamRecorder()
    const { tap } = recorder.record('r')
    tap.request(sent)
    tap.response({ status: 200, headers: {} })
    const piece = 'b'.repeat(1000)
    for (let count = 0; count < 20_000; count += 1) tap.text(`${count} ${piece}`)
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
    for (let count = 0; count < 50; count += 1) tap.text('c'.repeat(100_000))
    expect(bytesOf(recorder.read('r', 0)?.items ?? [])).toBeLessThan(1.2 * 1024 * 1024)
    expect(recorder.read('r', 0)?.more).toBe(true)
    expect(readAll(recorder, 'r').items).toHaveLength(50)
  })

  test('a text of 5 MB is kept in parts, no character split', () => {
    const recorder = createStreamRecorder()
    const text = `x${'😀'.repeat(1_300_000)}`
    recorder.record('r').tap.text(text)
    const { items, last } = readAll(recorder, 'r')
    expect(last?.truncated).toBe(false)
    expect(items.map((item) => (item.type === 'text' ? item.text : '')).join('') === text).toBe(true)
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
      for (let count = 0; count < 7; count += 1) tap.text(megabyte)
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
    first.tap.text('a')
    for (let reply = 1; reply <= 20; reply += 1) recorder.record(`r${reply}`).tap.text('b')
    expect(recorder.read('r0', 0)).toBeNull()
    first.tap.text('c')
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
  tap.text('{"error":{}}')
  tap.request({ ...sent, body: '{"second":true}' })
  tap.response({ status: 200, headers: { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' } })
  tap.text('data: ä')
  tap.text('b\n\n')
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
