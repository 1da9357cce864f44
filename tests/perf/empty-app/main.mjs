// The floor that the app is measured against: the least that opens one window of the same size, frame and confinement.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

app.whenReady().then(() => {
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
    },
  })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(join(import.meta.dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
process.on('SIGTERM', () => app.quit())
