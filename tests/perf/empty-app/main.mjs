// The floor that the app is measured against: the least that opens one window of the same size, frame and confinement.
// With `--popup=<hotkey>` it is a hidden window instead, the least that can be shown and hidden by a hotkey.
// With `--stream=<address>` it also shows a streamed reply in the least possible way: plain text, one message per frame.
import { request } from 'node:http'
import { join } from 'node:path'
import { app, BrowserWindow, globalShortcut } from 'electron'

const everyMs = 16
const popup = app.commandLine.getSwitchValue('popup')
const stream = app.commandLine.getSwitchValue('stream')
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

app.whenReady().then(() => (popup ? openPopup() : openWindow()))

function openPopup() {
  const window = new BrowserWindow({
    width: 520,
    height: 100,
    frame: false,
    resizable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  globalShortcut.register(popup, () => (window.isVisible() ? window.hide() : window.show()))
  return window.loadFile(join(import.meta.dirname, 'index.html'))
}

function openWindow() {
  const window = new BrowserWindow({
    width: 1120,
    height: 760,
    minWidth: 420,
    minHeight: 480,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: '#ffffff', symbolColor: '#162124', height: 44 },
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      disableDialogs: true,
      spellcheck: false,
      ...(stream ? { preload: join(import.meta.dirname, 'preload.cjs') } : {}),
    },
  })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(join(import.meta.dirname, stream ? 'stream.html' : 'index.html'))
}

app.on('web-contents-created', (_event, contents) => {
  contents.on('ipc-message', (_message, channel) => channel === 'ask' && read(contents))
})
app.on('window-all-closed', () => app.quit())
process.on('SIGTERM', () => app.quit())

/** Reads the stream by hand and sends what has come, joined. */
function read(contents) {
  let waiting = ''
  let rest = ''
  let timer
  const flush = () => {
    timer = undefined
    contents.send('text', waiting)
    waiting = ''
  }
  const take = (part) => {
    const events = (rest + part).split('\n\n')
    rest = events.pop()
    for (const event of events) {
      if (event !== 'data: [DONE]') waiting += JSON.parse(event.slice(6)).choices[0]?.delta.content ?? ''
    }
    timer ??= setTimeout(flush, everyMs)
  }
  request(stream, { method: 'POST' }, (response) => response.setEncoding('utf8').on('data', take)).end('{}')
}
