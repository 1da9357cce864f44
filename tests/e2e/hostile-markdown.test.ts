import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, ElectronApplication, Page } from 'playwright'
import { expect, test } from 'vitest'
import { isDiagramAddress } from '../../src/shared/diagrams/diagram-address'
import { askIn, chatPath, ended, startWithServer } from '../support/chat-window'
import { toEmptyPage } from '../support/hostile/html-elements'
import { hostileMarkdown } from '../support/hostile/hostile-markdown'
import { styles } from '../support/hostile/html-styles'
import { findForeign, pressAll, readPage, type PageState } from '../support/hostile/page-state'
import { ranMark, type HostileCase } from '../support/hostile/traces'
import { chatEnd, chatStream, textEvent } from '../support/provider-server'
import { recordOpenedLinks, startWitness } from '../support/shell/witnesses'
import { temporaryFolder } from '../support/temporary-folder'

// Below 760 px, the sidebar is a drawer over the page.
const narrow = 600
const wide = 1120

const casesInReply = 40
const pieceLength = 12
const piecesPerSecond = 800

/** Closes all HTML that a case may have left open, so that the next one begins outside of it. */
const closing = '</script></style></pre></textarea>-->?>]]>'
const label = (index: number) => `Case ${index + 1}:`

/** What the page complains of, and what it asks for beyond the app's own files. */
function watch(page: Page) {
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /violates|Refused|blocked/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!/^(?:runnel-app|data):/.test(request.url())) requests.push(request.url())
  })
  return { complaints, requests }
}

/** Starts the app with somebody outside who sees all that leaves it. */
async function startWatched() {
  const witness = await startWitness()
  const links = await recordOpenedLinks()
  const netLog = join(temporaryFolder(), 'net-log.json')
  const switches = [`--log-net-log=${netLog}`, '--disable-smooth-scrolling']
  const running = await startWithServer({}, { environment: links.environment, switches })
  await running.page.waitForSelector('.composer textarea')
  /** Ends the app, and says what it asked for and opened by then. */
  const traces = async () => {
    await running.close()
    const log = JSON.parse(readFileSync(netLog, 'utf8')) as {
      events: readonly { params?: Readonly<Record<string, unknown>> }[]
    }
    const asked = log.events.map(({ params }) => params?.['url']).filter((url) => typeof url === 'string')
    return { asked: [...new Set(asked)], seen: witness.seen, opened: links.all }
  }
  return { ...running, origin: witness.origin, traces }
}

/** A reply of these cases, as a provider sends it. */
function streamOf(cases: readonly HostileCase[], first: number) {
  const text = cases
    .map(({ markdown }, index) => `${label(first + index)}\n\n${markdown}\n\n${closing}\n\n`)
    .concat(`Said from ${first}.`)
    .join('')
  const pieces = Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, index) =>
    textEvent(text.slice(index * pieceLength, (index + 1) * pieceLength)),
  )
  return {
    steps: [
      { pace: (index: number) => pieces[index] ?? '', count: pieces.length, perSecond: piecesPerSecond },
      { send: chatEnd() },
    ],
  }
}

/** Reads the whole transcript from its top with the wheel, less than a window's height at a time. */
async function readThrough(page: Page, look: () => Promise<void>): Promise<void> {
  const transcript = page.locator('.transcript')
  await transcript.hover()
  const place = () =>
    transcript.evaluate(({ scrollTop, clientHeight, scrollHeight }) => ({
      top: scrollTop,
      height: clientHeight,
      isAtEnd: scrollTop + clientHeight >= scrollHeight - 2,
    }))
  await page.mouse.wheel(0, -1e6)
  await expect.poll(async () => (await place()).top).toBe(0)
  for (;;) {
    await look()
    const { top, height, isAtEnd } = await place()
    if (isAtEnd) return
    await page.mouse.wheel(0, height * 0.8)
    await expect.poll(async () => (await place()).top).toBeGreaterThan(top)
  }
}

// Half a minute each on an idle machine.
const longer = { timeout: 240_000 }
const nothing = { asked: [], seen: { connections: 0, paths: [] } }

