import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { askIn, chatPath, ended, startWithServer } from '../support/chat-window'
import { chatEnd, textEvent } from '../support/provider-server'
import { chooseInMenu, currentMatch, transcript } from '../support/transcript-page'

const lineCount = 9000
const lines = Array.from(
  { length: lineCount },
  (_, index) => `line ${index}${index === 4321 ? ' with the needle' : ''}`,
)

const awayCount = (page: Page) => page.locator('.chunk.is-away').count()

/** The lines of code that are in sight. */
const seenLines = (page: Page) =>
  transcript(page).evaluate((box) => {
    const { left, top, width, height } = box.getBoundingClientRect()
    const at = document.caretPositionFromPoint(left + width / 2 - 200, top + height / 2)
    const range = document.createRange()
    if (!at || !(at.offsetNode instanceof Text)) return ''
    range.setStart(at.offsetNode, at.offset)
    range.setEnd(at.offsetNode, Math.min(at.offsetNode.length, at.offset + 200))
    return range.getClientRects().length > 0 ? range.toString() : ''
  })

// Lines that have no boxes could be missing where a reader scrolls to, searches or copies.
test('long code out of sight is there for whoever scrolls to it, looks for it or copies it', async () => {
  const { app, page, server } = await startWithServer()
  const pieces = Array.from({ length: 90 }, (_, index) => `${lines.slice(index * 100, index * 100 + 100).join('\n')}\n`)
  server.script(chatPath, {
    steps: [
      { send: textEvent('Here:\n\n```text\n') },
      { pace: (index) => textEvent(pieces[index] ?? ''), count: pieces.length, perSecond: 60 },
      { send: textEvent('```\n') + chatEnd() },
    ],
  })
  await askIn(page, 'Much code')
  await ended(page)
  await expect.poll(() => awayCount(page)).toBeGreaterThan(5)
  const height = await transcript(page).evaluate((box) => box.scrollHeight)

  await transcript(page).hover()
  await page.mouse.wheel(0, -100)
  await transcript(page).evaluate((box) => (box.scrollTop = box.scrollHeight / 2))
  await expect.poll(() => seenLines(page)).toMatch(/line \d{4}\n/)
  expect(Math.abs((await transcript(page).evaluate((box) => box.scrollHeight)) - height)).toBeLessThanOrEqual(2)

  await transcript(page).evaluate((box) => (box.scrollTop = box.scrollHeight))
  await expect.poll(() => seenLines(page)).toMatch(/line 8\d{3}\n/)
  await chooseInMenu(app, 'Find in Conversation')
  await page.getByRole('textbox', { name: 'Find in conversation' }).pressSequentially('needle')
  await expect
    .poll(async () => {
      const match = await currentMatch(page)
      return match !== null && match.top > 40 && match.top < match.view - 20
    })
    .toBe(true)
  await page.keyboard.press('Escape')

  await page.evaluate(() => document.getSelection()?.selectAllChildren(document.querySelector('.reply .markdown')!))
  await transcript(page).focus()
  await page.keyboard.press('ControlOrMeta+c')
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(50_000)
  expect(await copied()).toBe(`Here:\n\n${lines.join('\n')}`)
})
