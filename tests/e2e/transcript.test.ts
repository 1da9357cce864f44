import { execFileSync } from 'node:child_process'
import type { ElectronApplication, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { askIn, button, chatPath, composer, ended, reply, startWithServer } from '../support/chat-window'
import { folderWith, someTurns } from '../support/long-conversation'
import { chatChunk, chatEnd, createGate, sse, textEvent } from '../support/provider-server'
import {
  atRest,
  chooseInMenu,
  currentMatch,
  foundMarks,
  fromEnd,
  markedPlace,
  markReadingEdge,
  mountedTurns,
  watchFrames,
} from '../support/transcript-page'

const transcript = (page: Page) => page.locator('section.transcript')
const pill = (page: Page) => button(page, 'New text below')
const paragraph = (index: number): string => `Paragraph ${index}. ${'A few more words to read. '.repeat(6)}\n\n`
const smallWindow = { sidebar: true }

/** Starts the app and waits until it hears keys: Chromium drops those that come before the first frame. */
async function startShown(...setting: Parameters<typeof startWithServer>) {
  const running = await startWithServer(...setting)
  await running.page.locator('.composer .who').waitFor()
  await running.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  return running
}

async function wheelIn(page: Page, deltaY: number): Promise<void> {
  await transcript(page).hover()
  await page.mouse.wheel(0, deltaY)
}

/** Opens a stored conversation and waits until it stands still. */
async function open(page: Page, title: string): Promise<void> {
  await page.locator('.sidebar nav').getByText(title).click()
  await page.locator('article.reply').last().waitFor()
  await atRest(page)
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
}

/** A reply that has shown a screenful and more, and goes on when the gate is opened. */
async function startLongReply(page: Page, server: Awaited<ReturnType<typeof startWithServer>>['server']) {
  const gate = createGate()
  server.script(chatPath, {
    steps: [
      { send: Array.from({ length: 30 }, (_, index) => textEvent(paragraph(index))).join('') },
      { gate },
      { pace: (index) => textEvent(paragraph(100 + index)), count: 60, perSecond: 60 },
      { send: chatEnd() },
    ],
  })
  await askIn(page, 'a long one')
  // In the page, but not laid out where it is out of sight.
  await reply(page).getByText('Paragraph 29.').waitFor({ state: 'attached' })
  await atRest(page)
  return gate
}

describe('following', () => {
  // A page that scrolls in a timer, or before layout, is behind in some frame.
  test('every frame of a fast stream shows the very end', async () => {
    const { server, page } = await startShown(smallWindow)
    const pace = (index: number): string => textEvent(index % 12 === 11 ? ' end.\n\n' : ` word${index}`)
    server.script(chatPath, { steps: [{ pace, count: 3000, perSecond: 1000 }, { send: chatEnd() }] })
    await askIn(page, 'go')
    await reply(page).getByText('word20').first().waitFor()
    const stop = await watchFrames(page)
    await ended(page)
    const { fromEnd: distances } = await stop()
    expect(distances.length).toBeGreaterThan(30)
    expect(Math.max(...distances)).toBeLessThanOrEqual(2)
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
    expect(await pill(page).count()).toBe(0)
  })

  // Following that is asked only at the end of a wheel's smooth scroll pulls the reader back in the middle of it.
  test('one notch of the wheel up lets go at once, nothing moves while text comes, and the button brings back', async () => {
    const { server, page } = await startShown(smallWindow)
    const gate = await startLongReply(page, server)
    await wheelIn(page, -120)
    await atRest(page)
    expect(await fromEnd(page)).toBeGreaterThan(50)
    await markReadingEdge(page)
    const stop = await watchFrames(page)
    gate.open()
    await pill(page).waitFor()
    await ended(page)
    const { moved } = await stop()
    expect(moved.length).toBeGreaterThan(20)
    expect(Math.max(...moved)).toBeLessThanOrEqual(2)
    await pill(page).click()
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
    await expect.poll(() => pill(page).count()).toBe(0)
  })

  // The keys scroll the page only after they were heard; text of that very moment must not win.
  test.each([
    ['a key', (page: Page) => transcript(page).press('PageUp')],
    [
      'a selection',
      async (page: Page) => {
        const box = await reply(page).locator('p').last().boundingBox()
        await page.mouse.move(box?.x ?? 0, (box?.y ?? 0) + 8)
        await page.mouse.down()
        await page.mouse.move((box?.x ?? 0) + 120, (box?.y ?? 0) + 8, { steps: 4 })
        await page.mouse.up()
      },
    ],
  ])('%s lets go', async (_name, act) => {
    const { server, page } = await startShown(smallWindow)
    const gate = await startLongReply(page, server)
    await act(page)
    await atRest(page)
    await markReadingEdge(page)
    const stop = await watchFrames(page)
    gate.open()
    await ended(page)
    const { moved } = await stop()
    expect(Math.max(...moved)).toBeLessThanOrEqual(2)
    expect(await fromEnd(page)).toBeGreaterThan(500)
  })

  // With a fast model the start of the answer is gone before it was read.
  test('if so set, it ends when the question has reached the top', async () => {
    const { server, page } = await startShown({ ...smallWindow, stopAtQuestion: true })
    const gate = await startLongReply(page, server)
    const top = () =>
      page.evaluate(() => {
        const box = document.querySelector('section.transcript')?.getBoundingClientRect().top ?? 0
        return Math.round((document.querySelector('.question')?.getBoundingClientRect().top ?? 0) - box)
      })
    expect(await top()).toBe(24)
    gate.open()
    await pill(page).waitFor()
    await ended(page)
    expect(await top()).toBe(24)
    await pill(page).click()
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
  })
})

describe('the place stays', () => {
  // A fold that opens at the end used to be scrolled out of sight, because the page went on to its new end.
  test('what is pressed stays under the pointer when it unfolds and folds', async () => {
    const { server, page } = await startShown(smallWindow)
    const thoughts = Array.from({ length: 40 }, (_, index) => `Thought ${index}.\n`).join('')
    server.script(chatPath, {
      steps: [{ send: sse(chatChunk({ reasoning_content: thoughts })) + textEvent('Short answer.') + chatEnd() }],
    })
    await askIn(page, 'why?')
    await ended(page)
    const fold = button(page, /^Thought/)
    const place = async () => (await fold.boundingBox())?.y ?? Number.NaN
    const before = await place()
    await fold.click()
    await page.getByText('Thought 39.').waitFor()
    await atRest(page)
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2)
    await fold.click()
    await atRest(page)
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2)
  })

  // Anchoring by the top of a block lets the line that is read wander off when the block wraps anew.
  test('in the middle of a long paragraph, whatever width the window gets', async () => {
    const answer = `${'A sentence in a paragraph without an end. '.repeat(400)}\n\nEnd.`
    const turns = [...someTurns(6), { question: 'long', answer }]
    const { page, app } = await startShown(smallWindow, { folder: folderWith({ title: 'Resized', turns }) })
    await resize(app, 1100, 700)
    await open(page, 'Resized')
    await wheelIn(page, -1500)
    await atRest(page)
    const before = await markReadingEdge(page)
    for (const [width, height] of [
      [900, 700],
      [620, 640],
      [1200, 720],
    ] as const) {
      await resize(app, width, height)
      await page.waitForFunction((expected) => window.innerWidth === expected, width)
      await atRest(page)
      expect(Math.abs((await markedPlace(page)) - before), `${width} px`).toBeLessThanOrEqual(2)
    }
  })

  // Coming back by a number of pixels is wrong as soon as anything above is another height, such as an estimate.
  test('when another conversation, or the settings, were in the window meanwhile', async () => {
    const folder = folderWith({ title: 'Other', turns: someTurns(30) }, { title: 'First', turns: someTurns(300) })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'First')
    for (let notch = 0; notch < 10; notch += 1) await wheelIn(page, -400)
    await atRest(page)
    await markReadingEdge(page)
    const text = () =>
      page.evaluate(() => {
        const box = document.querySelector('section.transcript')?.getBoundingClientRect()
        const caret = document.caretPositionFromPoint((box?.left ?? 0) + (box?.width ?? 0) / 2, (box?.top ?? 0) + 40)
        return caret?.offsetNode.textContent
      })
    const place = async () => {
      await markReadingEdge(page)
      return markedPlace(page)
    }
    const [words, before] = [await text(), await place()]
    await open(page, 'Other')
    await open(page, 'First')
    expect(await text()).toBe(words)
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2)
    await chooseInMenu(app, 'Settings…')
    await page.getByRole('heading', { name: 'General' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('article.reply').first().waitFor()
    await atRest(page)
    expect(await text()).toBe(words)
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2)
  })
})

