import { describe, expect, test } from 'vitest'
import { isLoopback, proxyName, routeOfAddress, routesOfPac } from '../../../../src/main/network/proxy-route'
import { AppError } from '../../../../src/shared/errors'

function codeThrown(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.data.code : String(error)
  }
  return 'nothing'
}

describe('isLoopback', () => {
  test.each(['localhost', 'a.localhost', '127.0.0.1', '127.9.8.7', '127.1', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    '%s is this computer',
    (host) => expect(isLoopback(new URL(`http://${host}:1/`))).toBe(true),
  )
  test.each(['127.0.0.1.example.com', 'localhost.example.com', '128.0.0.1', '192.168.0.1', '[::2]', 'notlocalhost'])(
    '%s is not',
    (host) => expect(isLoopback(new URL(`http://${host}:1/`))).toBe(false),
  )
})

describe('routesOfPac', () => {
  test('reads every kind in its order', () => {
    const routes = routesOfPac('PROXY a.test:8080; HTTPS b.test:443;SOCKS5 [::1]:1080 ; DIRECT')
    expect(routes).toEqual([
      { kind: 'http', host: 'a.test', port: 8080, credentials: null },
      { kind: 'https', host: 'b.test', port: 443, credentials: null },
      { kind: 'socks5', host: '::1', port: 1080, credentials: null },
      { kind: 'direct' },
    ])
  })
  test('an empty answer is direct', () => expect(routesOfPac(' ')).toEqual([{ kind: 'direct' }]))
  test('leaves out what it cannot speak, as long as something is left', () => {
    expect(routesOfPac('SOCKS a:1; QUIC b:2; DIRECT')).toEqual([{ kind: 'direct' }])
  })
  test('never goes direct when only unknown kinds are named', () => {
    expect(codeThrown(() => routesOfPac('SOCKS a:1; PROXY'))).toBe('invalid-request')
  })
})

describe('routeOfAddress', () => {
  test.each([
    ['127.0.0.1:7890', 'http://127.0.0.1:7890'],
    ['http://proxy.test', 'http://proxy.test:80'],
    ['https://proxy.test', 'https://proxy.test:443'],
    ['socks://proxy.test', 'socks5://proxy.test:1080'],
    ['socks5h://[::1]:9', 'socks5://[::1]:9'],
  ])('%s is %s', (address, name) => expect(proxyName(routeOfAddress(address))).toBe(name))
  test('decodes name and password, and never shows them', () => {
    const route = routeOfAddress('http://me%40work:p%3Aw@proxy.test:1')
    expect(route.credentials).toEqual({ username: 'me@work', password: 'p:w' })
    expect(proxyName(route)).toBe('http://proxy.test:1')
  })
  test('a lone percent sign in a password stands for itself', () => {
    expect(routeOfAddress('http://me:100%@proxy.test:1').credentials?.password).toBe('100%')
  })
  test.each(['', 'http://', 'socks4://a:1', 'ftp://a:1'])('refuses %j', (address) => {
    expect(codeThrown(() => routeOfAddress(address))).toBe('invalid-request')
  })
})
