import { describe, expect, onTestFinished, test } from 'vitest'
import { askIn, button, chatPath, composer, ended, reply, startWithServer } from '../support/chat-window'
import { startAgain, startApp } from '../support/electron'
import {
  chatChunk,
  chatEnd,
  chatStream,
  createGate,
  jsonAnswer,
  sse,
  startProviderServer,
  textEvent,
} from '../support/provider-server'

describe('the first minute', () => {
  test('with no key and no network, the guide answers and says what it is', async () => {
    const { page } = await startApp({ settings: {} })
    await button(page, 'Where are my keys kept?').click()
    await ended(page)
    expect(await reply(page).innerText()).toMatch(/keychain/i)
    expect(await reply(page).innerText()).toContain('Built-in guide: no AI, works offline')
    expect(await page.locator('.sidebar nav').innerText()).toContain('Where are my keys kept?')
  })

  test('a model server on this computer is found when the picker opens, and used in one click, with no key', async () => {
    // The real port, because that is where the app looks; nothing else listens there on a test machine.
    const server = await startProviderServer({ port: 11434 })
    onTestFinished(() => server.stop())
    server.always('/api/tags', jsonAnswer({ models: [{ name: 'qwen3:8b', size: 5_200_000_000 }] }))
    server.always(chatPath, { steps: [{ send: chatStream(['From here.']) }] })
    const { page } = await startApp({ settings: {}, environment: { OPENAI_API_KEY: 'sk-cloud-key-must-stay-1234' } })
    await page.locator('.composer .who').click()
    await page.getByRole('option', { name: /qwen3:8b/ }).click()
    await askIn(page, 'hello')
    await ended(page)
    expect(await reply(page).innerText()).toContain('From here.')
    expect(server.requests.every((request) => request.headers.authorization === undefined)).toBe(true)
  })
})

describe('a reply grows as the provider sends it', () => {
  test('each piece is on screen before the next one is sent; afterwards the line says model, first token, speed, usage', async () => {
    const { server, page } = await startWithServer()
    const gates = [createGate(), createGate()] as const
    server.script(chatPath, {
      steps: [
        { send: textEvent('First piece') },
        { gate: gates[0] },
        { send: textEvent(', **second** piece 字') },
        { gate: gates[1] },
        // Long enough for a speed to mean something.
        { pace: (index) => textEvent(` ${index}`), count: 40, perSecond: 100 },
        { send: chatEnd('stop', { prompt_tokens: 12, completion_tokens: 34 }) },
      ],
    })
    await askIn(page, 'hello')
    await reply(page).getByText('First piece').waitFor()
    await button(page, /^Stop/).waitFor()
    gates[0].open()
    await reply(page).locator('strong', { hasText: 'second' }).waitFor()
    gates[1].open()
    await ended(page)
    const line = await reply(page).locator('.meta').innerText()
    expect(line).toMatch(/stand-in.*first token \d+ ms.*tok\/s.*34 tokens/s)
    expect(line).not.toContain('stop')
    await button(page, 'Send').waitFor()
  })

  test('HTML in a reply is text, and a picture loads nothing', async () => {
    const { server, page } = await startWithServer()
    const html = '<img src=x onerror="document.title=1"><b>bold</b>'
    server.script(chatPath, {
      steps: [{ send: chatStream([`${html}\n\n`, `![a picture](${server.origin}/spy.png)`]) }],
    })
    await askIn(page, 'be nasty')
    await ended(page)
    expect(await reply(page).innerText()).toContain('<b>bold</b>')
    expect(await reply(page).innerText()).toContain(`${server.origin}/spy.png`)
    expect(await reply(page).locator('img, b').count()).toBe(0)
    expect(server.requests.map((request) => request.path)).toEqual([chatPath])
  })

  test('reasoning folds', async () => {
    const { server, page } = await startWithServer()
    const steps = [sse(chatChunk({ reasoning_content: 'Let me think.' })), textEvent('Answer.'), chatEnd()]
    server.script(chatPath, { steps: steps.map((send) => ({ send })) })
    await askIn(page, 'why?')
    await ended(page)
    expect(await page.getByText('Let me think.').isVisible()).toBe(false)
    await button(page, /^Thought/).click()
    await page.getByText('Let me think.').waitFor()
  })

  test('Stop by its button and by Esc: the text stays, the server sees the close, the composer is free', async () => {
    const { server, page } = await startWithServer()
    for (const stop of [() => button(page, /^Stop/).click(), () => page.keyboard.press('Escape')]) {
      server.script(chatPath, { steps: [{ send: textEvent('Kept half') }, { stall: true }] })
      await askIn(page, 'go on')
      await reply(page).getByText('Kept half').waitFor()
      await stop()
      await ended(page)
      expect(await reply(page).innerText()).toMatch(/Kept half[\s\S]*stopped/)
      expect((await server.requests.at(-1)?.closed)?.by).toBe('client')
    }
    server.script(chatPath, { steps: [{ send: chatStream(['Next.']) }] })
    await askIn(page, 'next')
    await reply(page).getByText('Next.').waitFor()
  })

  test('Continue goes on in the same message; Regenerate shows another in its place; Copy gives what is read', async () => {
    const { server, page, app } = await startWithServer()
    server.script(
      chatPath,
      { steps: [{ send: textEvent('One two') + chatEnd('length') }] },
      { steps: [{ send: chatStream([' three.']) }] },
      { steps: [{ send: chatStream(['Anew, *as* sent.']) }] },
    )
    await askIn(page, 'count')
    await button(page, 'Continue').click()
    await reply(page).getByText('One two three.').waitFor()
    await ended(page)
    expect(await page.locator('article.reply').count()).toBe(1)
    await reply(page).hover()
    await button(page, 'Regenerate').click()
    await reply(page).getByText('Anew').waitFor()
    await ended(page)
    expect(await page.locator('article.reply').count()).toBe(1)
    await reply(page).hover()
    await reply(page).getByRole('button', { name: 'Copy' }).click()
    await button(page, 'Copied').waitFor()
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Anew, as sent.')
  })

  test('two conversations stream at once, and each has its own text', async () => {
    const { server, page } = await startWithServer()
    const gates = [createGate(), createGate()] as const
    for (const [index, gate] of gates.entries()) {
      server.script(chatPath, {
        steps: [{ send: textEvent(`start-${index} `) }, { gate }, { send: textEvent(`end-${index}`) + chatEnd() }],
      })
    }
    await askIn(page, 'conversation zero')
    await reply(page).getByText('start-0').waitFor()
    await button(page, 'New conversation').click()
    await askIn(page, 'conversation one')
    await reply(page).getByText('start-1').waitFor()
    gates[0].open()
    await page.locator('.sidebar nav .dot').waitFor()
    gates[1].open()
    await reply(page).getByText('start-1 end-1').waitFor()
    await page.locator('.sidebar nav').getByText('conversation zero').click()
    await reply(page).getByText('start-0 end-0').waitFor()
    expect(await reply(page).innerText()).not.toContain('-1')
  })
})

