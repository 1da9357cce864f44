import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Frame, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { diagramAddress, isDiagramAddress } from '../../src/shared/diagrams/diagram-address'
import { askIn, chatPath, composer, ended, reply, startWithServer } from '../support/chat-window'
import { chatStream } from '../support/provider-server'
import { hostileDiagrams } from '../support/hostile/hostile-diagrams'
import { ranMark } from '../support/hostile/traces'
import { reachServer, runText } from '../support/shell/page-attacks'
import { ask } from '../support/shell/pages'
import { startWitness } from '../support/shell/witnesses'

const flowchart = 'flowchart TD\n  A[Start] --> B{Is it?}\n  B -->|Yes| C[Good]\n  style C fill:#ffff00'
/** Mermaid lays out each of so many columns: a text of 50 characters that keeps it busy for minutes. */
const endless = 'block-beta\n  columns 100000\n  a b\n  space:100000000 d'

/** A drawing takes its time: a process of its own, and turns. */
const soon = { timeout: 20_000 }

const fence = (source: string) => `\`\`\`mermaid\n${source}\n\`\`\`\n`
const drawings = (page: Page) => page.locator('.diagram-view.is-drawn')
const reasons = (page: Page) => page.locator('.drawing .reason')
const frames = (page: Page): readonly Frame[] => page.frames().filter((frame) => isDiagramAddress(frame.url()))

/** Starts the app with a reply that holds these diagrams, each with its number above it. */
async function startWithDiagrams(sources: readonly string[], change: object = {}) {
  const running = await startWithServer(change)
  running.server.always(chatPath, {
    steps: [{ send: chatStream(sources.map((source, index) => `Diagram ${index}\n\n${fence(source)}\n`)) }],
  })
  await askIn(running.page, 'draw')
  await ended(running.page)
  return running
}

/** The drawing of the only diagram. */
async function frameOf(page: Page): Promise<Frame> {
  await drawings(page).waitFor()
  const [frame] = frames(page)
  if (!frame) throw new Error('No diagram is on the page.')
  return frame
}

/** The processes that draw, by what Electron says of each frame. */
function framesInMain(app: ElectronApplication) {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().flatMap((contents) =>
      contents.mainFrame.framesInSubtree.map((frame) => ({
        url: frame.url,
        pid: frame.osProcessId,
        origin: frame.origin,
        isMain: frame === contents.mainFrame,
      })),
    ),
  )
}

