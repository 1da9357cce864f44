import { describe, expect, test } from 'vitest'
import { chatPath, composer, ended, reply } from '../support/chat-window'
import { startAgain, startWith } from '../support/electron'
import {
  askInPopup,
  copied,
  field,
  focusedWindow,
  hidden,
  hotkey,
  isMainMinimized,
  minimizeMain,
  openOtherApp,
  openPopupSettings,
  popupState,
  press,
  select,
  shown,
  startWithPopup,
  typeText,
  visibleWindows,
} from '../support/popup'
import { chatEnd, chatStream, createGate, textEvent } from '../support/provider-server'
import { ask } from '../support/shell/pages'

describe('the window', () => {
  test('the hotkey shows it ready to type in, Escape gives the focus back to the app that had it', async () => {
    const { app, popup } = await startWithPopup()
    expect(await popupState(app)).toMatchObject({ count: 1, isVisible: false, isOnTop: true })
    const other = await openOtherApp()
    press(hotkey.xdotool)
    await shown(app)
    typeText('hello there')
    await expect.poll(() => field(popup).inputValue()).toBe('hello there')
    press('Escape')
    await hidden(app)
    await expect.poll(focusedWindow).toBe(other)
    press(hotkey.xdotool)
    await shown(app)
    expect(await field(popup).inputValue()).toBe('hello there')
    press(hotkey.xdotool)
    await hidden(app)
    await expect.poll(focusedWindow).toBe(other)
  })

  test('something else that takes the focus hides it, but not while it is pinned', async () => {
    const { app, popup } = await startWithPopup()
    press(hotkey.xdotool)
    await shown(app)
    await openOtherApp()
    await hidden(app)
    press(hotkey.xdotool)
    await shown(app)
    await popup.getByRole('button', { name: 'Keep open' }).click()
    await popup.getByRole('button', { name: 'Keep open', pressed: true }).waitFor()
    await openOtherApp()
    await expect.poll(() => popupState(app)).toMatchObject({ isVisible: true, isFocused: false })
    // In front of nobody it comes to the front instead of going.
    press(hotkey.xdotool)
    await shown(app)
  })

  test('the list of an input method that takes the focus does not hide it', async () => {
    const { app, popup } = await startWithPopup()
    press(hotkey.xdotool)
    await shown(app)
    const compose = (type: string) => field(popup).dispatchEvent(type, { bubbles: true })
    await compose('compositionstart')
    await openOtherApp()
    expect(await popupState(app)).toMatchObject({ isVisible: true })
    press(hotkey.xdotool)
    await shown(app)
    await compose('compositionend')
    await openOtherApp()
    await hidden(app)
  })

  test('shown again within five minutes it is as it was left; later it is a fresh one', async () => {
    const { app, popup } = await startWithPopup()
    press(hotkey.xdotool)
    await shown(app)
    await field(popup).fill('unfinished')
    for (const [afterMinutes, draft] of [
      [4, 'unfinished'],
      [6, ''],
    ] as const) {
      press('Escape')
      await hidden(app)
      // The popup's own timer stands still with the computer, so it asks the clock too.
      await app.evaluate((_electron, minutes) => {
        const then = Date.now() + minutes * 60_000
        Date.now = () => then
      }, afterMinutes)
      press(hotkey.xdotool)
      await shown(app)
      await expect.poll(() => field(popup).inputValue()).toBe(draft)
    }
  })

  test('waiting unseen it keeps no app alive whose last window is closed', async () => {
    const { app } = await startWithPopup({ closing: 'quit' })
    const ended = app.waitForEvent('close')
    await app.evaluate(({ BrowserWindow }) => {
      const isMain = (window: Electron.BrowserWindow) => window.webContents.getURL().startsWith('runnel-app://main/')
      BrowserWindow.getAllWindows().find(isMain)?.close()
    })
    await expect(ended).resolves.toBeUndefined()
  })

  test('shown and hidden a hundred times it is one window, where it was and as high', async () => {
    const { app } = await startWithPopup()
    press(hotkey.xdotool)
    await shown(app)
    const first = await popupState(app)
    for (let time = 0; time < 100; time++) {
      press(hotkey.xdotool)
      await hidden(app)
      press(hotkey.xdotool)
      await shown(app)
    }
    expect(await popupState(app)).toEqual(first)
  })
})

