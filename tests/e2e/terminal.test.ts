import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ReplyEvent } from '../../src/shared/reply'
import { ask, finished, startAsk, testProvider } from '../support/electron'
import { chatEnd, chatStream, createGate, jsonAnswer, startProviderServer, textEvent } from '../support/provider-server'
import { temporaryFolder } from '../support/temporary-folder'

const chatPath = '/v1/chat/completions'

async function withServer() {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  const settings = {
    providers: [testProvider(server.baseUrl)],
    choice: { providerId: 'test', model: 'model-a' },
  }
  return { server, settings }
}

/** Questions and replies that the data folder holds. */
function kept(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, 'conversations.db'), { readOnly: true })
  const texts = database.prepare('SELECT text FROM messages ORDER BY rowid').all()
  database.close()
  return texts.map((row) => String(row['text']))
}

describe('runnel ask', () => {
  test('answers at once with no key and no network: the built-in guide', async () => {
    const run = await ask(['Where are my keys kept?'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(/keychain/i)
    expect(run.stdout.endsWith('\n')).toBe(true)
  })

  test('prints each piece as it comes, and nothing but the reply', async () => {
    const { server, settings } = await withServer()
    const gate = createGate()
    server.script(chatPath, {
      steps: [{ send: textEvent('first ') }, { gate }, { send: textEvent('second') + chatEnd() }],
    })
    const child = startAsk(['hello'], { settings })
    child.stdin.end()
    const first = await new Promise<string>((resolve) =>
      child.stdout.once('data', (part: Buffer) => resolve(part.toString())),
    )
    expect(first).toBe('first ')
    const rest = finished(child)
    gate.open()
    expect(await rest).toEqual({ code: 0, stdout: 'second\n', stderr: '' })
  })

  test('standard input is added to the question, and the system prompt, model and provider are sent', async () => {
    const { server, settings } = await withServer()
    server.script(chatPath, { steps: [{ send: chatStream(['ok']) }] })
    const options = ['--model', 'model-b', '--provider', 'Test', '--system', 'be brief']
    const run = await ask(['write a commit message', ...options], { settings, input: 'diff --git a b\n' })
    expect(run.code).toBe(0)
    expect(server.requests[0]?.body).toMatchObject({
      model: 'model-b',
      messages: [
        { role: 'system', content: 'be brief' },
        { role: 'user', content: 'write a commit message\n\ndiff --git a b\n' },
      ],
    })
  })

  test('--json prints one line for each event, from one start to one end', async () => {
    const { server, settings } = await withServer()
    const usage = { prompt_tokens: 3, completion_tokens: 2 }
    server.script(chatPath, { steps: [{ send: chatStream(['Hel', 'lo 你好'], { usage }) }] })
    const run = await ask(['hi', '--json'], { settings })
    const events = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ReplyEvent)
    expect(events[0]?.type).toBe('reply-start')
    expect(events.at(-1)).toMatchObject({ type: 'reply-end', finish: { unified: 'stop', raw: 'stop' } })
    expect(events.filter((event) => event.type === 'reply-start' || event.type === 'reply-end')).toHaveLength(2)
    expect(events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('')).toBe('Hello 你好')
    expect(events.find((event) => event.type === 'usage')).toEqual({
      type: 'usage',
      usage: { inputTokens: 3, outputTokens: 2 },
    })
  })

  test('the conversation is kept, with --no-save it is not', async () => {
    const { server, settings } = await withServer()
    server.always(chatPath, { steps: [{ send: chatStream(['kept']) }] })
    const folder = temporaryFolder()
    await ask(['one'], { settings, folder })
    await ask(['two', '--no-save'], { folder })
    expect(kept(folder)).toEqual(['one', 'kept'])
  })

  test('Ctrl+C stops the stream, closes the connection, keeps the text and says so', async () => {
    const { server, settings } = await withServer()
    server.script(chatPath, { steps: [{ send: textEvent('half a sentence') }, { stall: true }] })
    const folder = temporaryFolder()
    const child = startAsk(['hello'], { settings, folder })
    child.stdin.end()
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const end = finished(child)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: 130, stderr: expect.stringMatching(/kept/) as string })
    expect((await server.requests[0]?.closed)?.by).toBe('client')
    expect(kept(folder)).toEqual(['hello', 'half a sentence'])
  })

  test('OPENAI_API_KEY and OPENAI_BASE_URL are a provider of this session, and the key is nowhere on the disk', async () => {
    const { server } = await withServer()
    server.always(chatPath, { steps: [{ send: chatStream(['hi']) }] })
    const key = 'sk-test-environment-1234567890'
    const folder = temporaryFolder()
    const environment = { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${server.origin}/v1/` }
    const run = await ask(['hello', '--provider', 'environment', '--model', 'm'], { environment, folder })
    expect(run).toMatchObject({ code: 0, stdout: 'hi\n' })
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`)
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(0)
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(key), file.name).toBe(false)
  })

  test.each([
    [
      'a wrong key',
      jsonAnswer({ error: { message: 'Incorrect API key', code: 'invalid_api_key' } }, 401),
      'does not accept this key',
    ],
    ['an unknown model', jsonAnswer({ error: { message: 'no', code: 'model_not_found' } }, 404), 'no model called'],
    ['a cut stream', { steps: [{ send: textEvent('half') }, { reset: true }] } as const, 'connection was cut'],
    ['no stop reason', { steps: [{ send: textEvent('half') }] } as const, 'without a proper end'],
  ])('%s: one clear line on stderr and another exit code', async (_name, script, words) => {
    const { server, settings } = await withServer()
    // Always: what may pass by itself is tried four times first.
    server.always(chatPath, script)
    const run = await ask(['hello'], { settings })
    expect(run.code).toBe(1)
    expect(run.stderr.split('\n')[0]).toContain(words)
  })

  test.each([
    [['--modle', 'x', 'hello'], '--modle'],
    [['hello', '--provider', 'nobody'], 'nobody'],
    [[], 'no question'],
  ])('%j is a misuse: it says what is wrong and exits with 2', async (words, said) => {
    const run = await ask(words)
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) as string })
  })
})