test('no hostile text gets out of its reply: growing, whole, and read again', longer, async () => {
  const { server, app, page, origin, traces } = await startWatched()
  const cases = hostileMarkdown(origin)
  expect(cases.length).toBeGreaterThan(200)
  server.always(chatPath, { steps: [{ send: chatStream(['Yes.']) }] })
  await askIn(page, 'be nasty')
  await ended(page)
  const before = await page.evaluate(readPage, ranMark)
  expect(before).toMatchObject({ ran: null, inReach: [true, true, true] })
  const { complaints, requests } = watch(page)
  const expectHeld = async (when: string, onlyNew = false): Promise<void> => {
    expect(await page.evaluate(readPage, ranMark), when).toEqual(before)
    expect(await page.evaluate(findForeign, onlyNew), when).toEqual([])
  }

  for (let first = 0; first < cases.length; first += casesInReply) {
    server.script(chatPath, streamOf(cases.slice(first, first + casesInReply), first))
    await askIn(page, `from ${first}`)
    while ((await page.getByText(`Said from ${first}.`).count()) === 0) await expectHeld(`while growing from ${first}`)
    await ended(page)
    await expectHeld(`whole from ${first}`)
  }

  await page.reload()
  await page.locator('.sidebar nav').getByText('be nasty').click()
  await page.locator('.markdown').first().waitFor()
  const seen = new Set<string>()
  await readThrough(page, async () => {
    await expectHeld('when read again', true)
    for (const text of await page.locator('.markdown p').allTextContents()) seen.add(text)
  })
  expect(cases.map((_, index) => label(index)).filter((text) => !seen.has(text))).toEqual([])
  expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })
  expect(app.windows()).toHaveLength(1)
  expect(await traces()).toEqual({ ...nothing, opened: [] })
})

test('nor does any as HTML in the page, with nobody between, and all of it pressed', longer, async () => {
  const { server, app, page, origin, traces } = await startWatched()
  server.always(chatPath, { steps: [{ send: chatStream(['Here.']) }] })
  await askIn(page, 'be nasty')
  await ended(page)
  await resize(app, wide)
  const before = await page.evaluate(readPage, ranMark)
  const debug = await page.context().newCDPSession(page)
  const cases = hostileMarkdown(origin).filter(({ name }) => name !== toEmptyPage)
  const tryAll = async (tried: readonly HostileCase[], state: PageState): Promise<void> => {
    for (const { name, html } of tried) {
      await insert(page, debug, html)
      await page.evaluate(pressAll, '.raw')
      expect(await page.evaluate(readPage, ranMark), name).toEqual(state)
      expect(foreignFrames(page), name).toEqual([])
    }
  }
  await tryAll(cases, before)
  await remove(page)
  await resize(app, narrow)
  const styled = cases.filter(({ name }) => styles.some(([style]) => style === name))
  await tryAll(styled, await page.evaluate(readPage, ranMark))
  await resize(app, wide)
  await remove(page)
  // The window is as good as ever. Playwright's own waiting would wait for a navigation that was refused.
  const answers = () => page.evaluate(() => document.querySelectorAll('.markdown').length)
  await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus())
  await page.keyboard.insertText('and now?')
  await page.keyboard.press('Enter')
  await expect.poll(answers, { timeout: 10_000 }).toBe(2)
  expect(await page.evaluate(readPage, ranMark)).toEqual(before)
  const { html = '' } = hostileMarkdown(origin).find(({ name }) => name === toEmptyPage) ?? {}
  await insert(page, debug, html)
  const isBack = () => page.evaluate(() => document.querySelector('.raw') === null && location.href).catch(() => false)
  await expect.poll(isBack, { timeout: 10_000 }).toBe(before.address)
  expect(app.windows()).toHaveLength(1)
  const { opened, ...rest } = await traces()
  expect(rest).toEqual(nothing)
  expect(opened).toContain('https://example.com/pressed')
  expect(opened.filter((url) => !/^(?:https:\/\/|mailto:[^?]*$)/.test(url))).toEqual([])
})

/** Gives the window another width, and waits until its page has it. */
async function resize(app: ElectronApplication, width: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to, 800), width)
  const [page] = app.windows()
  await expect.poll(() => page?.evaluate(() => innerWidth)).toBe(width)
  // The sidebar slides out and in.
  await page?.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  )
}

/** Puts HTML into the last reply, past the renderer and past Trusted Types, in place of what was put there before. */
async function insert(page: Page, debug: CDPSession, html: string): Promise<void> {
  await page.evaluate(() => {
    const find = (selector: string) => [...Document.prototype.querySelectorAll.call(document, selector)]
    for (const raw of find('.raw')) raw.remove()
    find('.markdown')
      .at(-1)
      ?.firstElementChild?.append(Object.assign(document.createElement('div'), { className: 'raw' }))
  })
  const { root } = await debug.send('DOM.getDocument', { depth: 0 })
  const { nodeId } = await debug.send('DOM.querySelector', { nodeId: root.nodeId, selector: '.raw' })
  await debug.send('DOM.setOuterHTML', { nodeId, outerHTML: `<div class="raw">${html}</div>` })
}

async function remove(page: Page): Promise<void> {
  await page.evaluate(() => Document.prototype.querySelectorAll.call(document, '.raw').forEach((raw) => raw.remove()))
}

/** Where frames are that hold anything but what is shown in place of what was refused, and the pages that draw diagrams. */
function foreignFrames(page: Page): readonly string[] {
  const urls = page
    .frames()
    .slice(1)
    .map((frame) => frame.url())
  return urls.filter((url) => !isDiagramAddress(url) && !/^(?:about:(?:blank|srcdoc)|chrome-error:.*)?$/.test(url))
}