describe('a long conversation', () => {
  const count = 1000

  // A list that is mounted whole takes seconds to open and keeps every reply in memory.
  test('opens at its end, mounts a few turns, and every key that scrolls gets to its turn', async () => {
    const folder = folderWith({ title: 'Long', turns: someTurns(count) })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'Long')
    const mostMounted = 40
    const inSight = (text: string) => page.locator('.question', { hasText: new RegExp(`^${text}$`) })
    expect(await fromEnd(page)).toBeLessThanOrEqual(1)
    expect(await mountedTurns(page)).toBeLessThan(mostMounted)
    const stop = await watchFrames(page)
    await transcript(page).press('Home')
    await inSight('Question number 0').waitFor()
    await atRest(page)
    expect(await transcript(page).evaluate((box) => box.scrollTop)).toBe(0)
    expect(await mountedTurns(page)).toBeLessThan(mostMounted)
    for (const number of [1, 2, 3]) {
      await chooseInMenu(app, 'Next Question')
      const { y = 0 } = (await inSight(`Question number ${number}`).boundingBox()) ?? {}
      const top = (await transcript(page).boundingBox())?.y ?? 0
      expect(Math.abs(y - top - 24)).toBeLessThanOrEqual(2)
    }
    await transcript(page).press('PageDown')
    await atRest(page)
    await chooseInMenu(app, 'Previous Question')
    await transcript(page).press('End')
    await inSight(`Question number ${count - 1}`).waitFor()
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
    const { mounted } = await stop()
    expect(Math.max(...mounted)).toBeLessThan(mostMounted)
  })

  // Turns that turn out higher than estimated push down what is being read on the way up.
  test('scrolled up through turns that nobody has seen, each frame moves by what was scrolled and nothing jumps', async () => {
    const folder = folderWith({ title: 'Long', turns: someTurns(count) })
    const { page } = await startShown(smallWindow, { folder })
    await open(page, 'Long')
    for (let step = 0; step < 12; step += 1) {
      await markReadingEdge(page)
      const before = await markedPlace(page)
      await wheelIn(page, -300)
      await atRest(page)
      expect(Math.abs((await markedPlace(page)) - before - 300)).toBeLessThanOrEqual(2)
    }
  })

  // A turn that is unmounted takes the focus and the selection with it.
  test('what has the focus or the selection stays mounted', async () => {
    const folder = folderWith({ title: 'Long', turns: someTurns(count) })
    const { page } = await startShown(smallWindow, { folder })
    await open(page, 'Long')
    const last = page.locator(`[data-slot="conversation-0-question-${count - 1}"]`)
    await last.getByText(`Answer number ${count - 1}.`).selectText()
    await transcript(page).press('Home')
    await atRest(page)
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(`Answer number ${count - 1}.`)
    expect(await last.count()).toBe(1)
    await page.evaluate(() => document.getSelection()?.removeAllRanges())
    await wheelIn(page, 100)
    await expect.poll(() => last.count()).toBe(0)
  })
})

