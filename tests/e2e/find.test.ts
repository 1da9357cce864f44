import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { composer } from '../support/chat-window'
import { folderWith, someTurns } from '../support/long-conversation'
import {
  atRest,
  chooseInMenu,
  currentMatch,
  foundMarks,
  mountedTurns,
  openStored,
  startShown,
  transcript,
} from '../support/transcript-page'

describe('find', () => {
  const field = (page: Page) => page.getByRole('textbox', { name: 'Find in conversation' })
  const count = (page: Page) => page.locator('.find-bar .count')

  const turnsWith = (words: Readonly<Record<number, string>>) =>
    someTurns(1000).map((turn, index) =>
      words[index] ? { ...turn, answer: `${turn.answer}\n\n${words[index]}` } : turn,
    )

  const isInSight = async (page: Page): Promise<boolean> => {
    const match = await currentMatch(page)
    return match !== null && match.top > 40 && match.top < match.view - 20
  }

  // What looks only at the page finds nothing in turns that are not mounted.
  test('finds in turns that are not mounted, goes there and back around, and gives the focus back', async () => {
    const words = { 3: 'Here is the *nee*dle one.', 500: 'The `needle` two, the Needle three.', 990: 'NEEDLE four.' }
    const folder = folderWith({ title: 'Haystack', turns: turnsWith(words) })
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Haystack')
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
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Forms')
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

  // A match that is folded away, or out of sight to the right, is found and yet not seen.
  test('opens long code for a match in it, and scrolls wide code to it', async () => {
    const lines = Array.from({ length: 80 }, (_, index) => `const line${index} = ${index}`)
    lines[70] = `const wide = '${'x'.repeat(300)} thimble'`
    const answer = `\`\`\`js\n${lines.join('\n')}\n\`\`\`\n`
    const folder = folderWith({ title: 'Code', turns: [{ question: 'code', answer }, ...someTurns(3)] })
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Code')
    await chooseInMenu(app, 'Find in Conversation')
    await field(page).pressSequentially('thimble')
    await expect.poll(async () => (await foundMarks(page)).current).toEqual(['thimble'])
    await expect.poll(() => isInSight(page)).toBe(true)
    const { left = 0, right = 0, boxRight = 0 } = (await currentMatch(page)) ?? {}
    expect(left).toBeGreaterThan(0)
    expect(right).toBeLessThan(boxRight)
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
  })

  // A search that reads or marks a long reply in one go holds the window up.
  test('in a reply of a megabyte: a match in the middle is found and shown, and the window goes on', async () => {
    const paragraphs = Array.from(
      { length: 9000 },
      (_, index) => `Paragraph ${index}. ${'A few more words to read. '.repeat(6)}\n\n`,
    )
    paragraphs[4500] = 'The only haymaker.\n\n'
    const folder = folderWith({ title: 'Huge', turns: [{ question: 'all', answer: paragraphs.join('') }] })
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Huge')
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
    // None on a quiet machine; one that others use too may take the window's turn away.
    expect(Math.max(0, ...tasks)).toBeLessThan(400)
  })

  // The keys of the menu, pressed on a real keyboard while something else has the focus.
  test('Ctrl+F, F3 and Escape by the keyboard itself', async () => {
    const folder = folderWith({ title: 'Keys', turns: turnsWith({ 5: 'alpha', 6: 'alpha' }) })
    const { page, app } = await startShown({}, { folder })
    await openStored(page, 'Keys')
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
