import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createHttpsServer } from 'node:https'
import { onTestFinished } from 'vitest'

/** A proxy that leads every host name to one port of this computer. */
export interface TestProxy {
  readonly port: number
  /** What it was asked for, such as `CONNECT provider.test:443` or `GET http://provider.test/v1/models`. */
  readonly asked: readonly string[]
  /** The `proxy-authorization` of each request that came, as it was. */
  readonly authorizations: readonly (string | undefined)[]
}

interface ProxySetting {
  readonly targetPort: number
  /** `name:password`, which is then required. */
  readonly credentials?: string
  /** Answered to everybody. */
  readonly status?: number
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** An HTTP proxy: tunnels by CONNECT, and plain requests by their whole address. */
export async function startHttpProxy(setting: ProxySetting): Promise<TestProxy> {
  const asked: string[] = []
  const authorizations: (string | undefined)[] = []
  const refusal = (incoming: IncomingMessage): number | null => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const given = incoming.headers['proxy-authorization']
    authorizations.push(given)
    const wanted = setting.credentials && `Basic ${Buffer.from(setting.credentials).toString('base64')}`
    return setting.status ?? (wanted === undefined || given === wanted ? null : 407)
  }
  const forward = (incoming: IncomingMessage, response: ServerResponse): void => {
    const status = refusal(incoming)
    if (status !== null) return void response.writeHead(status).end()
    const { pathname, search, host } = new URL(incoming.url ?? '')
    const headers = { ...incoming.headers, host }
    const options = {
      host: '127.0.0.1',
      port: setting.targetPort,
      method: incoming.method,
      path: pathname + search,
      headers,
    }
    const asking = request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(asking)
  }
  const server = setting.tls ? createHttpsServer(setting.tls, forward) : createServer(forward)
  server.on('connect', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const status = refusal(incoming)
    if (status !== null) return void socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
    join(socket, setting.targetPort, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'), head)
  })
  return { port: await listen(server), asked, authorizations }
}

/** A SOCKS5 proxy; `status`: the reply with which it refuses a connection. */
export async function startSocksProxy(setting: Omit<ProxySetting, 'tls'>): Promise<TestProxy> {
  const asked: string[] = []
  const authorizations: (string | undefined)[] = []
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    const next = nextMessages(socket)
    const serve = async (): Promise<void> => {
      const [, count = 0, ...methods] = await next()
      const method = setting.credentials === undefined ? 0 : methods.slice(0, count).includes(2) ? 2 : 0xff
      socket.write(Buffer.from([5, method]))
      if (method === 0xff) return void socket.end()
      if (method === 2) {
        const message = await next()
        const nameLength = message[1] ?? 0
        const given = `${message.subarray(2, 2 + nameLength)}:${message.subarray(3 + nameLength)}`
        authorizations.push(given)
        socket.write(Buffer.from([1, given === setting.credentials ? 0 : 1]))
        if (given !== setting.credentials) return void socket.end()
      }
      const message = await next()
      const name = message[3] === 3 ? String(message.subarray(5, -2)) : [...message.subarray(4, -2)].join('.')
      asked.push(`CONNECT ${name}:${message.readUInt16BE(message.length - 2)}`)
      // In two parts, with a name as the bound address: a client must read it to its end.
      const answer = Buffer.from([5, setting.status ?? 0, 0, 3, 4, 98, 97, 99, 107, 0, 80])
      if (setting.status !== undefined) return void socket.end(answer)
      socket.removeAllListeners('data')
      const head = answer.subarray(0, 6)
      join(socket, setting.targetPort, () => {
        socket.write(head)
        setImmediate(() => socket.write(answer.subarray(6)))
      })
    }
    void serve()
  })
  return { port: await listen(server), asked, authorizations }
}

function nextMessages(socket: Socket): () => Promise<Buffer> {
  return () => new Promise((resolve) => socket.once('data', resolve))
}

function join(socket: Socket, port: number, opened: () => void, head?: Buffer): void {
  const target = connect(port, '127.0.0.1', () => {
    opened()
    if (head) target.write(head)
    socket.pipe(target).pipe(socket)
  })
  const end = (): void => void (socket.destroy(), target.destroy())
  socket.on('error', end).on('close', end)
  target.on('error', end).on('close', end)
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  for (const event of ['connection', 'secureConnection']) {
    server.on(event, (socket: Socket) => sockets.add(socket.on('error', () => socket.destroy())))
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}
