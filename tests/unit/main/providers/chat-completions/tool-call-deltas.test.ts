import { describe, expect, test } from 'vitest'
import { splitHalf, ToolCallDeltas } from '../../../../../src/main/providers/chat-completions/tool-call-deltas'
import { foldEvents } from '../../../../support/read-reply'

function callsFrom(deltas: readonly unknown[]) {
  const calls = new ToolCallDeltas()
  return foldEvents([...deltas.flatMap((delta) => calls.push(delta)), ...calls.end()]).reply.toolCalls
}

const part = (
  index: number | undefined,
  id: string | null | undefined,
  name: string | null | undefined,
  args: unknown,
) => ({
  ...(index === undefined ? {} : { index }),
  ...(id === undefined ? {} : { id }),
  type: 'function',
  function: { ...(name === undefined ? {} : { name }), arguments: args },
})

const one = [{ index: 0, callId: 'a', name: 'f', argumentsText: '{"x":1}' }]
const two = [...one, { index: 1, callId: 'b', name: 'g', argumentsText: '{}' }]

test.each([
  ['as the protocol says', [[part(0, 'a', 'f', '{"x"')], [part(0, undefined, undefined, ':1}')]], one],
  ['empty later ids and names', [[part(0, 'a', 'f', '{"x"')], [part(0, '', '', ':1}')]], one],
  ['id and name repeated', [[part(0, 'a', 'f', '{"x"')], [part(0, 'a', 'f', ':1}')]], one],
  ['an id that changes mid-way', [[part(0, 'a', 'f', '{"x"')], [part(0, 'z', undefined, ':1}')]], one],
  ['null arguments', [[part(0, 'a', 'f', null)], [part(0, null, null, '{"x":1}')]], one],
  ['arguments as an object', [[part(0, 'a', 'f', { x: 1 })]], one],
  ['no index, one call', [[part(undefined, 'a', 'f', '{"x"')], [part(undefined, undefined, undefined, ':1}')]], one],
  ['no index, two calls', [[part(undefined, 'a', 'f', '{"x":1}')], [part(undefined, 'b', 'g', '{}')]], two],
  ['no index, the id repeated', [[part(undefined, 'a', 'f', '{"x"')], [part(undefined, 'a', undefined, ':1}')]], one],
  ['the same index for two calls', [[part(0, 'a', 'f', '{"x":1}')], [part(0, 'b', 'g', '{}')]], two],
  [
    'interleaved',
    [
      [part(0, 'a', 'f', '{"x"'), part(1, 'b', 'g', '{')],
      [part(1, '', null, '}'), part(0, '', null, ':1}')],
    ],
    two,
  ],
  ['indexes that start elsewhere', [[part(3, 'a', 'f', '{"x":1}')], [part(7, 'b', 'g', '{}')]], two],
  ['the name after the arguments', [[part(0, 'a', undefined, '{"x"')], [part(0, undefined, 'f', ':1}')]], one],
  ['one object instead of a list', [part(0, 'a', 'f', '{"x":1}')], one],
])('%s', (_, deltas, expected) => {
  expect(callsFrom(deltas)).toEqual(expected)
})

test('a call without an id gets one; a call without a name is still shown', () => {
  expect(callsFrom([[part(0, undefined, 'f', '{}')]])[0]?.callId).toBe('call-0')
  expect(callsFrom([[part(0, 'a', undefined, '{}')]])).toEqual([
    { index: 0, callId: 'a', name: '', argumentsText: '{}' },
  ])
})

test('what is no call is ignored', () => {
  expect(callsFrom([null, 'x', [null, 7]])).toEqual([])
})

test('a character cut by UTF-16 in the arguments is whole again', () => {
  const calls = callsFrom([[part(0, 'a', 'f', '"\ud83d')], [part(0, '', null, '\ude00"')]])
  expect(calls[0]?.argumentsText).toBe('"😀"')
})

describe('splitHalf', () => {
  test.each([
    ['plain', 'abc', 'abc', ''],
    ['a whole pair at the end', 'a😀', 'a😀', ''],
    ['a first half at the end', 'a\ud83d', 'a', '\ud83d'],
    ['a second half alone', '\ude00a', '\uFFFDa', ''],
    ['a first half in the middle', 'a\ud83db', 'a\uFFFDb', ''],
  ])('%s', (_, text, whole, half) => {
    expect(splitHalf(text)).toEqual({ whole, half })
  })
})