describe('a diagram', () => {
  test('is drawn, in a process and without an origin of its own, and has nothing of the app', async () => {
    const { app, page } = await startWithDiagrams([flowchart, 'pie\n  "one" : 1\n  "two" : 2'])
    await expect.poll(() => drawings(page).count(), soon).toBe(2)
    const found = await framesInMain(app)
    const main = found.filter((frame) => frame.isMain)
    const drawn = found.filter((frame) => !frame.isMain)
    expect(drawn).toHaveLength(2)
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(3)
    expect(main[0]?.origin).toBe('runnel-app://main')
    expect(drawn.map(({ origin }) => origin)).toEqual(['null', 'null'])
    // Root has no sandbox: Chromium refuses to make one for it.
    for (const { pid } of process.getuid?.() === 0 ? [] : drawn) {
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
    }
    for (const frame of frames(page)) {
      const seen = await frame.evaluate(() => {
        const refused = (read: () => unknown): boolean => {
          try {
            return read() === undefined
          } catch {
            return true
          }
        }
        const names = ['bridge', 'require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer']
        return {
          origin: self.origin,
          leaks: names.filter((name) => name in window),
          parent: refused(() => parent.document) && refused(() => top?.location.href),
          storage: refused(() => localStorage) && refused(() => document.cookie) && refused(() => sessionStorage),
          database: refused(() => indexedDB.open('x')),
          words: document.querySelector('svg')?.textContent ?? '',
        }
      })
      expect(seen).toMatchObject({ origin: 'null', leaks: [], parent: true, storage: true, database: true })
      expect(seen.words).toMatch(/Start.*Good|one.*two/s)
    }
  })

  test('that is broken, too large or over a limit shows its source and one line that says why', async () => {
    const edges = `flowchart TD\n${'A-->B\n'.repeat(401)}`
    const sources = ['flowchart TD\n  A[open', 'no diagram at all', `pie\n%% ${'x'.repeat(20_000)}`, edges]
    const { page } = await startWithDiagrams(sources)
    await expect.poll(async () => (await scrollThrough(page), reasons(page).count()), soon).toBe(4)
    const said = await reasons(page).allInnerTexts()
    expect(said[0]).toContain('Parse error on line')
    expect(said[1]).toContain('No diagram type detected')
    expect(said.filter((line) => line.includes('\n'))).toEqual([])
    expect(await reply(page).innerText()).toContain('A[open')
    await expect.poll(() => frames(page).length, soon).toBe(0)
  })

  test('that never ends is given up: its process is gone, its source stays, the window works, and others are drawn', async () => {
    const { app, page } = await startWithDiagrams([endless, flowchart])
    const pages = () =>
      app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length)
    await expect.poll(() => frames(page).length, soon).toBeGreaterThan(0)
    await composer(page).fill('still here')
    await reasons(page).waitFor()
    await drawings(page).waitFor()
    expect(await reply(page).innerText()).toContain('space:100000000')
    await expect.poll(pages, soon).toBe(2)
  })

  test('follows the theme in its frame, without a new one and without another size', async () => {
    const { page } = await startWithDiagrams([flowchart], { theme: 'light' })
    const frame = await frameOf(page)
    const ink = () =>
      frame.evaluate(() => getComputedStyle(document.querySelector('svg .nodeLabel, svg text tspan')!).fill)
    const size = () => drawings(page).boundingBox()
    const before = { ink: await ink(), size: await size() }
    await page.evaluate(() => void (document.documentElement.dataset['theme'] = 'dark'))
    await expect.poll(ink, soon).not.toBe(before.ink)
    expect(await size()).toEqual(before.size)
    expect(frames(page)).toEqual([frame])
    // Words on a fill that the source chose, yellow, stay readable.
    const onYellow = frame.locator('.node text', { hasText: 'Good' })
    expect(await onYellow.evaluate((words) => getComputedStyle(words).fill)).toMatch(
      /^rgb\([1-3]\d, [1-3]\d, [1-3]\d\)$/,
    )
  })

  test('is nowhere until there is one, and given back when it is far away or its conversation is left', async () => {
    const { server, page } = await startWithServer()
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /diagram/.test(name)).length)
    server.script(chatPath, { steps: [{ send: chatStream(['No diagram here.']) }] })
    await askIn(page, 'hello')
    await ended(page)
    expect(frames(page)).toEqual([])
    expect(await loaded()).toBe(0)
    const filler = 'A line of text.\n\n'.repeat(400)
    server.script(chatPath, { steps: [{ send: chatStream([fence(flowchart), filler]) }] })
    await askIn(page, 'draw')
    await ended(page)
    await scrollTo(page, '.diagram-view')
    await expect.poll(() => frames(page).length, soon).toBe(1)
    const height = (await drawings(page).boundingBox())?.height
    await scrollTo(page, 'article.reply:last-of-type p:last-of-type')
    await expect.poll(() => frames(page).length, soon).toBe(0)
    await scrollTo(page, '.diagram-view')
    await expect.poll(() => frames(page).length, soon).toBe(1)
    expect((await drawings(page).boundingBox())?.height).toBe(height)
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await expect.poll(() => frames(page).length, soon).toBe(0)
  })
})

/** Brings each diagram into view, one after the other. */
async function scrollThrough(page: Page): Promise<void> {
  for (const drawing of await page.locator('.drawing').all())
    await drawing.scrollIntoViewIfNeeded().catch(() => undefined)
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].at(-1)?.scrollIntoView({ block: 'center' }),
    selector,
  )
}

