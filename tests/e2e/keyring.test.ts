import { describe, expect, test } from 'vitest'
import { startApp, testProvider } from '../support/electron'
import { startBareApp } from '../support/shell/bare-app'
import { openBus } from '../support/shell/keyring'
import {
  choice,
  giveKey,
  key,
  keysFile,
  question,
  startProvider,
  told,
  typeKey,
  untilClosed,
} from '../support/shell/keys'
import { ask, openKeyWindow } from '../support/shell/pages'
import { filesWithSecret } from '../support/shell/secret-traces'
import { temporaryFolder } from '../support/temporary-folder'

describe('without a keyring to trust', () => {
  const missing = 'This system has no keychain.'
  const locked = 'The system keychain is locked or not running.'
  interface Setting {
    readonly keyring: boolean
    readonly isLocked?: boolean
    readonly environment?: Readonly<Record<string, string>>
    readonly switches?: readonly string[]
    readonly title: string
  }

  test.each<readonly [string, Setting]>([
    ['the desktop has none', { keyring: false, environment: { XDG_CURRENT_DESKTOP: 'none' }, title: missing }],
    // Chromium says the same of a keyring that does not run and of one that stays locked.
    ['none is running', { keyring: false, title: locked }],
    [
      'it is only a file with a known password',
      { keyring: true, switches: ['--password-store=basic'], title: missing },
    ],
    ['it is locked', { keyring: true, isLocked: true, title: locked }],
  ])('%s: words, a key for this session only if wanted, nothing on disk', async (_name, setting) => {
    const bus = await openBus(setting)
    if (setting.isLocked) await bus.lock()
    const server = await startProvider()
    const folder = temporaryFolder()
    const { switches = [] } = setting
    const start = { folder, environment: { ...bus.environment, ...setting.environment }, switches }
    const { app, page, close } = await startApp({
      ...start,
      settings: { providers: [testProvider(server.baseUrl)], choice },
    })
    const keyPage = await openKeyWindow(app, page)
    await typeKey(keyPage, key)
    await keyPage.getByText(setting.title).waitFor()
    expect(keysFile(folder)).not.toContain('ciphertext')
    expect(await told(page)).toBeNull()
    expect(await keyPage.getByRole('checkbox', { name: /Use it for this session only/ }).isChecked()).toBe(true)
    await untilClosed(keyPage, () => keyPage.getByRole('button', { name: 'Use once' }).click())
    expect(await told(page)).toEqual({ lastFour: key.slice(-4), storage: 'session' })
    expect((await question(page, server))?.headers.authorization).toBe(`Bearer ${key}`)
    await close()
    expect(filesWithSecret(folder, key)).toEqual([])

    const again = await startApp(start)
    expect(await told(again.page)).toBeNull()
    expect((await question(again.page, server))?.headers.authorization).toBeUndefined()
  })

  test('a stored key waits for the keyring: while it is locked there are words, and the key is left as it is', async () => {
    const bus = await openBus({ keyring: true })
    const server = await startProvider()
    const folder = temporaryFolder()
    const start = { folder, environment: bus.environment }
    const first = await startApp({ ...start, settings: { providers: [testProvider(server.baseUrl)], choice } })
    await giveKey(first.app, first.page)
    await first.close()
    const before = keysFile(folder)

    await bus.lock()
    const locked = await startApp(start)
    const asked = server.requests.length
    expect(await told(locked.page)).toMatchObject({ storage: 'keyring' })
    expect(await ask(locked.page, 'providers.test', { id: 'test' })).toMatchObject({
      ok: false,
      error: { code: 'storage', reason: 'keyring-locked' },
    })
    expect(server.requests).toHaveLength(asked)
    expect(keysFile(folder)).toBe(before)
    await locked.close()

    await bus.unlock()
    const unlocked = await startApp(start)
    expect((await question(unlocked.page, server))?.headers.authorization).toBe(`Bearer ${key}`)
  })
})

// Electron before 42.4.1 asks the keyring at every start by itself, so a start is measured against that of an app which does nothing.
test('a start asks the keyring for nothing; the first key does', async () => {
  const bus = await openBus({ keyring: true })
  const server = await startProvider()
  const bareCalls = async () => {
    const { app } = await startBareApp('data:text/html,bare', bus.environment)
    await app.close()
    return bus.calls()
  }
  await bareCalls()
  const bare = await bareCalls()

  const folder = temporaryFolder()
  const start = { folder, environment: bus.environment }
  const first = await startApp({ ...start, settings: { providers: [testProvider(server.baseUrl)], choice } })
  await giveKey(first.app, first.page)
  await first.close()
  expect((await bus.calls()).length).toBeGreaterThan(bare.length)

  // With a key in store, shown in settings, and everything opened that a start may open.
  const { page, close } = await startApp(start)
  await page.getByRole('button', { name: /^Settings/ }).click()
  await page.getByRole('button', { name: 'Providers', exact: true }).click()
  await page.getByText(`Key ending in ${key.slice(-4)}`).waitFor({ state: 'attached' })
  await close()
  expect(await bus.calls()).toEqual(bare)
})
