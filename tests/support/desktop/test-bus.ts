import { onTestFinished } from 'vitest'
import type { BusMessage, BusValue } from '../../../src/main/desktop/bus/bus-messages'
import { openSessionBus, type SessionBus } from '../../../src/main/desktop/bus/session-bus'

/** A connection to the desktop's bus, or to the one at this address, that ends with the test. */
export async function testBus(
  onMessage: (message: BusMessage) => void = () => {},
  address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '',
): Promise<SessionBus> {
  const bus = await openSessionBus(address, onMessage)
  onTestFinished(() => bus.close())
  return bus
}

/** What a stand-in answers a call with: a signature and a body, or null when it has no such member. */
export type Answer = readonly [signature: string, ...body: BusValue[]] | null

/** A stand-in for a program on the bus, under its name. Ends with the test. */
export async function standIn(
  name: string,
  answer: (call: BusMessage) => Answer,
  address?: string,
): Promise<SessionBus> {
  const bus = await testBus((call) => {
    if (call.kind !== 'call') return
    const said = answer(call)
    const to = { answerTo: call.serial, destination: call.sender }
    if (!said) return bus.send({ ...to, kind: 'error', errorName: `${name}.Unknown` })
    const [signature, ...body] = said
    bus.send({ ...to, kind: 'answer', signature, body })
  }, address)
  await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'RequestName',
    signature: 'su',
    body: [name, 0],
  })
  return bus
}
