import type { Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'
import { startApp, testProvider, type AppSetting, type RunningApp } from './electron'
import { startProviderServer } from './provider-server'

/** Where a chat completion is asked for. */
export const chatPath = '/v1/chat/completions'

/** Starts the app with a stand-in server as its chosen provider; both end with the test. */
export async function startWithServer(change: object = {}, setting: AppSetting = {}) {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  const choice = { providerId: 'test', model: 'model-a' }
  const settings = { providers: [testProvider(server.baseUrl)], choice, ...change }
  const running = await startApp({ settings, ...setting })
  await hearsKeys(running)
  return { server, ...running }
}

/** Waits until the window is shown and painted: Chromium drops the keys that come before. */
async function hearsKeys({ app, page }: RunningApp): Promise<void> {
  const isShown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect.poll(isShown, { timeout: 20_000 }).toBe(true)
  const isPainted = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))
          setTimeout(() => resolve(false), 1000)
        }),
    )
  await expect.poll(isPainted, { timeout: 20_000 }).toBe(true)
}

/** An address where a server was a moment ago. */
export async function closedAddress(): Promise<string> {
  const server = await startProviderServer()
  await server.stop()
  return server.baseUrl
}

/** The field where questions are typed. */
export const composer = (page: Page) => page.locator('.composer textarea')
/** The last reply. */
export const reply = (page: Page) => page.locator('article.reply').last()
/** A button by what it says. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** Waits until the last reply has its quiet line or its notice. */
export const ended = (page: Page) => page.locator('article.reply[aria-busy="false"]').last().waitFor()

/** Types a question and sends it. */
export async function askIn(page: Page, question: string): Promise<void> {
  await composer(page).fill(question)
  await composer(page).press('Enter')
}
