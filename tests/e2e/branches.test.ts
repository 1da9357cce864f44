import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { askIn, button, chatPath, composer, ended, reply, startWithServer } from '../support/chat-window'
import { startApp } from '../support/electron'
import { folderWith, someTurns } from '../support/long-conversation'
import { chatStream, createGate, textEvent, chatEnd, type ProviderServer } from '../support/provider-server'
import { openStored, transcript } from '../support/transcript-page'

const says = (server: ProviderServer, ...texts: readonly string[]): void =>
  server.script(chatPath, ...texts.map((text) => ({ steps: [{ send: chatStream([text]) }] })))

const question = (page: Page) => page.locator('article.question').last()
/** The last reply is over, and says this. */
const replied = async (page: Page, text: string): Promise<void> => {
  await reply(page).getByText(text).waitFor()
  await ended(page)
}
/** "2/3" under the messages that have siblings. */
const places = (page: Page) => page.locator('.branches .num').allInnerTexts()
const modelOf = (body: unknown): unknown => (body as { model?: unknown }).model
const sentTexts = (body: unknown): readonly unknown[] =>
  (body as { messages: readonly { content: unknown }[] }).messages.map(({ content }) => content)

async function editTo(page: Page, text: string): Promise<void> {
  await question(page).hover()
  await button(page, 'Edit and ask again').last().click()
  const field = page.getByLabel('The question in new words')
  await field.fill(text)
  await field.press('Enter')
}

describe('a question is edited and asked again', () => {
  test('it is a branch: 2/2, the old text is one step back, and the choice outlives the app', async () => {
    const { server, page, close, folder } = await startWithServer()
    says(server, 'First answer.', 'Second answer.')
    await askIn(page, 'first words')
    await replied(page, 'First answer.')
    await editTo(page, 'other words')
    await replied(page, 'Second answer.')
    expect(await question(page).innerText()).toBe('other words')
    expect(sentTexts(server.requests[1]?.body)).toEqual(['other words'])
    expect(await places(page)).toEqual(['2/2'])
    await button(page, 'Previous version').click()
    await replied(page, 'First answer.')
    expect(await question(page).innerText()).toBe('first words')
    expect(await places(page)).toEqual(['1/2'])
    // The focus stays on the switcher, so that the arrow keys go on.
    await page.keyboard.press('ArrowRight')
    await replied(page, 'Second answer.')
    await page.keyboard.press('ArrowLeft')
    await replied(page, 'First answer.')
    await close()
    const again = await startApp({ folder })
    await again.page.locator('.sidebar nav').getByText('first words').click()
    await replied(again.page, 'First answer.')
    expect(await places(again.page)).toEqual(['1/2'])
  })

  test('in the middle of a conversation: what followed goes with the old words, and comes back with them', async () => {
    const { server, page } = await startWithServer()
    says(server, 'One.', 'Two.', 'Uno.')
    await askIn(page, 'q one')
    await replied(page, 'One.')
    await askIn(page, 'q two')
    await replied(page, 'Two.')
    await page.locator('article.question').first().hover()
    await button(page, 'Edit and ask again').first().click()
    await page.getByLabel('The question in new words').fill('q uno')
    await page.keyboard.press('Enter')
    await replied(page, 'Uno.')
    expect(await page.locator('article.question').allInnerTexts()).toEqual(['q uno'])
    await button(page, 'Previous version').click()
    await replied(page, 'Two.')
    expect(await page.locator('article.question').allInnerTexts()).toEqual(['q one', 'q two'])
  })

  test('Shift+Enter breaks, Escape gives up and stops nothing, an input method’s Enter sends nothing', async () => {
    const { server, page } = await startWithServer()
    const gate = createGate()
    server.script(chatPath, {
      steps: [{ send: textEvent('Running ') }, { gate }, { send: textEvent('on.') + chatEnd() }],
    })
    await askIn(page, 'as it was')
    await reply(page).getByText('Running').waitFor()
    await question(page).hover()
    await button(page, 'Edit and ask again').click()
    const field = page.getByLabel('The question in new words')
    await field.press('End')
    await field.press('Shift+Enter')
    await field.pressSequentially('more')
    expect(await field.inputValue()).toBe('as it was\nmore')
    await field.dispatchEvent('compositionstart')
    const key = { key: 'Enter', code: 'Enter', isComposing: true, keyCode: 229, bubbles: true }
    await field.dispatchEvent('keydown', key)
    await field.dispatchEvent('compositionend')
    expect(await field.inputValue()).toBe('as it was\nmore')
    await page.waitForFunction((since) => performance.now() - since > 50, await page.evaluate(() => performance.now()))
    await field.press('Escape')
    expect(await question(page).innerText()).toBe('as it was')
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Edit and ask again')
    gate.open()
    await replied(page, 'Running on.')
    expect(server.requests).toHaveLength(1)
  })

  test('the reply to the old words goes on meanwhile, and its end shows in the list', async () => {
    const { server, page } = await startWithServer()
    const gate = createGate()
    server.script(chatPath, {
      steps: [{ send: textEvent('Slow ') }, { gate }, { send: textEvent('end.') + chatEnd() }],
    })
    says(server, 'Quick.')
    await askIn(page, 'slow question')
    await reply(page).getByText('Slow').waitFor()
    await editTo(page, 'quick question')
    await replied(page, 'Quick.')
    await page.locator('.sidebar nav .running').waitFor()
    gate.open()
    await page.locator('.sidebar nav .dot').waitFor()
    await button(page, 'Previous version').click()
    await replied(page, 'Slow end.')
    await expect.poll(() => page.locator('.sidebar nav .dot').count()).toBe(0)
  })
})

