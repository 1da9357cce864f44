import { expect, test } from 'vitest'
import {
  focusedWindow,
  hidden,
  hotkey,
  openOtherApp,
  popupState,
  press,
  shown,
  startWithPopup,
  typeText,
} from '../support/popup'

test('the hotkey shows it ready to type in, Escape gives the focus back to the app that had it', async () => {
  const { app, popup } = await startWithPopup()
  expect(await popupState(app)).toMatchObject({ count: 1, isVisible: false, isOnTop: true })
  const other = await openOtherApp()
  press(hotkey.xdotool)
  await shown(app)
  typeText('hello there')
  await expect.poll(() => popup.locator('textarea.write').inputValue()).toBe('hello there')
  press('Escape')
  await hidden(app)
  await expect.poll(focusedWindow).toBe(other)
  press(hotkey.xdotool)
  await shown(app)
  expect(await popup.locator('textarea.write').inputValue()).toBe('hello there')
  press(hotkey.xdotool)
  await hidden(app)
  await expect.poll(focusedWindow).toBe(other)
})
