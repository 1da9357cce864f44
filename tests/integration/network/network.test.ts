import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createGate, jsonAnswer, startProviderServer, type ProviderServer } from '../../support/provider-server'
import { codeThrownBy, failureOf, startNetwork } from './started-network'

async function startServer(): Promise<ProviderServer> {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  return server
}

describe('fetch', () => {
  test("answers with the runtime's own classes, and logs what was sent and came", async () => {
    const server = await startServer()
    // A path that looks like a host of its own.
    server.always('/', jsonAnswer({ data: [1, 2] }))
    const { fetchFor, ended } = startNetwork()
    const sent = fetchFor({ providerId: 'one', why: 'models' })
    const response = await sent(`${server.origin}//models?key=secret`, { method: 'POST', body: 'äöü' })
    expect(response).toBeInstanceOf(Response)
    expect(response.headers).toBeInstanceOf(Headers)
    expect(await response.json()).toEqual({ data: [1, 2] })
    expect(await ended()).toEqual({
      id: 1,
      atMs: expect.any(Number),
      host: '127.0.0.1',
      port: server.port,
      why: 'models',
      providerId: 'one',
      method: 'POST',
      path: '//models',
      status: 200,
      errorCode: null,
      bytesSent: 6,
      bytesReceived: 14,
      tookMs: expect.any(Number),
      viaProxy: null,
    })
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('reads %s, and counts the bytes that were on the wire', async (encoding, compress) => {
    const server = await startServer()
    const text = 'A word, and again a word. '.repeat(400)
    const bytes = compress(text)
    server.script('/v1/x', { headers: { 'content-encoding': encoding }, steps: [{ send: bytes, split: [7, 31] }] })
    const { fetchFor, ended } = startNetwork()
    expect(await (await fetchFor()(`${server.baseUrl}/x`)).text()).toBe(text)
    expect(await ended()).toMatchObject({ bytesReceived: bytes.length, errorCode: null })
  })

  test('what was compressed is read up to where it breaks off', async () => {
    const server = await startServer()
    const whole = gzipSync('First. '.repeat(50), { finishFlush: constants.Z_SYNC_FLUSH })
    const headers = { 'content-encoding': 'gzip' }
    server.script('/v1/x', { headers, steps: [{ send: whole }, { cut: true }] })
    server.script('/v1/x', { headers, steps: [{ send: 'no gzip at all' }, { stall: true }] })
    const { fetchFor, ended } = startNetwork()
    const texts: string[] = []
    for (const code of ['UND_ERR_SOCKET', 'Z_DATA_ERROR']) {
      const { body } = await fetchFor()(`${server.baseUrl}/x`)
      const reading = (async () => {
        for await (const part of body ?? []) texts.push(Buffer.from(part).toString())
      })()
      await expect(reading).rejects.toMatchObject({ message: 'terminated', cause: { code } })
      expect((await ended()).errorCode).toBe(code)
    }
    expect(texts.join('')).toBe('First. '.repeat(50))
    expect((await (await server.nextRequest()).closed).by).toBe('server')
    expect((await (await server.nextRequest()).closed).by).toBe('client')
  })

  test('says nothing of the machine that sends it', async () => {
    const server = await startServer()
    server.always('/v1/x', jsonAnswer({}))
    await startNetwork().fetchFor()(`${server.baseUrl}/x`, { method: 'POST', body: '{}' })
    expect((await server.nextRequest()).headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'gzip, br',
      connection: 'keep-alive',
      'content-length': '2',
      'content-type': 'text/plain;charset=UTF-8',
      host: `127.0.0.1:${server.port}`,
    })
  })

  test('an answer without a body', async () => {
    const { port } = await startRawServer((response) => response.writeHead(204).end())
    const { fetchFor, ended } = startNetwork()
    const response = await fetchFor()(`http://127.0.0.1:${port}/`)
    expect([response.status, response.body, await response.text()]).toEqual([204, null, ''])
    expect(await ended()).toMatchObject({ status: 204, errorCode: null })
  })

  test('takes a Request, gives a redirect back, and keeps headers that come twice', async () => {
    const { port } = await startRawServer((response) => {
      response.writeHead(302, ['location', 'https://elsewhere.test/', 'x-two', 'a', 'x-two', 'b'])
      response.end()
    })
    const { fetchFor, log } = startNetwork()
    const response = await fetchFor()(new Request(`http://127.0.0.1:${port}/`), { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('https://elsewhere.test/')
    expect(response.headers.get('x-two')).toBe('a, b')
    expect(log.entries()).toHaveLength(1)
  })

  test('takes more headers than Node would by itself', async () => {
    const { port } = await startRawServer((response) => response.setHeader('x-long', 'a'.repeat(100_000)).end('ok'))
    const { fetchFor } = startNetwork()
    expect((await fetchFor()(`http://127.0.0.1:${port}/`)).headers.get('x-long')).toHaveLength(100_000)
  })

  test('the same connection serves the next request, and after renew() a new one', async () => {
    const remotePorts: (number | undefined)[] = []
    const { port } = await startRawServer((response) => {
      remotePorts.push(response.socket?.remotePort)
      response.end('ok')
    })
    const { fetchFor, network } = startNetwork()
    const ask = async () => {
      await (await fetchFor()(`http://127.0.0.1:${port}/`)).text()
      // The text is there one turn before its connection is free.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await ask()
    await ask()
    network.renew()
    await ask()
    expect(remotePorts[1]).toBe(remotePorts[0])
    expect(remotePorts[2]).not.toBe(remotePorts[0])
  })
})

describe('a body that nobody reads', () => {
  test('keeps the server waiting, and comes whole when it is read', async () => {
    const size = 64 * 1024 * 1024
    const { promise: stuck, resolve } = Promise.withResolvers<void>()
    const { port } = await startRawServer((response) => {
      const part = Buffer.alloc(64 * 1024)
      let written = 0
      const write = (): void => {
        for (let free = true; free && written < size; written += part.length) free = response.write(part)
        if (written === size) response.end()
      }
      response.on('drain', write)
      write()
      // Nothing drains any more.
      const watch = setInterval(() => {
        if (written !== before) {
          before = written
          return
        }
        clearInterval(watch)
        resolve()
      }, 100)
      let before = -1
    })
    const { fetchFor, last } = startNetwork()
    const response = await fetchFor()(`http://127.0.0.1:${port}/`)
    await stuck
    expect(last()?.bytesReceived).toBeLessThan(size / 4)
    expect((await response.arrayBuffer()).byteLength).toBe(size)
  })

  test('closes the connection when it is not wanted', async () => {
    const server = await startServer()
    server.script('/v1/x', { steps: [{ send: 'abc' }, { stall: true }] })
    const { fetchFor, ended } = startNetwork()
    const reader = (await fetchFor()(`${server.baseUrl}/x`)).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect((await (await server.nextRequest()).closed).by).toBe('client')
    expect(await ended()).toMatchObject({ status: 200, errorCode: 'aborted', bytesReceived: 3 })
  })
})

describe('silence', () => {
  test('neither before the headers nor between two chunks does it end a request', async () => {
    const [reached, headers, rest] = [createGate(), createGate(), createGate()]
    const { port } = await startRawServer(async (response) => {
      reached.open()
      await headers.opened
      response.write('a')
      await rest.opened
      response.end('b')
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { fetchFor } = startNetwork()
    const asked = fetchFor()(`http://127.0.0.1:${port}/`)
    await reached.opened
    await vi.advanceTimersByTimeAsync(400_000)
    headers.open()
    const reader = (await asked).body?.getReader()
    await reader?.read()
    await vi.advanceTimersByTimeAsync(400_000)
    rest.open()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('b')
  })
})

describe('a request that does not come to its end', () => {
  test('refused: the code is in the log', async () => {
    const server = await startProviderServer()
    await server.stop()
    const { fetchFor, last } = startNetwork()
    expect(await codeThrownBy(fetchFor()(`${server.baseUrl}/x`))).toBe('ECONNREFUSED')
    expect(last()).toMatchObject({ status: null, errorCode: 'ECONNREFUSED', tookMs: expect.any(Number) })
  })

  test('aborted before the answer and in the middle of it: the server sees the connection close', async () => {
    const server = await startServer()
    server.script('/v1/x', { steps: [{ stall: true }] }, { steps: [{ send: 'abc' }, { stall: true }] })
    const { fetchFor, ended } = startNetwork()
    for (const bytesReceived of [0, 3]) {
      const abort = new AbortController()
      const asked = fetchFor()(`${server.baseUrl}/x`, { signal: abort.signal })
      const request = await server.nextRequest()
      const reader = (await asked).body?.getReader()
      if (bytesReceived > 0) await reader?.read()
      abort.abort()
      await expect(reader?.read()).rejects.toThrow('aborted')
      expect((await request.closed).by).toBe('client')
      expect(await ended()).toMatchObject({ status: 200, errorCode: 'aborted', bytesReceived })
    }
  })

  test('cut in the middle: status and code stand side by side', async () => {
    const server = await startServer()
    server.script('/v1/x', { steps: [{ send: 'abc' }, { cut: true }] })
    const { fetchFor, ended } = startNetwork()
    const response = await fetchFor()(`${server.baseUrl}/x`)
    await expect(response.text()).rejects.toThrow('terminated')
    expect(await ended()).toMatchObject({ status: 200, errorCode: 'UND_ERR_SOCKET', bytesReceived: 3 })
  })

  test('close() breaks what runs, and later requests fail', async () => {
    const server = await startServer()
    server.script('/v1/x', { steps: [{ send: 'abc' }, { stall: true }] })
    const { fetchFor, network } = startNetwork()
    const response = await fetchFor()(`${server.baseUrl}/x`)
    network.close()
    await expect(response.text()).rejects.toThrow('terminated')
    expect((await (await server.nextRequest()).closed).by).toBe('client')
    expect((await failureOf(fetchFor()(`${server.baseUrl}/x`))).code).toBe('internal')
  })
})

type Answer = (response: ServerResponse) => unknown

async function startRawServer(answer: Answer): Promise<{ readonly port: number }> {
  const server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { port: (server.address() as AddressInfo).port }
}
