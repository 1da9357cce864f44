import { expect, it } from 'vitest'
import { navigationAllowed, requestAllowed } from '../../../../src/main/windows/window-guards'

it('lets a window ask for our own scheme only', () => {
  expect(requestAllowed('runnel-app://main/assets/a.js', false)).toBe(true)
  const others = [
    'https://example.com/',
    'http://127.0.0.1:11434/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'blob:runnel-app://main/1',
    'data:text/html,x',
    'runnel-app:main',
    'runnel-app-x://main/',
    'chrome-extension://x/',
  ]
  expect(others.filter((url) => requestAllowed(url, true))).toEqual([])
})

it('lets DevTools load only where it is allowed', () => {
  const url = 'devtools://devtools/bundled/devtools_app.html'
  expect(requestAllowed(url, true)).toBe(true)
  expect(requestAllowed(url, false)).toBe(false)
})

it('takes a reload for the only navigation that stays', () => {
  const here = 'runnel-app://main/?theme=dark'
  expect(navigationAllowed(here, here, true)).toBe(true)
  expect(navigationAllowed(`${here}#a`, `${here}#b`, true)).toBe(true)
  expect(navigationAllowed(here, here, false)).toBe(false)
  expect(navigationAllowed(here, 'runnel-app://main/?theme=light', true)).toBe(false)
  expect(navigationAllowed(here, 'runnel-app://key/', true)).toBe(false)
  expect(navigationAllowed(here, 'https://example.com/', true)).toBe(false)
  expect(navigationAllowed('about:blank', 'about:blank', true)).toBe(false)
  expect(navigationAllowed('', '', true)).toBe(false)
})

it('lets a frame of the main page hold a diagram, and no frame anything else', () => {
  const main = 'runnel-app://main/?theme=dark'
  expect(navigationAllowed(main, 'runnel-app://d3.diagram/', false)).toBe(true)
  expect(navigationAllowed(main, 'runnel-app://d3.diagram/', true)).toBe(false)
  expect(navigationAllowed('runnel-app://key/', 'runnel-app://d3.diagram/', false)).toBe(false)
  expect(navigationAllowed('runnel-app://d3.diagram/', 'runnel-app://d4.diagram/', false)).toBe(false)
  const others = [
    'runnel-app://d3.diagram/x',
    'runnel-app://d3.diagram/?x',
    'runnel-app://key/',
    'about:blank',
    'about:srcdoc',
  ]
  expect(others.filter((url) => navigationAllowed(main, url, false))).toEqual([])
})
