import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'
import { chatStream, jsonAnswer, startProviderServer, type ProviderServer } from '../provider-server'
import { ask, openKeyWindow } from './pages'

/** A key as keys look in the wild, of nobody. */
export const key = 'sk-runnel-test-Zq7Xw2Vt9Kp4Lm1'
/** Another one. */
export const otherKey = 'sk-runnel-other-Hb3Nc8Yd5Rf6Ge0'
/** A model of the provider `test`. */
export const choice = { providerId: 'test', model: 'model-a' }

/** A provider that takes `accepted` and nothing else, and answers questions with one word. */
export async function startProvider(accepted: readonly string[] = [key, otherKey]): Promise<ProviderServer> {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  const isAccepted = (authorization: string | undefined) => accepted.some((one) => authorization === `Bearer ${one}`)
  server.always('/v1/models', ({ headers }) =>
    isAccepted(headers.authorization)
      ? jsonAnswer({ data: [{ id: 'model-a' }, { id: 'model-b' }] })
      : // As servers do that repeat what they were sent.
        jsonAnswer({ error: { message: `Incorrect API key provided: ${headers.authorization}` } }, 401),
  )
  server.always('/v1/chat/completions', { steps: [{ send: chatStream(['answered']) }] })
  return server
}

/** Types a key into the key window, and presses its button. */
export async function typeKey(keyPage: Page, secret: string): Promise<void> {
  await keyPage.getByLabel('Key', { exact: true }).fill(secret)
  await keyPage.getByRole('button', { name: 'Test and save' }).click()
}

/** Does what ends the key window, which may be gone before Playwright has finished with it. */
export async function untilClosed(keyPage: Page, act: () => Promise<void>): Promise<void> {
  const closed = keyPage.waitForEvent('close')
  await Promise.all([closed, act().catch(() => undefined)])
}

/** Keeps a key for the provider `test`, as a user would. */
export async function giveKey(app: ElectronApplication, page: Page, secret = key): Promise<void> {
  const keyPage = await openKeyWindow(app, page)
  await untilClosed(keyPage, () => typeKey(keyPage, secret))
}

/** Asks a question, and resolves with the request that the provider got. */
export async function question(page: Page, server: ProviderServer, text = 'hello') {
  const before = server.requests.length
  await ask(page, 'reply.start', { conversationId: null, text, choice })
  await expect.poll(() => server.requests.length).toBe(before + 1)
  return server.requests[before]
}

/** The provider `test` as windows are told of it. */
export async function told(page: Page): Promise<unknown> {
  const answer = (await ask(page, 'providers.list', {})) as { value: readonly { id: string; key: unknown }[] }
  return answer.value.find(({ id }) => id === 'test')?.key
}

/** What `keys.json` holds; empty when there is none. */
export function keysFile(folder: string): string {
  const path = join(folder, 'keys.json')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
