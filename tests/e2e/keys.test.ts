import { existsSync } from 'node:fs'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { requests } from '../../src/shared/ipc'
import { startApp, testProvider } from '../support/electron'
import { jsonAnswer } from '../support/provider-server'
import {
  choice,
  giveKey,
  key,
  keysFile,
  otherKey,
  question,
  startProvider,
  told,
  typeKey,
  untilClosed,
} from '../support/shell/keys'
import { ask, openKeyWindow, type HostilePage } from '../support/shell/pages'
import { filesWithSecret, heapText, holdsSecret } from '../support/shell/secret-traces'
import { watchSockets } from '../support/shell/witnesses'
import { temporaryFolder } from '../support/temporary-folder'

describe('a key', () => {
  test('is typed in a window of its own, kept as ciphertext, sent to its provider, and found nowhere else', async () => {
    const server = await startProvider()
    const { app, page, folder, close } = await startApp()
    await page.getByRole('button', { name: /^Settings/ }).click()
    await page.getByRole('button', { name: 'Providers', exact: true }).click()
    await page.getByRole('button', { name: 'Add provider' }).click()
    await page.getByRole('button', { name: /^Other address/ }).click()
    await page.getByLabel('Base URL').fill(server.baseUrl)
    await page.getByLabel('Name').fill('Stand-in')
    // A server that refuses to answer without a key opens the key window by itself.
    const opened = app.waitForEvent('window')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const keyPage = await opened
    await keyPage.getByText('Stand-in key').waitFor()
    const keyPid = await app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('runnel-app://key/'))
        ?.getOSProcessId(),
    )
    expect(existsSync(`/proc/${keyPid}`)).toBe(true)
    await untilClosed(keyPage, () => typeKey(keyPage, key))
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/models', undefined],
      ['/v1/models', `Bearer ${key}`],
    ])
    await expect.poll(() => existsSync(`/proc/${keyPid}`)).toBe(false)

    await page.getByText(`Key ending in ${key.slice(-4)}`).waitFor({ state: 'attached' })
    const stored = JSON.parse(keysFile(folder)) as Record<string, { ciphertext: string }>
    const [entry] = Object.values(stored)
    expect(entry).toEqual({ origin: server.origin, lastFour: key.slice(-4), ciphertext: expect.any(String) as string })
    // v11 is sealed with the keyring's secret; v10 with one that everybody knows.
    expect(
      Buffer.from(entry?.ciphertext ?? '', 'base64')
        .subarray(0, 3)
        .toString(),
    ).toBe('v11')

    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: /^Who answers/ }).click()
    await page.getByRole('option', { name: /^model-a/ }).click()
    await page.getByLabel('Your question').fill('a question to be found')
    await page.keyboard.press('Enter')
    await page.locator('article.reply').getByText('answered').waitFor()
    expect(server.requests.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${key}` },
    })

    await page.evaluate(() => Object.assign(window, { known: 'a text that is known to be here' }))
    const heap = await heapText(page)
    expect(heap).toContain('a text that is known to be here')
    expect(holdsSecret(heap, key)).toBe(false)
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
    ).toBe('[{},{},""]')
    await close()
    expect(filesWithSecret(folder, 'a question to be found')).not.toEqual([])
    expect(filesWithSecret(folder, key)).toEqual([])
  })

  test('is replaced and removed without a trace; without one, nothing more is sent under it', async () => {
    const server = await startProvider()
    const { app, page, folder } = await startApp({ settings: { providers: [testProvider(server.baseUrl)] } })
    await giveKey(app, page)
    const first = keysFile(folder)
    await giveKey(app, page, otherKey)
    const { test: entry } = JSON.parse(keysFile(folder)) as { test: { ciphertext: string } }
    expect(first).not.toContain(entry.ciphertext)
    expect(await told(page)).toEqual({ lastFour: otherKey.slice(-4), storage: 'keyring' })
    expect((await question(page, server))?.headers.authorization).toBe(`Bearer ${otherKey}`)

    await page.getByRole('button', { name: /^Settings/ }).click()
    await page.getByRole('button', { name: 'Providers', exact: true }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('group', { name: 'Remove this key?' }).getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No key', { exact: true }).waitFor()
    expect(keysFile(folder)).not.toContain(entry.ciphertext)
    expect(JSON.parse(keysFile(folder))).toEqual({})
    expect((await question(page, server))?.headers.authorization).toBeUndefined()
  })

  test('that a known cloud needs and that is missing: words, and nothing is sent', async () => {
    const provider = testProvider('https://api.openai.com/v1', { name: 'OpenAI' })
    const sockets = watchSockets()
    const { app, page, close } = await startApp({
      settings: { providers: [provider], choice },
      mainModules: [sockets.module],
    })
    // A key that is pressed before the window is shown reaches nobody.
    const isShown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
    await expect.poll(isShown).toBe(true)
    await page.getByLabel('Your question').fill('hello')
    await page.keyboard.press('Enter')
    await page.getByText('There is no key for OpenAI.').waitFor()
    await close()
    // The model servers of this computer, at most, which a start may look for.
    expect(sockets.addresses().filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([])
  })

  test('that the provider refuses is not kept: words, and the window stays for another try', async () => {
    const server = await startProvider([key])
    const { app, page, folder } = await startApp({ settings: { providers: [testProvider(server.baseUrl)] } })
    const keyPage = await openKeyWindow(app, page)
    await typeKey(keyPage, otherKey)
    await keyPage.getByText('Test does not accept this key.').waitFor()
    expect(await keyPage.locator('body').innerText()).not.toContain(otherKey)
    expect(keysFile(folder)).not.toContain('ciphertext')
    expect(await told(page)).toBeNull()
    await untilClosed(keyPage, () => typeKey(keyPage, key))
    expect(await told(page)).toMatchObject({ storage: 'keyring' })
  })

  test('goes to the origin that it was typed for, and to no other', async () => {
    const [server, other] = [await startProvider(), await startProvider()]
    const { app, page } = await startApp({ settings: { providers: [testProvider(server.baseUrl)] } })
    await giveKey(app, page)
    await ask(page, 'providers.change', { id: 'test', baseUrl: other.baseUrl })
    expect((await question(page, other))?.headers.authorization).toBeUndefined()
    expect(await ask(page, 'providers.test', { id: 'test' })).toMatchObject({ ok: false, error: { code: 'auth' } })
    expect(await told(page)).toBeNull()
    await ask(page, 'providers.change', { id: 'test', baseUrl: `${server.baseUrl}/` })
    expect((await question(page, server))?.headers.authorization).toBe(`Bearer ${key}`)
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined])
  })

  test('is not followed to where a provider sends the question on', async () => {
    const [server, other] = [await startProvider(), await startProvider()]
    const { app, page } = await startApp({ settings: { providers: [testProvider(server.baseUrl)] } })
    await giveKey(app, page)
    server.script('/v1/models', { status: 307, headers: { location: `${other.baseUrl}/models` }, steps: [] })
    expect(await ask(page, 'providers.test', { id: 'test' })).toMatchObject({ ok: false })
    expect(other.requests).toEqual([])
  })

  test('never goes to a model on this computer, whatever is stored under its id', async () => {
    const server = await startProvider()
    const folder = temporaryFolder()
    const first = await startApp({ folder, settings: { providers: [testProvider(server.baseUrl)] } })
    await giveKey(first.app, first.page)
    await first.close()
    const local = testProvider(server.baseUrl, { origin: 'local' })
    const { page } = await startApp({ folder, settings: { providers: [local], choice } })
    expect(await told(page)).toBeNull()
    expect((await question(page, server))?.headers.authorization).toBeUndefined()
    await page.getByRole('button', { name: /^Settings/ }).click()
    await page.getByRole('button', { name: 'Providers', exact: true }).click()
    await page.getByRole('button', { name: /^Test/ }).click()
    await page.getByText('No key is ever sent there.').waitFor()
  })

  test('of the environment serves this session only, is shown as such, and is kept from child processes', async () => {
    const server = await startProvider()
    const { app, page, folder, close } = await startApp({
      environment: { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.baseUrl },
    })
    await page.getByRole('button', { name: /^Settings/ }).click()
    await page.getByRole('button', { name: 'Providers', exact: true }).click()
    const row = page.getByRole('button', { name: /^From the environment/ })
    expect(await row.innerText()).toContain('this session only')
    await row.click()
    await page.getByText(`Key ending in ${key.slice(-4)}`).waitFor({ state: 'attached' })
    await page.getByText('Runnel does not store it.').waitFor()
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText(/^Answered in/).waitFor()
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`)
    expect(await app.evaluate(() => process.env['OPENAI_API_KEY'])).toBeUndefined()
    await close()
    expect(filesWithSecret(folder, key)).toEqual([])
  })
})

