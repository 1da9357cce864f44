// What sees from outside whether anything left the app.
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../temporary-folder'

/** A server on this computer that nobody should ask. */
export interface Witness {
  readonly origin: string
  /** Every connection and the path of every request so far. */
  readonly seen: { connections: number; readonly paths: string[] }
}

/** A page for whoever asks. It keeps the path of every request, and counts connections that ask nothing. */
export async function startWitness(): Promise<Witness> {
  const paths: string[] = []
  const seen = { connections: 0, paths }
  const server = createHttpServer((request, response) => {
    paths.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<body>here')
  })
  server.on('connection', () => (seen.connections += 1))
  server.on('upgrade', (request, socket) => {
    paths.push(request.url ?? '')
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** Sees every socket that Node itself opens in main; with what Chromium logs of its own, that is all the network there is. */
export interface WatchedSockets {
  /** For the app's `mainModules`. */
  readonly module: string
  /** Whom main has turned to so far, each once: "address:port", the name of a host that was looked up, or "udp". */
  addresses(): readonly string[]
}

/** Watches the sockets of an app that is about to start. */
export function watchSockets(): WatchedSockets {
  const folder = temporaryFolder()
  const [module, log] = [join(folder, 'watch.cjs'), join(folder, 'sockets.txt')]
  writeFileSync(log, '')
  writeFileSync(
    module,
    `const { appendFileSync } = require('node:fs')
    const { subscribe } = require('node:diagnostics_channel')
    const say = (words) => appendFileSync(${JSON.stringify(log)}, words + '\\n')
    subscribe('net.client.socket', ({ socket }) => {
      // Without a port it is a file: the desktop's own bus, which leads to no network.
      socket.on('connectionAttempt', (address, port) => port && say(address + ':' + port))
      socket.on('lookup', (error, address, family, host) => say(host))
    })
    subscribe('udp.socket', () => say('udp'))`,
  )
  return {
    module,
    addresses: () => [...new Set(readFileSync(log, 'utf8').split('\n').filter(Boolean))].toSorted(),
  }
}

/** What stands in for the system's programs that open links, and keeps what they were given. Linux only. */
export interface OpenedLinks {
  /** For the app that is to be watched. */
  readonly environment: Readonly<Record<string, string>>
  /** Every address that was opened so far, oldest first. */
  readonly all: readonly string[]
  /** The next address that is opened from now on. */
  next(): Promise<string>
}

/** Puts real programs called `xdg-open` and `xdg-email` first in the path. They report to this process and open nothing. */
export async function recordOpenedLinks(): Promise<OpenedLinks> {
  const all: string[] = []
  const server = createServer((socket) => void report(socket))
  const report = async (socket: Socket): Promise<void> => {
    let words = ''
    for await (const part of socket.setEncoding('utf8')) words += String(part)
    all.push(words.trim())
    server.emit('opened', words.trim())
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const folder = join(temporaryFolder(), 'bin')
  mkdirSync(folder)
  for (const name of ['xdg-open', 'xdg-email']) {
    writeFileSync(join(folder, name), `#!/bin/bash\nprintf '%s\\n' "$*" > /dev/tcp/127.0.0.1/${port}\n`, {
      mode: 0o755,
    })
  }
  return {
    environment: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    all,
    async next() {
      const [address] = (await once(server, 'opened')) as [string]
      return address
    },
  }
}
