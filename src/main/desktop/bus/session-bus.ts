import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { decodeMessage, encodeMessage, type BusMessage, type BusValue } from './bus-messages'

/** What is called. */
export interface BusCall extends Pick<BusMessage, 'destination' | 'path' | 'interface' | 'member'> {
  readonly signature?: string
  readonly body?: readonly BusValue[]
}

/** A connection to the desktop's D-Bus. */
export interface SessionBus {
  /** Answers with the body of the answer. Rejects when the other side says no, or the connection is gone. */
  call(call: BusCall): Promise<readonly BusValue[]>
  /** Has `onMessage` get the signals that this rule matches ("Match Rules"). */
  listenTo(rule: string): Promise<void>
  /** Whether somebody has this name now. */
  hasOwner(name: string): Promise<boolean>
  /** Sends a signal, or an answer; serial and sender are filled in. */
  send(message: Partial<BusMessage> & Pick<BusMessage, 'kind'>): void
  close(): void
}

const empty = {
  answerTo: 0,
  path: '',
  interface: '',
  member: '',
  errorName: '',
  destination: '',
  sender: '',
  signature: '',
  body: [],
}
const busItself = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

/**
 * Connects to the bus at this address (`DBUS_SESSION_BUS_ADDRESS`). `onMessage` gets what is no answer to a call of ours.
 * Rejects when nobody is there. For a few calls only; what Chromium says on the bus goes by a connection of its own.
 */
export async function openSessionBus(
  address: string,
  onMessage: (message: BusMessage) => void = () => {},
): Promise<SessionBus> {
  const socket = createConnection(socketPath(address))
  await once(socket, 'connect')
  await authenticate(socket)
  const waiting = new Map<number, { resolve: (body: readonly BusValue[]) => void; reject: (error: Error) => void }>()
  let serial = 0
  const send: SessionBus['send'] = (message) => {
    serial += 1
    socket.write(encodeMessage({ ...empty, ...message, serial }))
  }
  const call: SessionBus['call'] = (wanted) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('The bus is gone.'))
      send({ ...wanted, kind: 'call' })
      waiting.set(serial, { resolve, reject })
    })
  listen(socket, (message) => {
    const caller = waiting.get(message.answerTo)
    waiting.delete(message.answerTo)
    if (!caller) onMessage(message)
    else if (message.kind === 'error') caller.reject(new Error(`${message.errorName} ${String(message.body[0] ?? '')}`))
    else caller.resolve(message.body)
  })
  socket.on('close', () => waiting.forEach(({ reject }) => reject(new Error('The bus is gone.'))))
  await call({ ...busItself, member: 'Hello' })
  return {
    call,
    send,
    listenTo: async (rule) => void (await call({ ...busItself, member: 'AddMatch', signature: 's', body: [rule] })),
    hasOwner: async (name) =>
      (await call({ ...busItself, member: 'NameHasOwner', signature: 's', body: [name] }))[0] === true,
    close: () => socket.destroy(),
  }
}

/** The socket of the first address that is one: `unix:path=/run/user/1000/bus,guid=…` or an abstract one. */
function socketPath(address: string): string {
  const [, kind = '', path = ''] = /unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? []
  if (path === '') throw new Error('No bus that can be reached.')
  return `${kind === 'abstract' ? '\0' : ''}${decodeURIComponent(path)}`
}

/** Says who we are; the bus sees that it is true. ("Authentication Protocol", EXTERNAL) */
async function authenticate(socket: Socket): Promise<void> {
  const user = Buffer.from(String(process.getuid?.() ?? '')).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  if (!answer.toString().startsWith('OK ')) throw new Error('The bus refuses us.')
  socket.write('BEGIN\r\n')
}

function listen(socket: Socket, take: (message: BusMessage) => void): void {
  let pending: Buffer = Buffer.alloc(0)
  socket.on('data', (part: Buffer) => {
    pending = Buffer.concat([pending, part])
    try {
      for (let next = decodeMessage(pending); next; next = decodeMessage(pending)) {
        pending = pending.subarray(next.length)
        take(next.message)
      }
    } catch (error) {
      socket.destroy(error instanceof Error ? error : undefined)
    }
  })
  // Whoever waits is told by the close that follows.
  socket.on('error', () => undefined)
}