describe('find', () => {
  const field = (page: Page) => page.getByRole('textbox', { name: 'Find in conversation' })
  const count = (page: Page) => page.locator('.find-bar .count')

  const turnsWith = (words: Readonly<Record<number, string>>) =>
    someTurns(1000).map((turn, index) => (words[index] ? { ...turn, answer: `${turn.answer}\n\n${words[index]}` } : turn))

  const isInSight = async (page: Page): Promise<boolean> => {
    const match = await currentMatch(page)
    return match !== null && match.top > 40 && match.top < match.view - 20
  }

  // What looks only at the page finds nothing in turns that are not mounted.
  test('finds in turns that are not mounted, goes there and back around, and gives the focus back', async () => {
    const words = { 3: 'Here is the *nee*dle one.', 500: 'The `needle` two, the Needle three.', 990: 'NEEDLE four.' }
    const folder = folderWith({ title: 'Haystack', turns: turnsWith(words) })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'Haystack')
    await composer(page).focus()
    await chooseInMenu(app, 'Find in Conversation')
    await field(page).pressSequentially('needle')
    // From the end of the conversation on there is none; so it begins at the first.
    await expect.poll(() => count(page).innerText()).toBe('1 of 4')
    await expect.poll(() => isInSight(page)).toBe(true)
    expect((await foundMarks(page)).current).toEqual(['needle'])
    expect(await mountedTurns(page)).toBeLessThan(40)
    const seen: (readonly string[])[] = []
    for (const position of [2, 3, 4, 1]) {
      await field(page).press('Enter')
      await expect.poll(() => count(page).innerText()).toBe(`${position} of 4`)
      await expect.poll(() => isInSight(page)).toBe(true)
      seen.push((await foundMarks(page)).current)
    }
    expect(seen).toEqual([['needle'], ['Needle'], ['NEEDLE'], ['needle']])
    await field(page).press('Shift+Enter')
    await expect.poll(() => count(page).innerText()).toBe('4 of 4')
    await chooseInMenu(app, 'Find Previous')
    await expect.poll(() => count(page).innerText()).toBe('3 of 4')
    await expect.poll(async () => (await foundMarks(page)).all).toEqual(['needle', 'Needle'])
    await page.keyboard.press('Escape')
    await field(page).waitFor({ state: 'detached' })
    expect(await composer(page).evaluate((element) => element === document.activeElement)).toBe(true)
    expect((await foundMarks(page)).all).toEqual([])
  })

  // Comparing by code points misses what a reader takes for the same.
  test('case, width and the marks of Latin letters make no difference, and Chinese is found', async () => {
    const words = { 10: 'Voilà le café à ÉVRY.', 20: '全角：ＲＵＮＮＥＬ，１２３。', 30: '检查点为何重要？' }
    const folder = folderWith({ title: 'Forms', turns: turnsWith(words) })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'Forms')
    await chooseInMenu(app, 'Find in Conversation')
    for (const [query, found] of [
      ['cafe a evry', 'café à ÉVRY'],
      ['runnel,123', 'ＲＵＮＮＥＬ，１２３'],
      ['检查点', '检查点'],
    ] as const) {
      await field(page).fill(query)
      await expect.poll(() => count(page).innerText()).toBe('1 of 1')
      await expect.poll(async () => (await foundMarks(page)).current).toEqual([found])
      await expect.poll(() => isInSight(page)).toBe(true)
    }
    await field(page).fill('not in there')
    await expect.poll(() => count(page).innerText()).toBe('No matches')
  })

  // A search that reads or marks a long reply in one go holds the window up.
  test('in a reply of a megabyte: a match in the middle is found and shown, and the window goes on', async () => {
    const paragraphs = Array.from({ length: 9000 }, (_, index) => paragraph(index))
    paragraphs[4500] = 'The only haymaker.\n\n'
    const folder = folderWith({ title: 'Huge', turns: [{ question: 'all', answer: paragraphs.join('') }] })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'Huge')
    await page.getByText('Paragraph 8999.').waitFor({ state: 'attached' })
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { tasks })
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      })
    })
    await chooseInMenu(app, 'Find in Conversation')
    await field(page).pressSequentially('words')
    await expect.poll(() => count(page).innerText(), { timeout: 20_000 }).toMatch(/^\d+ of 53994$/)
    await field(page).fill('haymaker')
    await expect.poll(() => count(page).innerText(), { timeout: 20_000 }).toBe('1 of 1')
    await expect.poll(async () => (await foundMarks(page)).current, { timeout: 20_000 }).toEqual(['haymaker'])
    await expect.poll(() => isInSight(page)).toBe(true)
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)
    console.log('long tasks', tasks)
  })

  // The keys of the menu, pressed on a real keyboard while something else has the focus.
  test('Ctrl+F, F3 and Escape by the keyboard itself', async () => {
    const folder = folderWith({ title: 'Keys', turns: turnsWith({ 5: 'alpha', 6: 'alpha' }) })
    const { page, app } = await startShown(smallWindow, { folder })
    await open(page, 'Keys')
    await transcript(page).focus()
    const press = (key: string, item: string) =>
      process.platform === 'linux' ? Promise.resolve(execFileSync('xdotool', ['key', key])) : chooseInMenu(app, item)
    await press('ctrl+f', 'Find in Conversation')
    await field(page).fill('alpha')
    await expect.poll(() => count(page).innerText()).toBe('1 of 2')
    await press('F3', 'Find Next')
    await expect.poll(() => count(page).innerText()).toBe('2 of 2')
    await press('shift+F3', 'Find Previous')
    await expect.poll(() => count(page).innerText()).toBe('1 of 2')
    await page.keyboard.press('Escape')
    expect(await transcript(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await press('alt+Down', 'Next Question')
    await atRest(page)
    await expect.poll(() => page.locator('.question', { hasText: /^Question number 6$/ }).isVisible()).toBe(true)
  })
})
