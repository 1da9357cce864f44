import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAzureOpenAi, type AzureOpenAiOptions } from '../../../src/main/providers/azure/azure-openai'
import { chatStream, jsonAnswer, startProviderServer, type ProviderServer } from '../../support/provider-server'
import { readReply, shortQuestion } from '../../support/read-reply'

const key = 'azure-test-abcdefghijkl1234'
const question = { ...shortQuestion, model: 'gpt 4' }
let server: ProviderServer

beforeEach(async () => {
  server = await startProviderServer()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

const azure = (baseUrl: string, more: Partial<AzureOpenAiOptions> = {}) =>
  createAzureOpenAi({ baseUrl: server.origin + baseUrl, key, ...more })
const list = (baseUrl: string, more: Partial<AzureOpenAiOptions> = {}) =>
  azure(baseUrl, more).listModels(new AbortController().signal)

describe('where the question goes', () => {
  const newest = '/openai/v1/chat/completions'
  const dated = (version: string) => `/openai/deployments/gpt%204/chat/completions?api-version=${version}`
  const own = (version: string) => `/openai/deployments/mine/chat/completions?api-version=${version}`

  test.each([
    ['', undefined, newest],
    ['/', undefined, newest],
    ['/openai', undefined, newest],
    ['/openai/v1', undefined, newest],
    ['/openai/v1/', undefined, newest],
    ['/openai/v1/chat/completions', undefined, newest],
    ['/gateway/openai/v1', undefined, `/gateway${newest}`],
    ['', 'preview', `${newest}?api-version=preview`],
    ['/openai/v1?api-version=preview', undefined, `${newest}?api-version=preview`],
    ['/openai/v1', '2024-10-21', newest],
    ['', '2025-04-01-preview', dated('2025-04-01-preview')],
    ['/openai/deployments/mine', undefined, own('2024-10-21')],
    ['/openai/deployments/mine', '2025-01-01-preview', own('2025-01-01-preview')],
    ['/openai/deployments/mine?api-version=2023-05-15', undefined, own('2023-05-15')],
    ['/openai/deployments/mine?api-version=2023-05-15', '2024-06-01', own('2024-06-01')],
    ['/openai/deployments/mine/chat/completions?api-version=2023-05-15', undefined, own('2023-05-15')],
  ])('%j, version %s', async (baseUrl, apiVersion, expected) => {
    server.always(new URL(expected, server.origin).pathname, { steps: [{ send: chatStream(['here']) }] })
    const { reply, error } = await readReply(azure(baseUrl, apiVersion === undefined ? {} : { apiVersion }), question)
    expect(error).toBeNull()
    expect(reply.text).toBe('here')
    const request = await server.nextRequest()
    expect(request.path).toBe(expected)
    expect(request.body).toMatchObject({ model: 'gpt 4', messages: [{ role: 'user', content: 'Hello?' }] })
  })

  test('what is no address is refused', () => {
    expect(() => createAzureOpenAi({ baseUrl: 'nowhere', key })).toThrow(
      expect.objectContaining({ data: { code: 'invalid-request', reason: 'base-url', detail: 'nowhere' } }),
    )
  })
})

describe('the key', () => {
  test('goes into its own header, and no other credential with it', async () => {
    vi.stubEnv('AZURE_OPENAI_API_KEY', 'from-environment')
    vi.stubEnv('OPENAI_API_KEY', 'from-environment')
    vi.stubEnv('OPENAI_API_VERSION', 'from-environment')
    server.always('/openai/v1/chat/completions', { steps: [{ send: chatStream(['ok']) }] })
    await readReply(azure('', { headers: { 'X-Team': 'blue' } }))
    const request = await server.nextRequest()
    expect(request.headers).toMatchObject({ 'api-key': key, 'x-team': 'blue' })
    expect(request.headers.authorization).toBeUndefined()
    expect(JSON.stringify(request)).not.toContain('from-environment')
  })

  test('stays behind when another host answers with a redirect', async () => {
    const other = await startProviderServer()
    const headers = { location: `${other.origin}/openai/v1/chat/completions` }
    server.always('/openai/v1/chat/completions', { status: 307, headers, steps: [] })
    expect((await readReply(azure(''))).error).toMatchObject({ code: 'invalid-request', reason: 'base-url' })
    expect(other.requests).toHaveLength(0)
    await other.stop()
  })
})

describe('errors as Azure words them', () => {
  test.each([
    [
      400,
      {
        error: {
          message: 'The response was filtered',
          type: null,
          param: 'prompt',
          code: 'content_filter',
          status: 400,
          innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: {} },
        },
      },
      { code: 'content-filter', detail: 'The response was filtered' },
    ],
    [
      400,
      { error: { message: 'blocked', code: 'BadRequest', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
      { code: 'content-filter' },
    ],
    [
      401,
      { error: { code: '401', message: `Access denied, key ${key}` } },
      { code: 'auth', detail: 'Access denied, key …1234' },
    ],
    [401, { statusCode: 401, message: 'Unauthorized' }, { code: 'auth', detail: 'Unauthorized' }],
    [404, { error: { code: 'DeploymentNotFound', message: 'no' } }, { code: 'model-not-found' }],
    [503, { error: { code: 'ServiceUnavailable', message: 'busy' } }, { code: 'overloaded' }],
  ])('%i %j', async (status, body, expected) => {
    server.always('/openai/v1/chat/completions', jsonAnswer(body, status))
    expect((await readReply(azure(''))).error).toMatchObject({ ...expected, status })
  })

  test('429 with the time to wait', async () => {
    const body = { error: { code: '429', message: 'Please retry after 7 seconds.' } }
    server.always('/openai/v1/chat/completions', jsonAnswer(body, 429, { 'retry-after': '7' }))
    expect((await readReply(azure(''))).error).toMatchObject({ code: 'rate-limit', retryAfterMs: 7000 })
  })

  test('an older version that does not know stream_options is asked without', async () => {
    const path = '/openai/deployments/mine/chat/completions'
    const refusal = { error: { message: 'Unrecognized request argument supplied: stream_options', code: null } }
    server.script(path, jsonAnswer(refusal, 400), { steps: [{ send: chatStream(['ok']) }] })
    const { reply } = await readReply(azure('/openai/deployments/mine?api-version=2023-05-15'))
    expect(reply.text).toBe('ok')
    expect(server.requests).toHaveLength(2)
  })
})

describe('the list of models', () => {
  test.each(['', '/openai/v1', '/openai'])('of the resource, asked with the key: %j', async (baseUrl) => {
    server.always('/openai/v1/models', jsonAnswer({ data: [{ id: 'gpt-4.1' }, { id: 'text-embedding-3' }] }))
    expect(await list(baseUrl)).toEqual([{ id: 'gpt-4.1' }, { id: 'text-embedding-3' }])
    expect((await server.nextRequest()).headers['api-key']).toBe(key)
  })

  test('of one deployment is that deployment, once the key is accepted', async () => {
    server.script('/openai/v1/models', jsonAnswer({ data: [{ id: 'gpt-4.1' }] }))
    expect(await list('/openai/deployments/my%20own')).toEqual([{ id: 'my own' }])
    server.script('/openai/v1/models', jsonAnswer({ error: { code: '401', message: 'no' } }, 401))
    await expect(list('/openai/deployments/mine')).rejects.toMatchObject({ data: { code: 'auth' } })
  })

  test('a gateway that passes on nothing but the deployment', async () => {
    server.script('/openai/v1/models', jsonAnswer({ statusCode: 404, message: 'Resource not found' }, 404))
    expect(await list('/openai/deployments/mine')).toEqual([{ id: 'mine' }])
  })
})
