import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { expect, test } from 'vitest'
import { composer } from '../support/chat-window'
import { startAgain, startApp, testProvider } from '../support/electron'
import { temporaryFolder } from '../support/temporary-folder'

/** The main window's place and zoom as Electron has them. */
function placeOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { bounds: window?.getNormalBounds(), zoomLevel: window?.webContents.getZoomLevel() }
  })
}

test('the window opens where it was, as large and with the zoom it had', async () => {
  const folder = temporaryFolder()
  const bounds = { x: 90, y: 70, width: 700, height: 560 }
  const first = await startApp({ folder, settings: {} })
  await composer(first.page).waitFor()
  await first.app.evaluate(({ BrowserWindow }, wanted) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds(wanted)
    window?.webContents.setZoomLevel(1)
  }, bounds)
  await expect.poll(async () => (await placeOf(first.app)).bounds).toEqual(bounds)
  await first.close()
  const second = await startApp({ folder })
  await expect.poll(() => placeOf(second.app)).toEqual({ bounds, zoomLevel: 1 })
})

test('a place on a display that is gone is brought back into sight, and an unreadable one does no harm', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'main-window-place.json')
  const bounds = { x: 9000, y: 9000, width: 700, height: 560 }
  writeFileSync(path, JSON.stringify({ bounds, maximized: false, zoomLevel: 0 }))
  const first = await startApp({ folder, settings: {} })
  const area = await first.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)
  const { bounds: shown } = await placeOf(first.app)
  expect(shown?.x).toBeLessThanOrEqual(area.x + area.width - bounds.width)
  expect(shown?.y).toBeLessThanOrEqual(area.y + area.height - bounds.height)
  await first.close()
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 10))
  const second = await startApp({ folder })
  expect((await placeOf(second.app)).bounds).toMatchObject({ width: 1120 })
})

test('a second start with a link fills the question and sends nothing; a switch asks for a new conversation', async () => {
  const { page, folder } = await startApp({ settings: {} })
  await composer(page).waitFor()
  await startAgain(folder, 'runnel://ask?text=What%20is%20%E4%BD%A0%3F')
  await expect.poll(() => composer(page).inputValue()).toBe('What is 你?')
  expect(await page.locator('article.question').count()).toBe(0)
  await startAgain(folder, 'runnel://settings?theme=dark')
  await composer(page).press('Enter')
  await page.locator('article.question').waitFor()
  await startAgain(folder, '--new-conversation')
  await page.locator('article.question').waitFor({ state: 'detached' })
})

test('a first start with a link fills the question too', async () => {
  const { page } = await startApp({ settings: {}, words: ['runnel://ask?text=hello'] })
  await expect.poll(() => composer(page).inputValue()).toBe('hello')
})

test('Help → Ask the Guide opens a conversation with the guide', async () => {
  const provider = testProvider('http://127.0.0.1:9/v1')
  const choice = { providerId: provider.id, model: 'model-a' }
  const { app, page } = await startApp({ settings: { providers: [provider], choice } })
  await page.locator('.composer .who', { hasText: 'model-a' }).waitFor()
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.at(-1)?.submenu?.items ?? []
    items[0]?.click()
  })
  await expect.poll(() => page.locator('.composer .who').innerText()).toContain('guide')
})