describe("what is served to a diagram's page", () => {
  test('is that page and its scripts, with a policy and a sandbox of their own, and to nobody with an origin', async () => {
    const { server, app, page } = await startWithServer()
    const answers: { readonly url: string; readonly served: Readonly<Record<string, string>> }[] = []
    page.on('response', (response) => {
      if (response.url().includes('.diagram/')) answers.push({ url: response.url(), served: response.headers() })
    })
    server.always(chatPath, { steps: [{ send: chatStream([fence(flowchart)]) }] })
    await askIn(page, 'draw')
    await drawings(page).waitFor()
    expect(answers.length).toBeGreaterThan(5)
    for (const { url, served } of answers) {
      expect(served['content-security-policy'], url).toBe(
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'; " +
          "worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
          'frame-ancestors runnel-app://main runnel-app://popup; sandbox allow-scripts',
      )
      expect(served, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      expect(served['access-control-allow-origin'], url).toBe(isDiagramAddress(url) ? undefined : 'null')
    }
    const statuses = await app.evaluate(
      ({ session }, urls) =>
        Promise.all(
          urls.map((url) =>
            session
              .fromPartition('runnel')
              .fetch(url)
              .then((answer) => answer.status),
          ),
        ),
      [
        'runnel-app://d1.diagram/diagram.html',
        'runnel-app://d1.diagram/index.html',
        'runnel-app://d1.diagram/assets/../../index.html',
        'runnel-app://d0.diagram/',
        'runnel-app://diagram/',
        'runnel-app://main/diagram/diagram.html',
        (answers.find(({ url }) => url.endsWith('.js'))?.url ?? '').replace(/d\d+\.diagram/, 'main'),
        (await page.evaluate(() => document.scripts[0]?.src ?? '')).replace('main/', 'd1.diagram/'),
      ],
    )
    expect(statuses).toEqual(statuses.map(() => 404))
  })

  test('is in no file of the windows', () => {
    const folder = join(import.meta.dirname, '../../out/renderer')
    const holding = (inFolder: string) =>
      readdirSync(inFolder).filter((name) => /suppressErrorRendering/.test(readFileSync(join(inFolder, name), 'utf8')))
    expect(holding(join(folder, 'assets'))).toEqual([])
    expect(holding(join(folder, 'diagram/assets')).length).toBeGreaterThan(0)
  })
})

describe('a hostile script in a diagram', () => {
  test('reaches no server, runs no text, opens nothing and sees nothing of the window', async () => {
    const { origin, seen } = await startWitness()
    const { app, page, close } = await startWithDiagrams([flowchart])
    const frame = await frameOf(page)
    expect(Object.values(await frame.evaluate(reachServer, origin))).not.toContain('reached')
    const moves = await frame.evaluate((server) => {
      const attempt = (act: () => unknown): string => {
        try {
          return String(act())
        } catch (error) {
          return (error as Error).name
        }
      }
      return [
        attempt(() => window.open(`${server}/open`)),
        attempt(() => frameElement),
        attempt(() => alert('x')),
        attempt(() => top?.location.assign(`${server}/top`)),
        attempt(() => parent.document),
        attempt(() => (parent as unknown as { bridge: unknown }).bridge),
      ]
    }, origin)
    expect(moves).toEqual(['null', 'null', 'undefined', 'SecurityError', 'SecurityError', 'SecurityError'])
    expect(Object.values(await frame.evaluate(runText))).not.toContain('reached')
    expect(app.windows()).toHaveLength(1)
    await close()
    expect(seen).toEqual({ connections: 0, paths: [] })
  })

  test('goes nowhere, neither its frame nor the window', async () => {
    const { origin, seen } = await startWitness()
    const { app, page, close } = await startWithServer()
    const address = page.url()
    const targets = [
      `${origin}/self`,
      'about:blank',
      'data:text/html,x',
      'file:///etc/passwd',
      'runnel-app://key/',
      address,
    ]
    for (const [index, target] of targets.entries()) {
      const url = diagramAddress(1000 + index)
      await page.evaluate((src) => {
        const frame = Object.assign(document.createElement('iframe'), { src })
        document.body.append(frame)
        return new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
      }, url)
      const frame = page.frames().find((one) => one.url() === url)
      // Not in the sandbox of a frame that the app makes: the one that is served must do.
      expect(await frame?.evaluate(() => self.origin), target).toBe('null')
      await frame?.evaluate((to) => void setTimeout(() => top?.location.replace(to)), target).catch(() => undefined)
      await frame?.evaluate((to) => void setTimeout(() => location.assign(to)), target).catch(() => undefined)
    }
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    // A frame that was refused shows a page of Chromium's that says so.
    const elsewhere = page
      .frames()
      .filter((frame) => !/^(about:blank|chrome-error:\/\/chromewebdata\/)$/.test(frame.url()))
    expect(elsewhere.map((frame) => frame.url()).filter((url) => !isDiagramAddress(url))).toEqual([address])
    const origins = (await framesInMain(app)).map(({ isMain, origin: own }) => (isMain ? 'main' : own))
    expect(new Set(origins)).toEqual(new Set(['main', 'null']))
    await close()
    expect(seen).toEqual({ connections: 0, paths: [] })
  })

  test('can tell the app nothing but a size and a line, and cannot ask it anything', async () => {
    const { app, page } = await startWithDiagrams([flowchart])
    const frame = await frameOf(page)
    const before = await drawings(page).boundingBox()
    await frame.evaluate(() => {
      for (const message of [{ width: 9e9, height: 9e9 }, { error: 'x' }, { html: '<b>' }, 'x', null])
        parent.postMessage(message, '*')
    })
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    expect(await drawings(page).boundingBox()).toEqual(before)
    // Even a frame that got hold of the channel would be asked who it is.
    expect(await ask(page, 'settings.get', {})).toMatchObject({ ok: true })
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })
})

test('hostile sources do nothing outside of their frame', { timeout: 120_000 }, async () => {
  const { origin, seen } = await startWitness()
  const cases = Object.entries(hostileDiagrams(origin))
  const { app, page, close } = await startWithDiagrams(cases.map(([, source]) => source))
  const address = page.url()
  for (const [index, [name]] of cases.entries()) {
    const place = page.locator('.drawing').nth(index)
    const isDone = async () => {
      // Those above it are drawn meanwhile, and push it away.
      await place.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      return place.locator('.is-drawn, .reason').count()
    }
    await expect.poll(isDone, { ...soon, message: name }).toBe(1)
    for (const frame of frames(page)) {
      // A frame that is given back meanwhile says nothing.
      const ran = await frame.evaluate((mark) => mark in window, ranMark).catch(() => false)
      expect(ran, name).toBe(false)
    }
    const state = await page.evaluate((mark) => {
      const field = document.querySelector('.composer textarea')
      const { left, top, width, height } = field!.getBoundingClientRect()
      const column = document.querySelector('article.reply:last-of-type')!.getBoundingClientRect()
      return {
        ran: mark in window,
        atComposer: document.elementFromPoint(left + width / 2, top + height / 2) === field,
        tooWide: [...document.querySelectorAll('.diagram-view')].some(
          (view) => view.getBoundingClientRect().width > column.width + 40,
        ),
        tooHigh: [...document.querySelectorAll('.diagram-view')].some(
          (view) => view.getBoundingClientRect().height > 720,
        ),
      }
    }, ranMark)
    expect(state, name).toEqual({ ran: false, atComposer: true, tooWide: false, tooHigh: false })
  }
  expect(page.url()).toBe(address)
  expect(app.windows()).toHaveLength(1)
  await close()
  expect(seen).toEqual({ connections: 0, paths: [] })
})
