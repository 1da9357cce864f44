import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SseDecoder, type SseEvent } from '../../../../../src/main/providers/transport/sse'
import { AppError } from '../../../../../src/shared/errors'
import { splitBytes } from '../../../../support/provider-server'

function decode(text: string | Uint8Array, split?: 'bytes' | readonly number[]): readonly SseEvent[] {
  const decoder = new SseDecoder()
  const events = splitBytes(text, split).flatMap((part) => decoder.push(part))
  return [...events, ...decoder.end()]
}

const dataOf = (text: string, split?: 'bytes' | readonly number[]) => decode(text, split).map((event) => event.data)

describe('what the standard says', () => {
  test.each([
    ['LF', 'data: a\ndata: b\n\ndata: c\n\n'],
    ['CR', 'data: a\rdata: b\r\rdata: c\r\r'],
    ['CRLF', 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n'],
    ['mixed', 'data: a\rdata: b\r\n\ndata: c\n\r\n'],
  ])('%s ends a line, wherever the bytes are split', (_, text) => {
    expect(dataOf(text)).toEqual(['a\nb', 'c'])
    expect(dataOf(text, 'bytes')).toEqual(['a\nb', 'c'])
  })

  test('an event that ends with CR is given out before the next byte comes', () => {
    const decoder = new SseDecoder()
    expect(decoder.push(new TextEncoder().encode('data: a\r\r'))).toHaveLength(1)
    expect(decoder.push(new TextEncoder().encode('\ndata: b\n\n')).map((event) => event.data)).toEqual(['b'])
  })

  test('a byte order mark is skipped at the start and kept anywhere else', () => {
    expect(dataOf('\uFEFFdata: a\n\ndata: \uFEFF\n\n', 'bytes')).toEqual(['a', '\uFEFF'])
  })

  test('comments and unfilled events give nothing', () => {
    expect(decode(': hello\n\n:\n\nevent: ping\n\nid: 1\n\n')).toEqual([])
  })

  test('one space after the colon is dropped, and only one', () => {
    expect(dataOf('data:a\n\ndata: a\n\ndata:  a\n\ndata\n\ndata:\n\n')).toEqual(['a', 'a', ' a', '', ''])
  })

  test('event, id and retry', () => {
    const decoder = new SseDecoder()
    const text = 'event: first\nid: 7\nretry: 1500\ndata: a\n\ndata: b\n\nid: x\0\nid:\nretry: 1x\ndata: c\n\n'
    const events = decoder.push(new TextEncoder().encode(text))
    expect(events.map(({ event, id, data }) => [event, id, data])).toEqual([
      ['first', '7', 'a'],
      ['', '7', 'b'],
      ['', '', 'c'],
    ])
    expect(decoder.retryMs).toBe(1500)
  })

  test('several events in one chunk come as one batch, in order', () => {
    const decoder = new SseDecoder()
    const batch = decoder.push(new TextEncoder().encode('data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4'))
    expect(batch.map((event) => event.data)).toEqual(['1', '2', '3'])
  })

  test('characters split inside their bytes are whole again', () => {
    expect(dataOf('data: 你好 🦊 é\n\n', 'bytes')).toEqual(['你好 🦊 é'])
  })
})

describe('every recorded stream gives the same events, cut at any byte', () => {
  const folder = new URL('../../../../fixtures/streams/', import.meta.url)
  const isSame = (one: SseEvent, other: SseEvent | undefined): boolean =>
    one.data === other?.data &&
    one.event === other.event &&
    one.id === other.id &&
    one.complete === other.complete &&
    one.strayLines.join('\n') === other.strayLines.join('\n')

  test.each(readdirSync(folder).filter((name) => name.endsWith('.sse')))('%s', (name) => {
    const bytes = readFileSync(new URL(name, folder))
    const whole = decode(bytes)
    expect(whole.length).toBeGreaterThan(0)
    expect(decode(bytes, 'bytes')).toEqual(whole)
    const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1)
    const wrong = cuts.filter((cut) => {
      const events = decode(bytes, [cut])
      return events.length !== whole.length || !events.every((event, index) => isSame(event, whole[index]))
    })
    expect(wrong).toEqual([])
  })
})

describe('beyond the standard', () => {
  test.each(['data: a\n\ndata: b', 'data: a\n\ndata: b\n'])(
    'a last event without its blank line is delivered: %j',
    (text) => {
      expect(decode(text, 'bytes').map(({ data, complete }) => [data, complete])).toEqual([
        ['a', true],
        ['b', false],
      ])
    },
  )

  test('half a character at the end becomes U+FFFD', () => {
    const bytes = new TextEncoder().encode('data: 好')
    expect(decode(bytes.subarray(0, -1)).map((event) => event.data)).toEqual(['\uFFFD'])
  })

  test('lines with an unknown field are kept whole, with or without data', () => {
    const [first, second] = decode('error: {"a":1}\n\ndata: x\n{"b":\n2}\n\n', 'bytes')
    expect(first).toMatchObject({ data: '', strayLines: ['error: {"a":1}'] })
    expect(second).toMatchObject({ data: 'x', strayLines: ['{"b":', '2}'] })
  })
})

describe('memory', () => {
  const refusal = expect.objectContaining({ data: expect.objectContaining({ code: 'bad-response' }) })

  test.each([
    ['one endless line', 'x'.repeat(50)],
    ['endless data lines', `data: ${'x'.repeat(40)}\n`],
    ['endless unknown lines', `y: ${'x'.repeat(40)}\n`],
  ])('%s is refused at the limit', (_, piece) => {
    const decoder = new SseDecoder(1000)
    const bytes = new TextEncoder().encode(piece)
    const feed = () => {
      for (let round = 0; round < 100; round += 1) decoder.push(bytes)
    }
    expect(feed).toThrow(AppError)
    expect(feed).toThrow(refusal)
  })

  test('endless comments and endless small events are no large event', () => {
    const decoder = new SseDecoder(1000)
    const bytes = new TextEncoder().encode(`: ${'x'.repeat(40)}\ndata: ${'x'.repeat(40)}\n\n: ${'x'.repeat(40)}\n`)
    for (let round = 0; round < 100; round += 1) expect(decoder.push(bytes)).toHaveLength(1)
  })

  test('a line of 5 MB in small chunks costs no more per byte than a short one', () => {
    const decoder = new SseDecoder()
    const piece = new TextEncoder().encode('x'.repeat(1000))
    decoder.push(new TextEncoder().encode('data: '))
    const startedMs = performance.now()
    for (let round = 0; round < 5000; round += 1) decoder.push(piece)
    const events = decoder.push(new TextEncoder().encode('\n\n'))
    expect(events[0]?.data).toHaveLength(5_000_000)
    // A decoder that searches the whole line again for each chunk takes many seconds here.
    expect(performance.now() - startedMs).toBeLessThan(1500)
  })
})
