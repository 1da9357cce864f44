import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../support/electron'
import { ask as askMain } from '../support/shell/pages'
import { jsonAnswer, startProviderServer } from '../support/provider-server'

const stored = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as Record<string, unknown>

test('the first start asks who answers, once; the guide answers after it', async () => {
  const { page, folder, close } = await startApp({ isFirstStart: true })
  await page.getByRole('heading', { name: 'Set up Runnel' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Just look around' }).isChecked()).toBe(true)
  expect(await page.getByRole('button', { name: /^Hotkey/ }).count()).toBe(1)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'Where are my keys kept?' }).click()
  await page.locator('article.reply .meta').waitFor()
  expect(stored(folder)).toMatchObject({ welcomed: true })
  await close()

  const again = await startApp({ folder, isFirstStart: true })
  await again.page.locator('textarea').waitFor()
  expect(await again.page.getByRole('heading', { name: 'Set up Runnel' }).count()).toBe(0)
})

test('skipped, it changes nothing but that it is never shown again', async () => {
  const { page, folder } = await startApp({ isFirstStart: true })
  await page.getByRole('checkbox', { name: 'Start at login, hidden in the tray' }).check()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.locator('textarea').waitFor()
  expect(stored(folder)).toMatchObject({ welcomed: true, choice: null })
  expect(await askMain(page, 'desktop.get', {})).toMatchObject({
    value: { startsAtLogin: false },
  })
})

test('a key leads to the providers; models on this computer are looked for when they are chosen, and one answers', async () => {
  const first = await startApp({ isFirstStart: true })
  await first.page.getByRole('radio', { name: 'Paste a key' }).check()
  await first.page.getByRole('button', { name: 'Start' }).click()
  await first.page.getByRole('heading', { name: 'Providers' }).waitFor()
  await first.close()

  // Where Ollama listens.
  const server = await startProviderServer({ port: 11434 })
  onTestFinished(() => server.stop())
  server.always('/api/tags', jsonAnswer({ models: [{ name: 'qwen3:8b', size: 5_200_000_000 }] }))
  const second = await startApp({ isFirstStart: true })
  await second.page.getByRole('heading', { name: 'Set up Runnel' }).waitFor()
  expect(server.requests).toEqual([])
  await second.page.getByRole('radio', { name: 'Use this computer’s models' }).check()
  await second.page.getByText('Ollama is running with 1 model.').waitFor()
  await second.page.getByRole('button', { name: 'Start' }).click()
  await second.page.getByRole('heading', { name: /^Ask / }).waitFor()
})