// Inputs with which nothing lasting is done. What does more stands in `acts`.
const harmless: Readonly<Record<string, object>> = {
  'conversations.list': { query: '', before: null, limit: 100 },
  'conversations.get': { id: 'none' },
  'conversations.rename': { id: 'none', title: 'x' },
  'conversations.pin': { id: 'none', pinned: true },
  'conversations.delete': { id: 'none' },
  'conversations.restore': { id: 'none' },
  'conversations.see': { id: 'none' },
  'conversations.show-branch': { messageId: 'none' },
  'messages.before': { id: 'none', last: 10 },
  'messages.delete': { id: 'none' },
  'messages.restore': { id: 'none' },
  'question.edit': { questionId: 'none', text: 'x', choice },
  'question.ask': { questionId: 'none', choice },
  'reply.stop': { replyId: 'none' },
  'reply.attach': { replyId: 'none' },
  'reply.detach': { replyId: 'none' },
  'reply.retry': { replyId: 'none', choice },
  'reply.continue': { replyId: 'none' },
  'reply.hurry': { replyId: 'none' },
  'settings.get': {},
  'settings.change': { theme: 'dark' },
  'providers.list': {},
  'providers.change': { id: 'test', name: 'Renamed' },
  'providers.test': { id: 'test' },
  'providers.find-local': {},
  'providers.use-local': { providerId: 'llama-cpp' },
  'link.open': { url: 'file:///none' },
  'connection.changed': {},
  'recording.read': { replyId: 'none', from: 0 },
  'network-log.read': {},
  'hotkey.get': {},
  'hotkey.change': { accelerator: '' },
  'hotkey.pause': { paused: false },
  'desktop.get': {},
  'updates.check': {},
  'updates.download': {},
  'updates.install': {},
  'updates.get': {},
  'about.get': {},
}
const acts = [
  'reply.start',
  'providers.add',
  'providers.remove',
  'keys.edit',
  'keys.remove',
  'clipboard.write',
  'recording.export',
  'desktop.start-at-login',
  'folder.show',
]
const ofKeyWindow = ['key-window.get', 'key-window.save', 'key-window.close']
const ofPopup = [
  'popup.hide',
  'popup.fit',
  'popup.hold',
  'popup.open-in-main',
  'popup.open-settings',
  'popup.read-context',
  'popup.earlier-questions',
]

