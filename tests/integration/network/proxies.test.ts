import { writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import { createGate, jsonAnswer, startProviderServer, type ProviderServer } from '../../support/provider-server'
import { temporaryFolder } from '../../support/temporary-folder'
import { providerCertificate } from './provider-certificate'
import { codeThrownBy, failureOf, startNetwork } from './started-network'
import { startHttpProxy, startSocksProxy } from './test-proxies'

// provider.test exists nowhere: only a proxy can lead there.
const secureUrl = 'https://provider.test/v1/models'
const plainUrl = 'http://provider.test/v1/models?key=secret'

async function startServer(tls = true): Promise<ProviderServer> {
  const server = await startProviderServer(tls ? { tls: providerCertificate } : {})
  onTestFinished(() => server.stop())
  server.always('/v1/models', jsonAnswer({ data: [{ id: 'm' }] }))
  return server
}

async function caFile(): Promise<string> {
  const path = join(temporaryFolder(), 'ca.pem')
  await writeFile(path, providerCertificate.cert)
  return path
}

const custom = (url: string) => ({ mode: 'custom', url }) as const

/** A port of this computer where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Takes connections and never says a word. */
async function startSilentServer(): Promise<{ readonly port: number; readonly connected: Promise<Socket> }> {
  const { promise, resolve } = Promise.withResolvers<Socket>()
  const server = createServer((socket) => resolve(socket.on('error', () => socket.destroy())))
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  onTestFinished(async () => {
    server.close()
    ;(await promise).destroy()
  })
  return { port: (server.address() as AddressInfo).port, connected: promise }
}

describe('through a proxy', () => {
  test.each([
    ['http', 'name:pass%3Aword', 'name:pass:word'],
    ['http', '', undefined],
    ['https', '', undefined],
  ])(
    '%s, %j: TLS in a tunnel, and the proxy stands in the log without its password',
    async (kind, user, credentials) => {
      const { port } = await startServer()
      const tls = kind === 'https' ? { tls: providerCertificate } : {}
      const proxy = await startHttpProxy({ targetPort: port, ...tls, ...(credentials ? { credentials } : {}) })
      const address = `${kind}://${user ? `${user}@` : ''}127.0.0.1:${proxy.port}`
      const { fetchFor, ended } = startNetwork()
      const response = await fetchFor({ proxy: custom(address), caFile: await caFile() })(secureUrl)
      expect(await response.json()).toEqual({ data: [{ id: 'm' }] })
      expect(proxy.asked).toEqual(['CONNECT provider.test:443'])
      expect(await ended()).toMatchObject({
        host: 'provider.test',
        port: 443,
        status: 200,
        viaProxy: `${kind}://127.0.0.1:${proxy.port}`,
      })
    },
  )

  test.each(['', 'name:password'])('SOCKS5 %j: the proxy looks the name up', async (credentials) => {
    const [secure, plain] = [await startServer(), await startServer(false)]
    const known = credentials ? { credentials } : {}
    const [one, two] = [
      await startSocksProxy({ targetPort: secure.port, ...known }),
      await startSocksProxy({ targetPort: plain.port, ...known }),
    ]
    const address = (port: number) => custom(`socks5://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}`)
    const { fetchFor, ended } = startNetwork()
    const response = await fetchFor({ proxy: address(one.port), caFile: await caFile() })(secureUrl)
    expect(await response.json()).toEqual({ data: [{ id: 'm' }] })
    expect((await ended()).viaProxy).toBe(`socks5://127.0.0.1:${one.port}`)
    expect((await fetchFor({ proxy: address(two.port) })(plainUrl)).status).toBe(200)
    await fetchFor({ proxy: address(two.port) })('http://192.0.2.7:8080/v1/models')
    expect([...one.asked, ...two.asked]).toEqual([
      'CONNECT provider.test:443',
      'CONNECT provider.test:80',
      'CONNECT 192.0.2.7:8080',
    ])
  })

  test('plain HTTP names the whole address, and the provider never sees the password', async () => {
    const server = await startServer(false)
    const proxy = await startHttpProxy({ targetPort: server.port, credentials: 'name:word' })
    const { fetchFor, last } = startNetwork()
    const send = fetchFor({ proxy: custom(`name:word@127.0.0.1:${proxy.port}`) })
    expect((await send(plainUrl, { method: 'POST', body: 'x', headers: { 'x-own': 'y' } })).status).toBe(200)
    expect(proxy.asked).toEqual([`POST ${plainUrl}`])
    expect(server.requests[0]).toMatchObject({ bodyText: 'x', headers: { host: 'provider.test', 'x-own': 'y' } })
    expect(last()).toMatchObject({ path: '/v1/models', bytesSent: 1 })
  })

  test("the system's answer is asked for by origin, and its next proxy is tried when one does not answer", async () => {
    const { port } = await startServer(false)
    const proxy = await startHttpProxy({ targetPort: port })
    const asked: string[] = []
    const systemProxyFor = async (url: string) => {
      asked.push(url)
      return `PROXY 127.0.0.1:${await closedPort()}; SOCKS 127.0.0.1:1; PROXY 127.0.0.1:${proxy.port}; DIRECT`
    }
    const { fetchFor, log } = startNetwork({ systemProxyFor })
    expect((await fetchFor()(plainUrl)).status).toBe(200)
    expect(asked).toEqual(['http://provider.test/'])
    expect(log.entries()).toMatchObject([
      { errorCode: 'ECONNREFUSED', status: null },
      { errorCode: null, status: 200, viaProxy: `http://127.0.0.1:${proxy.port}` },
    ])
  })
})

describe('past a proxy', () => {
  test('addresses of this computer are reached directly, whatever is set', async () => {
    const server = await startServer(false)
    const proxy = await startHttpProxy({ targetPort: server.port })
    const { fetchFor, last } = startNetwork({ systemProxyFor: async () => `PROXY 127.0.0.1:${proxy.port}` })
    for (const use of [{}, { proxy: custom(`http://127.0.0.1:${proxy.port}`) }]) {
      expect((await fetchFor(use)(`http://localhost:${server.port}/v1/models`)).status).toBe(200)
      expect((await fetchFor(use)(`${server.baseUrl}/models`)).status).toBe(200)
      expect(last()?.viaProxy).toBeNull()
    }
    expect(proxy.asked).toEqual([])
  })

  test("'none' does not even ask the system", async () => {
    let asked = 0
    const { fetchFor, last } = startNetwork({ systemProxyFor: async () => `PROXY 127.0.0.1:${(asked += 1)}` })
    const code = await codeThrownBy(fetchFor({ proxy: { mode: 'none' } })('http://provider.test/'))
    expect(code).toMatch(/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/)
    expect(asked).toBe(0)
    expect(last()).toMatchObject({ viaProxy: null, errorCode: code })
  })
})

describe('a proxy that does not let anybody through', () => {
  test.each([
    [secureUrl, 407],
    [plainUrl, 407],
    [secureUrl, 503],
  ])('%s, HTTP %i: the error names the proxy and not its password', async (url, status) => {
    const proxy = await startHttpProxy({ targetPort: 1, status })
    const { fetchFor, ended } = startNetwork()
    const failure = await failureOf(fetchFor({ proxy: custom(`name:word@127.0.0.1:${proxy.port}`) })(url))
    expect([failure.code, failure.reason]).toEqual(['network', status === 407 ? 'proxy-password' : 'proxy'])
    expect(failure.detail).toMatch(new RegExp(`^Proxy http://127.0.0.1:${proxy.port}: .*${status}`))
    expect(failure.detail).not.toContain('word@')
    // Without a tunnel the proxy's answer takes the place of the provider's.
    const answered = url === plainUrl ? status : null
    expect(await ended()).toMatchObject({ status: answered, errorCode: `PROXY_${status}` })
  })

  test('it refuses the connection', async () => {
    const port = await closedPort()
    const { fetchFor, last } = startNetwork()
    for (const kind of ['http', 'https', 'socks5']) {
      const failure = await failureOf(fetchFor({ proxy: custom(`${kind}://127.0.0.1:${port}`) })(secureUrl))
      expect([failure.code, failure.reason]).toEqual(['network', 'proxy'])
      expect(failure.detail).toContain(`Proxy ${kind}://127.0.0.1:${port}: `)
      expect(failure.detail).toContain('ECONNREFUSED')
      expect(last()?.errorCode).toBe('ECONNREFUSED')
    }
  })

  test('SOCKS5: no name, a wrong one, a refusal, and no SOCKS at all', async () => {
    const strict = await startSocksProxy({ targetPort: 1, credentials: 'name:word' })
    const refusing = await startSocksProxy({ targetPort: 1, status: 5 })
    const http = await startServer(false)
    const { fetchFor } = startNetwork()
    const failed = (address: string) => failureOf(fetchFor({ proxy: custom(`socks5://${address}`) })(secureUrl))
    expect(await failed(`127.0.0.1:${strict.port}`)).toMatchObject({
      reason: 'proxy-password',
      detail: expect.stringContaining('asks for a name'),
    })
    expect(await failed(`name:wrong@127.0.0.1:${strict.port}`)).toMatchObject({
      reason: 'proxy-password',
      detail: expect.stringContaining('does not accept'),
    })
    expect(await failed(`127.0.0.1:${refusing.port}`)).toMatchObject({
      reason: 'proxy',
      detail: expect.stringContaining('provider.test:443: the host refuses'),
    })
    const { detail } = await failed(`127.0.0.1:${http.port}`)
    expect(detail).toContain(`Proxy socks5://127.0.0.1:${http.port}: `)
  })

  test.each(['socks4://127.0.0.1:1', 'ftp://127.0.0.1', 'http://'])('%s is no proxy that can be used', async (url) => {
    const { fetchFor, log } = startNetwork()
    expect((await failureOf(fetchFor({ proxy: custom(url) })(secureUrl))).code).toBe('invalid-request')
    expect(log.entries()).toEqual([])
  })

  test('the provider tells the same: through the SDK it is still an error of the proxy', async () => {
    const proxy = await startHttpProxy({ targetPort: 1, status: 407 })
    const { fetchFor } = startNetwork()
    const send = fetchFor({ proxy: custom(`http://127.0.0.1:${proxy.port}`) })
    const provider = createOpenAiChat({ baseUrl: 'https://provider.test/v1', key: 'sk-key', fetch: send })
    const failure = await failureOf(provider.listModels(new AbortController().signal))
    expect(failure).toMatchObject({
      code: 'network',
      reason: 'proxy-password',
      detail: expect.stringContaining(`127.0.0.1:${proxy.port}`),
    })
  })
})

test('a system that does not say which proxy to take: nothing goes out directly instead', async () => {
  const { fetchFor, log } = startNetwork({ systemProxyFor: () => Promise.reject(new Error('no answer')) })
  expect(await failureOf(fetchFor()(secureUrl))).toMatchObject({
    code: 'network',
    detail: expect.stringMatching(/no answer/),
  })
  expect(log.entries()).toEqual([])
})

describe('an abort', () => {
  test('while the proxy says nothing: at once, and nothing is ever sent', async () => {
    for (const kind of ['http', 'socks5']) {
      const silent = await startSilentServer()
      const { fetchFor, last } = startNetwork()
      const abort = new AbortController()
      const asked = fetchFor({ proxy: custom(`${kind}://127.0.0.1:${silent.port}`) })(secureUrl, {
        signal: abort.signal,
      })
      await silent.connected
      abort.abort(new Error('stopped'))
      await expect(asked).rejects.toThrow('stopped')
      expect(last()).toMatchObject({ errorCode: 'aborted', status: null, tookMs: expect.any(Number) })
    }
  })

  test('while the system looks for its proxy', async () => {
    const reached = createGate()
    const systemProxyFor = () => {
      reached.open()
      return new Promise<string>(() => {})
    }
    const { fetchFor, log } = startNetwork({ systemProxyFor })
    const abort = new AbortController()
    const asked = fetchFor()(secureUrl, { signal: abort.signal })
    await reached.opened
    abort.abort(new Error('stopped'))
    await expect(asked).rejects.toThrow('stopped')
    expect(log.entries()).toEqual([])
  })
})
