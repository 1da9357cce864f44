import { expect, test } from 'vitest'
import { createNetworkLog, type ExchangeStart } from '../../../../src/main/network/network-log'

const start: ExchangeStart = {
  host: 'provider.test',
  port: 443,
  why: 'reply',
  providerId: 'p',
  method: 'POST',
  path: '/v1/chat/completions',
  bytesSent: 10,
  viaProxy: null,
}

test('an entry stands in the log while it runs, and nothing changes it after its end', () => {
  const log = createNetworkLog()
  const one = log.open(start)
  const [running] = log.entries()
  expect(running).toMatchObject({ id: 1, status: null, tookMs: null, bytesReceived: 0 })
  one.answered(200)
  one.received(5)
  one.received(6)
  one.end(null)
  one.end('aborted')
  one.received(7)
  one.answered(500)
  expect(log.entries()).toMatchObject([{ status: 200, errorCode: null, bytesReceived: 11, tookMs: expect.any(Number) }])
  expect(running?.status).toBeNull()
})

test('keeps the last 500, and ids go on', () => {
  const log = createNetworkLog()
  for (let count = 0; count < 503; count += 1) log.open(start).end(null)
  expect(log.entries().map((entry) => entry.id)).toEqual(Array.from({ length: 500 }, (_, index) => index + 4))
})

test('tells of the beginning, the answer and the end, not of chunks, until undone', () => {
  const log = createNetworkLog()
  let calls = 0
  const listener = () => (calls += 1)
  const undo = log.onChange(listener)
  const undoTwin = log.onChange(listener)
  undoTwin()
  const one = log.open(start)
  one.answered(200)
  one.received(1)
  one.end(null)
  expect(calls).toBe(3)
  undo()
  log.open(start)
  expect(calls).toBe(3)
})