test('no request and no event ever tells a window a key, even when the provider repeats it', async () => {
  expect([...Object.keys(harmless), ...acts, ...ofKeyWindow, ...ofPopup].toSorted()).toEqual(
    Object.keys(requests).toSorted(),
  )
  const server = await startProvider([key])
  const { app, page } = await startApp({
    settings: { providers: [testProvider(server.baseUrl)], choice },
    environment: { OPENAI_API_KEY: otherKey, OPENAI_BASE_URL: server.baseUrl },
  })
  await page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    const names = ['reply.events', 'conversations.changed', 'settings.changed', 'providers.changed', 'updates.changed']
    names.push('command.run')
    for (const name of names)
      (window as unknown as HostilePage).bridge.on(name, (payload) => heard.push([name, payload]))
  })
  await giveKey(app, page)
  const answers: unknown[] = []
  for (const [name, input] of Object.entries(harmless)) answers.push(await ask(page, name, input))
  // It is refused, and its words repeat the key that it refused.
  answers.push(await ask(page, 'providers.test', { id: 'environment' }))
  server.script('/v1/chat/completions', ({ headers }) =>
    jsonAnswer({ error: { message: `No: ${headers.authorization} ${key}` } }, 400),
  )
  await question(page, server, 'will fail')
  const keyPage = await openKeyWindow(app, page)
  answers.push(await ask(keyPage, 'key-window.get', {}), await ask(keyPage, 'settings.get', {}))
  await expect.poll(() => heardNames(page)).toEqual(expect.arrayContaining(['providers.changed', 'settings.changed']))
  await expect
    .poll(async () => JSON.stringify(await ask(page, 'conversations.list', harmless['conversations.list'])))
    .toContain('error')
  const list = (await ask(page, 'conversations.list', harmless['conversations.list'])) as {
    value: readonly { id: string }[]
  }
  for (const { id } of list.value) answers.push(await ask(page, 'conversations.get', { id }))
  const replyIds = new Set([...JSON.stringify(answers).matchAll(/"replyId":"([^"]+)"/g)].map(([, id]) => id))
  for (const replyId of replyIds) answers.push(await ask(page, 'recording.read', { replyId, from: 0 }))
  answers.push(await ask(page, 'network-log.read', {}))
  answers.push(await page.evaluate(() => (window as unknown as { heard: unknown }).heard))

  const everything = JSON.stringify(answers)
  // It did see what it was to see: the last four characters, and the provider's words around the key.
  expect(everything).toContain(key.slice(-4))
  expect(everything).toContain('Incorrect API key provided')
  expect(everything).toContain('No: ')
  for (const secret of [key, otherKey]) expect(holdsSecret(everything, secret)).toBe(false)
})

function heardNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    (window as unknown as { heard: readonly (readonly [string, unknown])[] }).heard.map(([name]) => name),
  )
}
