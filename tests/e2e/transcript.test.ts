import type { ElectronApplication, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { askIn, button, chatPath, ended, reply } from '../support/chat-window'
import { folderWith, someTurns, type WrittenTurn } from '../support/long-conversation'
import { chatChunk, chatEnd, createGate, sse, textEvent, type ProviderServer } from '../support/provider-server'
import { ask } from '../support/shell/pages'
import {
  atRest,
  chooseInMenu,
  fromEnd,
  markedPlace,
  markReadingEdge,
  mountedTurns,
  openStored,
  startShown,
  transcript,
  watchFrames,
  watchReading,
  type ReadLine,
} from '../support/transcript-page'

const pill = (page: Page) => button(page, 'New text below')
const paragraph = (index: number): string => `Paragraph ${index}. ${'A few more words to read. '.repeat(6)}\n\n`

/** Paragraphs, lists, code and tables, of heights that cannot be known before they are laid out. */
const longAnswer = (blocks: number): string =>
  Array.from({ length: blocks }, (_, index) => {
    const kinds = [
      paragraph(index),
      `- first of ${index}\n- ${'second '.repeat((index * 7) % 40)}\n\n`,
      `\`\`\`js\n${'const value = 1\n'.repeat(index % 9)}\`\`\`\n\n`,
      `| a | b |\n| - | - |\n| ${index} | ${'cell '.repeat(index % 30)} |\n\n`,
    ]
    return kinds[index % kinds.length]
  }).join('')

async function wheelIn(page: Page, deltaY: number): Promise<void> {
  await transcript(page).hover()
  await page.mouse.wheel(0, deltaY)
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
}

async function openSettings(page: Page): Promise<void> {
  await button(page, /^(Settings|设置)/).click()
  await page.locator('.settings').waitFor()
}

/** A conversation in which somebody has scrolled up to read; there is another one, `Other`. */
async function startReading(turns: readonly WrittenTurn[]) {
  const folder = folderWith({ title: 'Other', turns: someTurns(30) }, { title: 'First', turns })
  const running = await startShown({}, { folder })
  await openStored(running.page, 'First')
  for (let notch = 0; notch < 10; notch += 1) await wheelIn(running.page, -400)
  await atRest(running.page)
  return running
}

/** Which texts were read, and how far its line has moved. */
function readIn(lines: readonly (ReadLine | undefined)[]) {
  const texts = [...new Set(lines.map((line) => line?.text))]
  const tops = lines.map((line) => line?.top ?? Number.NaN)
  return { texts, movedPx: Math.max(...tops) - Math.min(...tops) }
}

/** A reply that has shown a screenful and more, and goes on when the gate is opened. */
async function startLongReply(page: Page, server: ProviderServer) {
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
    const { server, page } = await startShown()
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
    const { server, page } = await startShown()
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
    const { server, page } = await startShown()
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
    const { server, page } = await startShown({ stopAtQuestion: true })
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
    const { server, page } = await startShown()
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

  // A fold that closes while the reader is elsewhere takes away what was read.
  test('what was unfolded is unfolded still when its conversation comes back', async () => {
    const { server, page } = await startShown()
    server.script(chatPath, {
      steps: [{ send: sse(chatChunk({ reasoning_content: 'A thought.' })) + textEvent('Short answer.') + chatEnd() }],
    })
    await askIn(page, 'why?')
    await ended(page)
    await button(page, /^Thought/).click()
    await page.getByText('A thought.').waitFor()
    await openSettings(page)
    await page.keyboard.press('Escape')
    await reply(page).waitFor()
    await expect.poll(() => page.getByText('A thought.').isVisible()).toBe(true)
  })

  // Anchoring by the top of a block lets the line that is read wander off when the block wraps anew.
  test('in the middle of a long paragraph, whatever width and zoom the window gets', async () => {
    const answer = `${'A sentence in a paragraph without an end. '.repeat(400)}\n\nEnd.`
    const turns = [...someTurns(6), { question: 'long', answer }]
    const { page, app } = await startShown({}, { folder: folderWith({ title: 'Resized', turns }) })
    await resize(app, 1100, 700)
    await openStored(page, 'Resized')
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
    for (const factor of [1.25, 0.8, 1]) {
      await app.evaluate(({ BrowserWindow }, zoom) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom)
      }, factor)
      await page.waitForFunction((expected) => Math.abs(window.innerWidth - expected) < 3, 1200 / factor)
      await atRest(page)
      expect(Math.abs((await markedPlace(page)) - before), `zoom ${factor}`).toBeLessThanOrEqual(2)
    }
  })

  // Coming back by a number of pixels is wrong as soon as anything above is another height, such as an estimate; and a
  // long reply that is painted once more is blank for a while where it was read.
  test.each([
    ['turns of its own', someTurns(300)],
    ['one reply that takes many frames to paint', [{ question: 'all', answer: longAnswer(1500) }, ...someTurns(3)]],
  ])('from the first frame on when a conversation is left and comes back: in %s', async (_name, turns) => {
    const { page } = await startReading(turns)
    const lines = await watchReading(page)
    for (let time = 0; time < 2; time += 1) {
      await openStored(page, 'Other')
      await openStored(page, 'First')
    }
    await openSettings(page)
    await page.keyboard.press('Escape')
    await page.locator('article.reply').first().waitFor()
    await atRest(page)
    const { texts, movedPx } = readIn(await lines())
    expect(texts).toEqual([expect.stringMatching(/\w{4}/)])
    expect(movedPx).toBeLessThanOrEqual(2)
  })

  // In another language it is painted anew. Its turn keeps its height meanwhile, so no change of that tells when the place
  // is there; and it is not there yet when the reader looks elsewhere.
  test('when a long reply has to be painted once more, also when it is left before it is', async () => {
    const { page } = await startReading([{ question: 'all', answer: longAnswer(1500) }, ...someTurns(3)])
    const lines = await watchReading(page)
    const [before] = await lines()
    for (const [language, isLeft] of [
      ['zh-CN', false],
      ['en', false],
      ['zh-CN', true],
    ] as const) {
      await openSettings(page)
      await ask(page, 'settings.change', { language })
      await page.waitForFunction((expected) => document.documentElement.lang === expected, language)
      await page.keyboard.press('Escape')
      await page.locator('article.reply').first().waitFor()
      if (isLeft) {
        await openStored(page, 'Other')
        await openStored(page, 'First')
      }
      await atRest(page)
      const { texts, movedPx } = readIn([before, (await lines()).at(-1)])
      expect(texts).toEqual([before?.text])
      expect(movedPx).toBeLessThanOrEqual(2)
    }
  })
})