describe('a quick ask', () => {
  test('is typed, streams in the popup, and goes on in the main window without a break or a doubled character', async () => {
    const { app, page, popup, server } = await startWithPopup()
    const gates = [createGate(), createGate()] as const
    const words = Array.from({ length: 200 }, (_, index) => `word${index} `)
    server.script(chatPath, {
      steps: [
        { send: textEvent('It begins. ') },
        { gate: gates[0] },
        { pace: (index) => textEvent(words[index] ?? ''), count: words.length, perSecond: 200 },
        { gate: gates[1] },
        { send: textEvent('It ends.') + chatEnd() },
      ],
    })
    await minimizeMain(app)
    press(hotkey.xdotool)
    await shown(app)
    const before = await popupState(app)
    typeText('What happens?')
    await expect.poll(() => field(popup).inputValue()).toBe('What happens?')
    press('Return')
    await reply(popup).getByText('It begins.').waitFor()
    await popup.getByRole('button', { name: /^Stop/ }).waitFor()
    expect(await isMainMinimized(app)).toBe(true)
    gates[0].open()
    await reply(popup).getByText('word20').waitFor()
    const grown = await popupState(app)
    expect(grown?.bounds.height).toBeGreaterThan(before?.bounds.height ?? 0)
    expect(grown?.bounds.y).toBe(before?.bounds.y)
    press('ctrl+Return')
    await hidden(app)
    await reply(page).getByText('word30').waitFor()
    expect(await isMainMinimized(app)).toBe(false)
    gates[1].open()
    await ended(page)
    expect(await reply(page).locator('p').first().innerText()).toBe(`It begins. ${words.join('')}It ends.`)
    // Handed over: the next one starts afresh.
    await expect.poll(() => popup.locator('article.reply').count()).toBe(0)
  })

  test('grows to a part of the display and scrolls from there, with follow-ups and Stop', async () => {
    const { app, popup, server } = await startWithPopup()
    const long = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.\n\n`)
    server.script(
      chatPath,
      { steps: [{ send: chatStream(long) }] },
      { steps: [{ send: textEvent('Half of') }, { stall: true }] },
    )
    await askInPopup(app, popup, 'one')
    await ended(popup)
    const state = await popupState(app)
    expect(state?.bounds.height).toBe(Math.floor((state?.workArea.height ?? 0) * 0.6))
    const fromEnd = () =>
      popup.locator('section.transcript').evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)
    await expect.poll(fromEnd).toBeLessThanOrEqual(2)
    typeText('two')
    press('Return')
    await reply(popup).getByText('Half of').waitFor()
    press('Escape')
    await reply(popup).getByText('stopped').waitFor()
    expect(await popupState(app)).toMatchObject({ isVisible: true })
    press('Escape')
    await hidden(app)
  })

  test('Ctrl+C with nothing selected copies the answer; arrow up brings back what was asked', async () => {
    const { app, popup, server } = await startWithPopup()
    server.always(chatPath, { steps: [{ send: chatStream(['The **answer**.']) }] })
    await askInPopup(app, popup, 'first question')
    await ended(popup)
    press('ctrl+c')
    await expect.poll(() => copied(app)).toBe('The answer.')
    press('Up')
    await expect.poll(() => field(popup).inputValue()).toBe('first question')
    press('Down')
    await expect.poll(() => field(popup).inputValue()).toBe('')
  })

  test('that is not to be kept leaves the history when the popup starts afresh', async () => {
    const { app, page, popup, server } = await startWithPopup({ keepQuickAsks: false })
    server.always(chatPath, { steps: [{ send: chatStream(['Gone soon.']) }] })
    await askInPopup(app, popup, 'a secret question')
    await ended(popup)
    const listed = page.locator('.sidebar nav').getByText('a secret question')
    await listed.waitFor()
    // Quitting, as far as it ends a popup.
    await app.evaluate(({ app: electron }) => electron.emit('before-quit'))
    await expect.poll(() => listed.count()).toBe(0)
  })
})

describe('text from outside', () => {
  test('is read when asked for, shown, and sent only while it is shown', async () => {
    const { app, popup, server } = await startWithPopup()
    server.always(chatPath, { steps: [{ send: chatStream(['Fine.']) }] })
    await select(app, 'the selected words', 'the copied words')
    press(hotkey.xdotool)
    await shown(app)
    expect(await popup.locator('.chip').count()).toBe(0)
    await popup.getByRole('button', { name: 'Add selection' }).click()
    await popup.getByRole('button', { name: 'Add clipboard' }).click()
    await expect
      .poll(() => popup.locator('.chip').allInnerTexts())
      .toEqual(['Selection · 3 words', 'Clipboard · 3 words'])
    await popup.locator('.chip').last().getByRole('button', { name: 'Remove' }).click()
    await field(popup).focus()
    press('1')
    await ended(popup)
    const { bodyText } = await server.nextRequest()
    expect(bodyText).toContain('Explain this in plain words.')
    expect(bodyText).toContain('the selected words')
    expect(bodyText).not.toContain('the copied words')
    expect(await popup.locator('.begun').innerText()).toBe('Explain · Selection, 3 words')
    expect(await popup.locator('.chip').count()).toBe(0)
  })

  test('an action of one’s own is found by its name, and is sent only after what it needs was shown', async () => {
    const popupActions = [{ name: 'Make a list', prompt: 'List in {language}: {clipboard}' }]
    const { app, popup, server } = await startWithPopup({ popupActions })
    server.always(chatPath, { steps: [{ send: chatStream(['- one']) }] })
    await select(app, 'not this', 'one two')
    press(hotkey.xdotool)
    await shown(app)
    typeText('/list')
    await popup.getByRole('option', { name: 'Make a list' }).waitFor()
    press('Return')
    await popup.locator('.chip').waitFor()
    expect(server.requests).toHaveLength(0)
    typeText('/list')
    await expect.poll(() => popup.getByRole('option').count()).toBe(1)
    press('Return')
    await ended(popup)
    expect((await server.nextRequest()).bodyText).toContain('List in English: one two')
  })

  test('is added by itself when that is turned on', async () => {
    const { app, popup } = await startWithPopup({ readClipboard: true })
    await select(app, 'not this', 'but this')
    press(hotkey.xdotool)
    await shown(app)
    await expect.poll(() => popup.locator('.chip').allInnerTexts()).toEqual(['Clipboard · 2 words'])
  })
})

test('`runnel popup` hands its words to the running app and leaves the main window where it is', async () => {
  const { app, folder, popup, page } = await startWithPopup()
  await composer(page).waitFor()
  await minimizeMain(app)
  await startAgain(folder, 'popup', '--text', 'Is this --the-- question?')
  await shown(app)
  await expect.poll(() => field(popup).inputValue()).toBe('Is this --the-- question?')
  expect(await isMainMinimized(app)).toBe(true)
  await startAgain(folder, 'popup', '--toggle')
  await hidden(app)
  await startAgain(folder, 'popup', '--toggle')
  await shown(app)
})

test('started by `runnel popup` the app shows the popup and no other window', async () => {
  startWith(['popup', '--text', 'hello'], { settings: {} })
  await expect.poll(() => visibleWindows('^Runnel$'), { timeout: 20_000 }).toHaveLength(1)
  expect(visibleWindows('^New conversation$')).toEqual([])
  await expect.poll(focusedWindow).toBe(visibleWindows('^Runnel$')[0])
  press('Escape')
  await expect.poll(() => visibleWindows('^Runnel$')).toEqual([])
})

describe('the hotkey', () => {
  test('is changed by pressing another one, which works at once; the old one is free then', async () => {
    const { app, page } = await startWithPopup()
    await openPopupSettings(app, page)
    await page.locator('.hotkey-button').click()
    await page.getByText('Press the keys…').waitFor()
    press('a')
    await page.getByText(/so that you can still type/).waitFor()
    press('ctrl+alt+k')
    await expect.poll(() => page.locator('.hotkey-button kbd').allInnerTexts()).toEqual(['Ctrl', 'Alt', 'K'])
    press('ctrl+alt+k')
    await shown(app)
    press('Escape')
    await hidden(app)
    press(hotkey.xdotool)
    await page.keyboard.press('Tab')
    expect(await popupState(app)).toMatchObject({ isVisible: false })
  })

  test('that another program has is refused in words, and the old one is kept', async () => {
    const taken = 'CommandOrControl+Alt+J'
    await startWithPopup({ hotkey: taken })
    const { app, page } = await startWithPopup()
    await openPopupSettings(app, page)
    const answer = await ask(page, 'hotkey.change', { accelerator: taken })
    expect(answer).toEqual({ ok: true, value: { problem: 'taken' } })
    press(hotkey.xdotool)
    await shown(app)
    press('Escape')
    await hidden(app)
  })

  test('that is taken at the start is said so at once, and in settings', async () => {
    await startWithPopup()
    const { app, page } = await startWithPopup()
    await page.locator('.toast', { hasText: 'Another program has Ctrl+Shift+Space' }).waitFor()
    await openPopupSettings(app, page)
    const words = () => page.locator('.problem').innerText()
    await expect
      .poll(words)
      .toBe('Another program has Ctrl+Shift+Space, so it does not open the popup. Choose other keys.')
  })

  test('of a Wayland desktop that gives none is a line to bind, said for that desktop', async () => {
    const environment = { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'sway' }
    const { app, page } = await startWithPopup({}, { environment, switches: ['--ozone-platform=x11'] })
    await openPopupSettings(app, page)
    await page.getByText('This is a Wayland session, and this desktop gives no hotkeys').waitFor()
    expect(await page.locator('.command code').innerText()).toMatch(
      /^bindsym Ctrl\+Shift\+space exec .* popup --toggle$/,
    )
  })
})
