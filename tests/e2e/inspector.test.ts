import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askIn, button, chatPath, ended, reply, startWithServer } from '../support/chat-window'
import { chatEnd, createGate, textEvent } from '../support/provider-server'

const pictures = join(import.meta.dirname, 'pictures')

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
