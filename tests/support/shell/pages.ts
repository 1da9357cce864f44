import type { ElectronApplication, Page } from 'playwright'

/** What a page sees of the app, as a hostile script would use it. */
export interface HostilePage {
  readonly bridge: {
    request(name: unknown, input: unknown): Promise<unknown>
    on(name: string, listener: (payload: unknown) => void): () => void
  }
}

/** Asks main from a page, past the interface: any name, any input. */
export function ask(page: Page, name: unknown, input: unknown): Promise<unknown> {
  return page.evaluate(([asked, given]) => (window as unknown as HostilePage).bridge.request(asked, given), [
    name,
    input,
  ] as const)
}

/** Opens the key window of a provider, and waits until a key can be typed in it. */
export async function openKeyWindow(app: ElectronApplication, page: Page, providerId = 'test'): Promise<Page> {
  const opened = app.waitForEvent('window')
  await ask(page, 'keys.edit', { providerId })
  const keyPage = await opened
  await keyPage.waitForSelector('input')
  return keyPage
}