describe('a long conversation', () => {
  const count = 1000

  // A list that is mounted whole takes seconds to open and keeps every reply in memory.
  test('opens at its end, mounts a few turns, and every key that scrolls gets to its turn', async () => {
    const folder = folderWith({ title: 'Long', turns: someTurns(count) })
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Long')
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

  // Turns that turn out higher than estimated push down what is being read on the way up; so do the blocks of a long
  // reply, which are laid out only when they come into sight.
  test.each([
    ['turns that nobody has seen', someTurns(count)],
    ['one long reply', [{ question: 'all', answer: longAnswer(600) }]],
  ])('scrolled up through %s, the page moves by what was scrolled and by nothing else', async (_name, turns) => {
    const { page } = await startShown({}, { folder: folderWith({ title: 'Long', turns }) })
    await openStored(page, 'Long')
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
    const { page } = await startShown({}, { folder })
    await openStored(page, 'Long')
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

// Tokens one by one are noise, and a region that is torn down with the reply never says how it ended.
test('screen readers are told whole sentences, each once, to the last word and the end', async () => {
  const { server, page } = await startShown()
  const gate = createGate()
  const words = 'One sentence. Another, which **ends** here! And a last one without its'.match(/\S+\s*/g) ?? []
  server.script(chatPath, {
    steps: [
      { pace: (index) => textEvent(words[index] ?? ''), count: words.length, perSecond: 100 },
      { gate },
      { send: textEvent(' stop') + chatEnd() },
    ],
  })
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const region = document.querySelector('[role=log]')
    const hear = (): void => void said.push(region?.textContent ?? '')
    if (region) new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true })
  })
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said)
  await askIn(page, 'speak')
  await expect.poll(async () => (await said()).join(' ')).toContain('ends here!')
  gate.open()
  await expect.poll(async () => (await said()).join(' ')).toMatch(/complete/)
  expect((await said()).join(' ')).toBe(
    'The reply has started. One sentence. Another, which ends here! And a last one without its stop The reply is complete.',
  )
})
