import { describe, expect, it } from 'vitest'
import { eventLine, oneLine, StreamRows } from '../../../../src/renderer/inspector/stream-rows'
import type { RecordedEvent, RecordedItem } from '../../../../src/shared/recording'

type Item = RecordedItem extends infer One ? (One extends RecordedItem ? Omit<One, 'index' | 'atMs'> : never) : never

const request: Item = {
  type: 'request',
  request: { method: 'POST', url: 'https://api.example.com/v1/x', headers: {}, body: '{}' },
}
const text = (words: string): Item => ({ type: 'text', text: words })
const event = (one: RecordedEvent): Item => ({ type: 'event', event: one })
const delta = (words: string): Item => event({ type: 'text-delta', text: words })

function fold(...items: readonly Item[]): StreamRows {
  const stream = new StreamRows()
  // One by one, as a slow reader would get them.
  items.forEach((item, index) => stream.add([{ ...item, index, atMs: index * 10 } as RecordedItem]))
  return stream
}

const shown = (stream: StreamRows) => stream.rows.map(({ raw, events }) => [raw, events.map(({ type }) => type).join()])

describe('an event stream', () => {
  it('is one row for each event, with what was made of it beside it', () => {
    const stream = fold(request, text('data: "Hel"\n\n'), delta('Hel'), text('data: "lo"\r\n\r\n'), delta('lo'))
    expect(shown(stream)).toEqual([
      ['data: "Hel"', 'text-delta'],
      ['data: "lo"', 'text-delta'],
    ])
  })

  it('may be cut anywhere', () => {
    const stream = fold(request, text('da'), text('ta: "H'), text('i"\n'), text('\n'), delta('Hi'))
    expect(shown(stream).at(-1)).toEqual(['data: "Hi"', 'text-delta'])
  })

  it('with several events in a chunk puts each text beside the event that has it', () => {
    const chunk = 'data: {"role":1}\n\ndata: {"t":"a\\n"}\n\ndata: {"t":"b"}\n\ndata: {"usage":{}}\n\n'
    const usage = event({ type: 'usage', usage: {} })
    const stream = fold(request, text(chunk), delta('a\n'), delta('b'), usage, usage)
    expect(shown(stream)).toEqual([
      ['data: {"role":1}', ''],
      ['data: {"t":"a\\n"}', 'text-delta'],
      ['data: {"t":"b"}', 'text-delta'],
      ['data: {"usage":{}}', 'usage'],
      ['', 'usage'],
    ])
  })

  it('shows its last event though nothing ended it', () => {
    const end = event({ type: 'reply-end', finish: { unified: 'error', raw: null }, timing: { totalMs: 1 } })
    expect(shown(fold(request, text('data: half'), end))).toEqual([['data: half', 'reply-end']])
  })
})

it('takes what is no event stream as it comes', () => {
  const stream = fold(request, text('{"choices":[\n\n'), text(']}'), delta('Hi'))
  expect(shown(stream)).toEqual([
    ['{"choices":[\n\n', ''],
    [']}', 'text-delta'],
  ])
})

it('keeps tries apart', () => {
  const answer: Item = { type: 'response', status: 429, headers: { 'retry-after': '2' } }
  const stream = fold(request, answer, text('slow'), request, text('data: x\n\n'))
  expect(stream.exchanges.map(({ response }) => response?.status)).toEqual([429, undefined])
  expect(shown(stream)).toEqual([
    ['slow', ''],
    ['data: x', ''],
  ])
})

it('counts tokens of text and thoughts over time', () => {
  const thought = event({ type: 'reasoning-delta', text: 'hm', chunks: 3 })
  const stream = fold(request, thought, delta('a'), delta(''), event({ type: 'alive' }), delta('b'))
  expect(stream.counts.map(({ tokens }) => tokens)).toEqual([3, 4, 5])
  expect(stream.lastMs).toBe(50)
})

it('writes long and broken lines as one short one', () => {
  expect(oneLine('event: a\r\ndata: b')).toBe('event: a ⏎ data: b')
  expect(oneLine('x'.repeat(5_000_000))).toHaveLength(400)
  expect(eventLine({ type: 'alive' })).toBe('alive')
  expect(eventLine({ type: 'text-delta', text: 'a\nb' })).toBe('text-delta "a\\nb"')
})
