import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeMessage, type BusMessage } from '../../../../../src/main/desktop/bus/bus-messages'

const call: BusMessage = {
  kind: 'call',
  serial: 7,
  answerTo: 0,
  path: '/a',
  interface: 'b.c',
  member: 'd',
  errorName: '',
  destination: 'e.f',
  sender: '',
  signature: '',
  body: [],
}

describe('a message', () => {
  it('is written as the specification lays it out', () => {
    const written = encodeMessage({ ...call, interface: '', destination: '', signature: 'y', body: [9] })
    const expected = [
      // little-endian, call, no flags, version 1; one byte of body; serial; the length of the fields
      [0x6c, 1, 0, 1, 1, 0, 0, 0, 7, 0, 0, 0, 31, 0, 0, 0],
      // 1: the path, as an object path
      [1, 1, 0x6f, 0, 2, 0, 0, 0, 0x2f, 0x61, 0, 0, 0, 0, 0, 0],
      // 3: the member
      [3, 1, 0x73, 0, 1, 0, 0, 0, 0x64, 0, 0, 0, 0, 0, 0, 0].slice(0, 10),
      Array<number>(6).fill(0),
      // 8: the signature of the body, and the body after a multiple of eight
      [8, 1, 0x67, 0, 1, 0x79, 0],
    ].flat()
    expected[12] = expected.length - 16
    expect([...written]).toEqual([...expected, 0, 9])
  })

  it('comes out as it went in, whatever it holds', () => {
    const signature = 'ybnqiuxtdsoga{sv}(ia(sb))v'
    const body = [
      200,
      true,
      -3,
      65_535,
      -70_000,
      4_000_000_000,
      -1n,
      18_446_744_073_709_551_615n,
      0.25,
      '托盘 😀',
      '/a/b',
      'a{sv}',
      [
        ['one', { signature: 's', value: '1' }],
        ['two', { signature: 'ai', value: [1, -2] }],
      ],
      [5, [['x', false]]],
      { signature: '(sv)', value: ['y', { signature: 'u', value: 6 }] },
    ] as const
    const message = { ...call, signature, body }
    expect(decodeMessage(encodeMessage(message))?.message).toEqual(message)
  })

  it('is not there before its last byte is, and ends where the next one begins', () => {
    const one = encodeMessage({ ...call, signature: 's', body: ['hello'] })
    for (let length = 0; length < one.length; length += 1) expect(decodeMessage(one.subarray(0, length))).toBeNull()
    expect(decodeMessage(Buffer.concat([one, one]))?.length).toBe(one.length)
  })

  it('refuses what is no D-Bus', () => {
    expect(() => decodeMessage(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toThrow('D-Bus')
  })
})
