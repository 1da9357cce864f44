import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { expect, test } from 'vitest'
import { askIn, chatPath, ended, reply, startWithServer } from '../support/chat-window'
import { chinese, english } from '../support/markdown/reference-reply'
import { chatEnd, createGate, textEvent } from '../support/provider-server'
import { atRest, fromEnd, transcript } from '../support/transcript-page'

const pictures = join(import.meta.dirname, 'pictures')
const wide = { width: 1180, height: 800 }
const narrow = { width: 430, height: 800 }
const soon = { timeout: 30_000 }

async function resize(app: ElectronApplication, page: Page, size: typeof wide): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
    size,
  )
  await page.waitForFunction((width) => Math.abs(window.innerWidth - width) < 3, size.width)
  await atRest(page)
}

/** Takes a picture of all of the conversation, as in a window that is high enough for it. */
async function photograph(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { width, around } = await transcript(page).evaluate((box) => ({
    width: window.innerWidth,
    around: window.innerHeight - box.clientHeight + box.scrollHeight,
  }))
  const metrics = { width, height: around + 40, deviceScaleFactor: 1, mobile: false }
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics)
  await page.mouse.move(0, 0)
  await atRest(page)
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `reply-${name}.png`) })
  await devtools.send('Emulation.clearDeviceMetricsOverride')
  await devtools.detach()
  await atRest(page)
}

/** What stands out of its column, lies under the composer, or lets the page itself scroll. */
function faults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const root = document.scrollingElement
    if (root && (root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth))
      found.push('page scrolls')
    const box = document.querySelector('section.transcript')
    const markdown = document.querySelector('.reply > .markdown')
    const composer = document.querySelector('.composer')
    if (!box || !markdown || !composer) return ['something is missing']
    if (box.scrollWidth > box.clientWidth) found.push('transcript scrolls sideways')
    const hang = 16.5
    const { left, right } = markdown.getBoundingClientRect()
    const blocks = 'p, li, h2, blockquote, figure, .table-block, .formula-block, .notes, pre, .drawing'
    for (const block of markdown.querySelectorAll(blocks)) {
      const rect = block.getBoundingClientRect()
      const isOut = rect.width > 0 && (rect.left < left - hang || rect.right > right + hang)
      if (isOut) found.push(`${block.tagName} ${block.className} is out of its column`)
    }
    const last = [...document.querySelectorAll('.reply > *')].at(-1)?.getBoundingClientRect().bottom ?? 0
    if (last > composer.getBoundingClientRect().top + 0.5) found.push('the composer covers the end')
    return found
  })
}

test.each([
  ['english', english, 'en', 'light'],
  ['chinese', chinese, 'zh-CN', 'dark'],
] as const)(
  'a reply with a bit of everything, %s: streaming, finished, and in a narrow window',
  async (name, given, language, theme) => {
    const { app, page, server } = await startWithServer({ language, theme })
    const gate = createGate()
    const [first, second] = given.text.map((text) => text.match(/[\s\S]{1,12}/g) ?? [])
    server.script(chatPath, {
      steps: [
        { pace: (index) => textEvent(first?.[index] ?? ''), count: first?.length ?? 0, perSecond: 300 },
        { gate },
        { pace: (index) => textEvent(second?.[index] ?? ''), count: second?.length ?? 0, perSecond: 300 },
        { send: chatEnd('stop', { prompt_tokens: 31, completion_tokens: 612 }) },
      ],
    })
    await resize(app, page, wide)
    await askIn(page, given.question)
    await reply(page).getByText('try {').waitFor()
    await atRest(page)
    expect(await fromEnd(page)).toBeLessThanOrEqual(1)
    expect(await faults(page)).toEqual([])
    await photograph(page, `${name}-${theme}-streaming`)
    expect(await reply(page).locator('.notes').count()).toBe(0)

    gate.open()
    await ended(page)
    await page.locator('.code.is-diagram .drawing iframe').waitFor(soon)
    await atRest(page)
    expect(await fromEnd(page)).toBeLessThanOrEqual(1)
    expect(await faults(page)).toEqual([])
    expect((await page.locator('.code .drawing').boundingBox())?.height).toBeGreaterThan(60)
    expect(await reply(page).locator('.notes li').count()).toBe(1)
    const font = await page.evaluate(async () => {
      await document.fonts.ready
      const family = getComputedStyle(document.querySelector('math') as Element).fontFamily
      const named = family.split(',')[0]?.replaceAll('"', '').trim()
      return {
        named,
        isLoaded: [...document.fonts].some(
          (one) => one.family.replaceAll('"', '') === named && one.status === 'loaded',
        ),
      }
    })
    expect(font).toEqual({ named: expect.stringMatching(/STIX/), isLoaded: true })
    await photograph(page, `${name}-${theme}`)

    await resize(app, page, narrow)
    expect(await faults(page)).toEqual([])
    await photograph(page, `${name}-${theme}-narrow`)
    const other = theme === 'light' ? 'dark' : 'light'
    await page.evaluate((to) => void (document.documentElement.dataset['theme'] = to), other)
    await resize(app, page, wide)
    await photograph(page, `${name}-${other}`)
  },
)
