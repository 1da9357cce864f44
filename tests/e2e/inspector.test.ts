import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askIn, button, chatPath, ended, reply, startWithServer } from '../support/chat-window'
import { chatEnd, chatStream, createGate, textEvent } from '../support/provider-server'
import { replayOf } from '../support/recording-script'

const pictures = join(import.meta.dirname, 'pictures')

/** Answers the system's own dialog for saving a file, as a user at the keyboard would. */
async function saveAs(path: string): Promise<void> {
  const title = ['search', '--onlyvisible', '--name', '^Save']
  await expect.poll(() => spawnSync('xdotool', title).status, { timeout: 20_000 }).toBe(0)
  const [dialog = ''] = execFileSync('xdotool', title).toString().trim().split('\n')
  execFileSync('xdotool', ['windowfocus', '--sync', dialog])
  // The name is selected: typing takes its place.
  execFileSync('xdotool', ['type', '--delay', '20', path])
  // The first key may only close the list of what the name could become.
  const accept = (): number | null => {
    const search = spawnSync('xdotool', title)
    if (search.status === 0) execFileSync('xdotool', ['key', 'alt+s'])
    return search.status
  }
  await expect.poll(accept, { timeout: 20_000, interval: 500 }).not.toBe(0)
}

test('an export goes through the system’s dialog into two files, from which a server plays the reply again', async () => {
  const { server, page, folder } = await startWithServer()
  const text = 'Grüße an 世界'
  server.script(chatPath, { steps: [{ send: chatStream(['Grüße ', 'an 世界']), split: [40, 41, 200] }] })
  await askIn(page, 'say hello')
  await reply(page).getByText(text).waitFor()
  await ended(page)
  await button(page, /^Stream inspector/).click()
  const panel = page.getByRole('complementary', { name: 'Stream inspector' })
  await panel.getByRole('button', { name: /^Export/ }).click()
  const path = join(folder, 'recorded')
  await saveAs(path)
  await expect.poll(() => existsSync(`${path}.json`)).toBe(true)
  await page.getByText(/saved/i).waitFor()
  const exported = { sse: readFileSync(`${path}.sse`, 'utf8'), json: readFileSync(`${path}.json`, 'utf8') }
  expect(exported.sse).toBe(chatStream(['Grüße ', 'an 世界']))
  expect(JSON.parse(exported.json)).toMatchObject({ truncated: false, request: { method: 'POST' } })

  server.script(chatPath, replayOf(exported))
  await askIn(page, 'again')
  await expect.poll(() => page.locator('article.reply').count()).toBe(2)
  await reply(page).getByText(text).waitFor()
  await ended(page)
})

test('the inspector shows what came, as it came and as it was read, live; the network log names every connection', async () => {
  const { server, page } = await startWithServer()
  const gate = createGate()
  server.script(
    chatPath,
    { status: 503, headers: { 'retry-after': '0' }, steps: [{ send: 'busy' }] },
    { steps: [{ send: textEvent('raw one ') }, { gate }, { send: textEvent('raw two') + chatEnd() }] },
  )
  await askIn(page, 'show me the stream')
  await reply(page).getByText('raw one').waitFor()
  await button(page, /^Stream inspector/).click()
  const panel = page.getByRole('complementary', { name: 'Stream inspector' })
  await panel.getByText('text-delta "raw one "').waitFor()
  gate.open()
  await panel.getByText('text-delta "raw two"').waitFor()
  await panel.getByText('[DONE]').waitFor()
  await ended(page)
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, 'inspector.png') })
  await panel.getByText('Request and response').click()
  const exchange = await panel.innerText()
  expect(exchange).toContain('503')
  expect(exchange).toContain('200')
  expect(exchange).toMatch(/"stream":\s*true/)

  await button(page, /^Settings/).click()
  await button(page, 'Network log').click()
  const rows = page.locator('table tbody tr')
  await expect.poll(() => rows.count()).toBe(2)
  expect(await rows.first().innerText()).toMatch(/127\.0\.0\.1[\s\S]*\/v1\/chat\/completions[\s\S]*200/)
})
