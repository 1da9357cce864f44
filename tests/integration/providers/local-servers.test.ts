import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findLocalServers, localBaseUrl } from '../../../src/main/providers/local-servers'
import { AppError } from '../../../src/shared/errors'
import {
  jsonAnswer,
  startProviderServer,
  textAnswer,
  type ProviderServer,
  type Script,
} from '../../support/provider-server'

let server: ProviderServer
beforeEach(async () => {
  server = await startProviderServer()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

const find = (providerId: string, signal = new AbortController().signal) =>
  findLocalServers(signal, [{ providerId, name: providerId, port: server.port }])

describe('what is found', () => {
  test('Ollama: names and sizes, without models that only embed', async () => {
    server.always(
      '/api/tags',
      jsonAnswer({
        models: [
          { name: 'llama3.2:latest', model: 'llama3.2:latest', size: 2_019_393_189, details: { family: 'llama' } },
          { name: 'nomic-embed-text:latest', size: 274_302_450, details: { family: 'nomic-bert' } },
          { name: 'odd', size: 'big' },
          { nothing: true },
        ],
      }),
    )
    const [found] = await find('ollama')
    expect(found).toEqual({
      providerId: 'ollama',
      name: 'ollama',
      port: server.port,
      models: [{ id: 'llama3.2:latest', sizeBytes: 2_019_393_189 }, { id: 'odd' }],
    })
  })

  test('LM Studio and llama.cpp', async () => {
    server.always(
      '/v1/models',
      jsonAnswer({ data: [{ id: 'qwen3-8b', meta: { size: 5000 } }, { id: 'text-embedding-nomic' }, { id: 'phi' }] }),
    )
    expect((await find('lm-studio'))[0]?.models).toEqual([{ id: 'qwen3-8b', sizeBytes: 5000 }, { id: 'phi' }])
  })

  test('no model yet is not the same as no server', async () => {
    server.always('/api/tags', jsonAnswer({ models: [] }))
    expect((await find('ollama'))[0]?.models).toEqual([])
  })

  test('no key goes there', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-environment')
    server.always('/v1/models', jsonAnswer({ data: [] }))
    await find('llama-cpp')
    const { headers } = await server.nextRequest()
    expect(headers.authorization).toBeUndefined()
    expect(JSON.stringify(headers)).not.toContain('environment')
  })
})

describe('what is not a model server', () => {
  test.each<readonly [string, Script]>([
    ['a web page', textAnswer('<html>')],
    ['JSON of another kind', jsonAnswer({ hello: 1 })],
    ['a list', jsonAnswer([1])],
    ['no JSON', textAnswer('ok', 200, 'application/json')],
    ['a status', jsonAnswer({ data: [] }, 401)],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' }, steps: [] }],
    ['5 MB', textAnswer('x'.repeat(5_000_000))],
    ['a broken connection', { steps: [{ reset: true }] }],
  ])('%s', async (_, script) => {
    server.always('/v1/models', script)
    server.always('/elsewhere', jsonAnswer({ data: [{ id: 'm' }] }))
    expect((await find('llama-cpp'))[0]?.models).toBeNull()
    expect(server.requests).toHaveLength(1)
  })

  test('a closed port', async () => {
    const { port } = server
    await server.stop()
    expect(
      await findLocalServers(new AbortController().signal, [{ providerId: 'ollama', name: 'Ollama', port }]),
    ).toEqual([{ providerId: 'ollama', name: 'Ollama', port, models: null }])
    server = await startProviderServer()
  })

  test('one that never answers holds nobody up, and is hung up on', async () => {
    const other = await startProviderServer()
    server.always('/v1/models', { steps: [{ stall: true }] })
    other.always('/api/tags', jsonAnswer({ models: [{ name: 'm' }] }))
    const startedMs = performance.now()
    const found = await findLocalServers(new AbortController().signal, [
      { providerId: 'llama-cpp', name: 'llama.cpp', port: server.port },
      { providerId: 'ollama', name: 'Ollama', port: other.port },
    ])
    expect(performance.now() - startedMs).toBeLessThan(2000)
    expect(found.map(({ models }) => models)).toEqual([null, [{ id: 'm' }]])
    expect((await (await server.nextRequest()).closed).by).toBe('client')
    await other.stop()
  })

  test('the caller can stop the search', async () => {
    server.always('/v1/models', { steps: [{ stall: true }] })
    const controller = new AbortController()
    const searching = find('llama-cpp', controller.signal)
    await server.nextRequest()
    const stoppedMs = performance.now()
    controller.abort()
    expect((await searching)[0]?.models).toBeNull()
    expect(performance.now() - stoppedMs).toBeLessThan(500)
  })
})

test('base URLs', () => {
  expect(localBaseUrl('ollama')).toBe('http://127.0.0.1:11434/v1')
  expect(localBaseUrl('lm-studio')).toBe('http://127.0.0.1:1234/v1')
  expect(localBaseUrl('llama-cpp')).toBe('http://127.0.0.1:8080/v1')
  expect(() => localBaseUrl('else')).toThrow(AppError)
})