describe('the composer', () => {
  test('Shift+Enter breaks the line; Enter while an input method composes sends nothing', async () => {
    const { server, page } = await startWithServer()
    await composer(page).fill('line one')
    await composer(page).press('Shift+Enter')
    await composer(page).pressSequentially('line two')
    expect(await composer(page).inputValue()).toBe('line one\nline two')
    await composer(page).dispatchEvent('compositionstart')
    await composer(page).dispatchEvent('keydown', {
      key: 'Enter',
      code: 'Enter',
      isComposing: true,
      keyCode: 229,
      bubbles: true,
    })
    await composer(page).dispatchEvent('compositionend')
    expect(await composer(page).inputValue()).toBe('line one\nline two')
    expect(server.requests).toHaveLength(0)
    server.script(chatPath, { steps: [{ send: chatStream(['ok']) }] })
    // The Enter that ended the composition is over once its turn is; a hand needs longer than that for the next one.
    await page.waitForFunction((since) => performance.now() - since > 50, await page.evaluate(() => performance.now()))
    await composer(page).press('Enter')
    await ended(page)
    expect(server.requests[0]?.body).toMatchObject({ messages: [{ role: 'user', content: 'line one\nline two' }] })
  })
})

describe('a reply belongs to main', () => {
  test('invariant 7: reloading and crashing the window in a stream loses and doubles nothing', async () => {
    const { server, page, app } = await startWithServer()
    const gates = [createGate(), createGate()] as const
    server.script(chatPath, {
      steps: [
        { send: textEvent('one ') },
        { gate: gates[0] },
        { send: textEvent('two ') },
        { gate: gates[1] },
        { send: textEvent('three') + chatEnd() },
      ],
    })
    await askIn(page, 'belongs to main')
    await reply(page).getByText('one').waitFor()
    await page.reload()
    gates[0].open()
    await page.locator('.sidebar nav').getByText('belongs to main').click()
    await reply(page).getByText('one two').waitFor()
    // Playwright gives a crashed page up, so the one that main brings back is read through main.
    await app.evaluate(async ({ webContents }) => {
      const [contents] = webContents.getAllWebContents()
      const back = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)))
      contents?.forcefullyCrashRenderer()
      await back
    })
    gates[1].open()
    const words = () =>
      app.evaluate(({ webContents }) =>
        webContents.getAllWebContents()[0]?.executeJavaScript(`
          if (!document.querySelector('article.reply')) document.querySelector('.sidebar nav .row')?.click()
          document.querySelector('article.reply')?.innerText.match(/one|two|three/g)?.join(' ')`),
      )
    await expect.poll(words, { timeout: 10_000 }).toBe('one two three')
    expect(server.requests).toHaveLength(1)
  })

  test('after kill -9 the reply is there, marked interrupted, and Continue goes on', async () => {
    const { server, page, app, folder } = await startWithServer()
    server.script(
      chatPath,
      { steps: [{ send: textEvent('Shown before the crash') }, { stall: true }] },
      { steps: [{ send: chatStream([', and after.']) }] },
    )
    await askIn(page, 'survive')
    await reply(page).getByText('Shown before the crash').waitFor()
    const gone = new Promise((resolve) => app.process().once('exit', resolve))
    app.process().kill('SIGKILL')
    await gone
    const second = await startApp({ folder })
    await second.page.locator('.sidebar nav').getByText('survive').click()
    await reply(second.page).getByText('Shown before the crash').waitFor()
    expect(await reply(second.page).innerText()).toContain('Runnel ended while this reply was running')
    await button(second.page, 'Continue').click()
    await reply(second.page).getByText('Shown before the crash, and after.').waitFor()
  })
})

describe('one app', () => {
  test('a second start brings the first one’s window and ends', async () => {
    const { folder, app } = await startApp({ settings: {} })
    expect(await startAgain(folder)).toBe(0)
    expect(app.windows()).toHaveLength(1)
  })
})