describe('another reply', () => {
  test('by the same model with one press, by another from the menu: both stay, with a switcher', async () => {
    const { server, page } = await startWithServer()
    says(server, 'By a.', 'By a again.', 'By b.')
    await askIn(page, 'who are you?')
    await replied(page, 'By a.')
    await reply(page).hover()
    await button(page, 'Regenerate').click()
    await replied(page, 'By a again.')
    await reply(page).hover()
    await button(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Regenerate with…' }).click()
    await page.getByRole('option', { name: 'model-b' }).click()
    await replied(page, 'By b.')
    expect(server.requests.map(({ body }) => modelOf(body))).toEqual(['model-a', 'model-a', 'model-b'])
    expect(server.requests.map(({ body }) => sentTexts(body))).toEqual(Array(3).fill(['who are you?']))
    expect(await places(page)).toEqual(['3/3'])
    await button(page, 'Previous version').click()
    await replied(page, 'By a again.')
    await button(page, 'Previous version').click()
    await replied(page, 'By a.')
    expect(await places(page)).toEqual(['1/3'])
    // Who answers the next question has not changed.
    expect(await page.locator('.composer .who').innerText()).toContain('model-a')
  })

  test('after an error before the first word, the failed reply is replaced', async () => {
    const { server, page } = await startWithServer()
    server.script(chatPath, { status: 401, steps: [{ send: '{"error":{"message":"no"}}' }] })
    says(server, 'Now it works.')
    await askIn(page, 'try')
    await page.locator('.notice.error').waitFor()
    await reply(page).hover()
    await button(page, 'Regenerate').click()
    await replied(page, 'Now it works.')
    expect(await places(page)).toEqual([])
    expect(await page.locator('article.reply').count()).toBe(1)
  })
})

describe('far up in a long conversation', () => {
  test('another reply, the way back to all that followed the old one, delete and undo: each stays in sight', async () => {
    const turns = someTurns(150)
    const { server, page } = await startWithServer({}, { folder: folderWith({ title: 'A long one', turns }) })
    says(server, 'Anew.')
    await openStored(page, 'A long one')
    await transcript(page).press('Home')
    const first = page.locator('article.reply').first()
    await first.getByText('Answer number 0.').hover()
    await first.getByRole('button', { name: 'Regenerate' }).click()
    await replied(page, 'Anew.')
    expect(await page.locator('article.question').count()).toBe(1)

    await button(page, 'Previous version').click()
    await first.getByText('Answer number 0.').waitFor()
    expect(await page.locator('article.question').nth(1).innerText()).toBe('Question number 1')
    const inSight = () => first.locator('.branches').evaluate((one) => one.getBoundingClientRect().top)
    expect(await inSight()).toBeLessThan(700)
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Previous version')

    await first.hover()
    await first.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await first.getByText('Anew.').waitFor()
    expect(await page.locator('article.question').nth(1).innerText()).toBe('Question number 1')
    await button(page, 'Undo').click()
    await first.getByText('Answer number 0.').waitFor()
    expect(await places(page)).toEqual(['1/2'])
    await transcript(page).press('End')
    await reply(page).getByText('Answer number 149.').waitFor()
  })
})

describe('delete', () => {
  test('a reply, and undo; a question with what follows it, and undo; the whole conversation with its only question', async () => {
    const { server, page } = await startWithServer()
    says(server, 'One.', 'Two.')
    await askIn(page, 'q one')
    await replied(page, 'One.')
    await askIn(page, 'q two')
    await replied(page, 'Two.')
    const texts = () => page.locator('article.question, article.reply .markdown p').allInnerTexts()
    const all = ['q one', 'One.', 'q two', 'Two.']

    await page.locator('article.reply').first().hover()
    await button(page, 'More').first().click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect.poll(texts).toEqual(['q one', 'q two', 'Two.'])
    await button(page, 'Undo').click()
    await expect.poll(texts).toEqual(all)

    await page.locator('article.question').first().hover()
    await button(page, 'Delete the question and what follows it').first().click()
    await page.getByText('Deleted the question and the 3 messages after it.').waitFor()
    await composer(page).and(page.getByPlaceholder('Ask anything')).waitFor()
    expect(await page.locator('.sidebar nav .row').count()).toBe(0)
    await button(page, 'Undo').click()
    await expect.poll(texts).toEqual(all)
    await page.locator('.sidebar nav').getByText('q one').waitFor()
  })

  test('a question whose reply runs: it is stopped, and undo brings back what had come', async () => {
    const { server, page } = await startWithServer()
    server.script(chatPath, { steps: [{ send: textEvent('Half of it') }, { stall: true }] })
    await askIn(page, 'q')
    await reply(page).getByText('Half of it').waitFor()
    await question(page).hover()
    await button(page, 'Delete the question and what follows it').click()
    expect((await server.requests[0]?.closed)?.by).toBe('client')
    await button(page, 'Undo').click()
    await replied(page, 'Half of it')
    expect(await reply(page).innerText()).toContain('stopped')
  })
})

describe('copy', () => {
  const code = 'const a = 1\n\n\tif (a) {\n    b()\n  }'
  const text = `# Title\n\nSome **bold** words.\n\n- one\n- two\n\n\`\`\`ts\n${code}\n\`\`\`\n\n\\[ x^2 \\]`
  const clipboardOf = ({ app }: Pick<Awaited<ReturnType<typeof startWithServer>>, 'app'>) =>
    app.evaluate(({ clipboard }) => ({ text: clipboard.readText(), html: clipboard.readHTML() }))

  test('a whole reply goes with its formatting and its formulas; as Markdown it is the source', async () => {
    const started = await startWithServer()
    const { server, page } = started
    says(server, text)
    await askIn(page, 'q')
    await replied(page, 'Title')
    await reply(page).hover()
    await reply(page).locator('.actions').getByRole('button', { name: 'Copy' }).click()
    await button(page, 'Copied').waitFor()
    const whole = await clipboardOf(started)
    expect(whole.html).toContain('<h1>Title</h1>')
    expect(whole.html).toContain('<strong>bold</strong>')
    expect(whole.html).toMatch(/<math [^>]*xmlns/)
    expect(whole.html).not.toMatch(/class="(?!language)|style=|<button/)
    expect(whole.text).toContain(`Title\n\nSome bold words.\n\n- one\n- two\n\n${code}\n\n\\[x^2\\]`)
    await button(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await expect.poll(async () => (await clipboardOf(started)).text).toBe(text)
  })

  test('a selection keeps code as it was written, and has no labels, numbers or buttons in it', async () => {
    const started = await startWithServer()
    const { server, page } = started
    says(server, text)
    await askIn(page, 'q')
    await replied(page, 'Title')
    const copy = async (from: string, to: string): Promise<{ text: string; html: string }> => {
      await started.app.evaluate(({ clipboard }) => clipboard.clear())
      await page.evaluate(
        ([start = '', end = '']) => {
          const [first, last] = [document.querySelector(start), document.querySelector(end)]
          if (first && last) document.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length)
        },
        [from, to],
      )
      await page.keyboard.press('Control+c')
      await expect.poll(async () => (await clipboardOf(started)).text).not.toBe('')
      return clipboardOf(started)
    }
    const inCode = await copy('.reply pre code', '.reply pre code')
    expect(inCode.text).toBe(code)
    expect(inCode.html).toContain('<pre><code>const a = 1\n\n\tif')
    await page.locator('.reply math').waitFor()
    const formula = await copy('.reply h1', '.reply .formula-block')
    expect(formula.text).toMatch(/\n\n\\\[x\^2\\\]$/)
    expect(formula.html).toMatch(/<math [^>]*xmlns/)
    const all = await copy('.reply h1', '.reply pre code')
    expect(all.text).toBe(`Title\n\nSome bold words.\n\n- one\n- two\n\n${code}`)
    expect(all.html).not.toMatch(/class=|style=|<button|TypeScript/)
    const piece = await copy('.reply strong', '.reply strong')
    expect(piece.text).toBe('bold')
    expect(piece.html).toContain('<strong>bold</strong>')
    expect(piece.html).not.toContain('<p>')
  })
})

describe('read aloud', () => {
  test('says so in words when the system has no voice', async () => {
    const { server, page } = await startWithServer()
    says(server, 'Read me.')
    await askIn(page, 'q')
    await replied(page, 'Read me.')
    await page.evaluate(() => (speechSynthesis.getVoices = () => []))
    await reply(page).hover()
    await button(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Read aloud' }).click()
    await page.getByText('no voice installed').waitFor()
    await expect.poll(() => button(page, 'Stop reading').count()).toBe(0)
  })
})

describe('quote', () => {
  test('a selection goes into the composer at its cursor, by button and by key, and can be taken back', async () => {
    const { server, page } = await startWithServer()
    says(server, 'Keep this.\n\nNot this.')
    await askIn(page, 'q')
    await replied(page, 'Not this.')
    await composer(page).fill('before')
    // Three presses take the whole paragraph, up to the start of the next one.
    const select = () => reply(page).getByText('Keep this.').click({ clickCount: 3 })
    await select()
    await button(page, 'Quote').click()
    expect(await composer(page).inputValue()).toBe('before\n\n> Keep this.\n\n')
    expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+z')
    expect(await composer(page).inputValue()).toBe('before')
    await composer(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 0))
    await select()
    await page.keyboard.press('Control+Shift+Period')
    expect(await composer(page).inputValue()).toBe('> Keep this.\n\nbefore')
    await button(page, 'Quote').waitFor({ state: 'detached' })
  })
})
