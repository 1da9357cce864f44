import { app } from 'electron'
import { askWords } from './desktop/ask-words'
import { log } from './log'
import { registerOwnScheme } from './windows/own-pages'
import { guardApp } from './windows/window-guards'

process.on('uncaughtException', (error) => log('Uncaught', error))
process.on('unhandledRejection', (error) => log('Unhandled', error))

// What must be done before Electron is ready, and no more: all else is loaded after it, because loading holds it up.
const words = askWords(process.argv, app.isPackaged)
if (words) {
  const { runAsk } = await import('./desktop/cli')
  void runAsk(words)
} else if (app.requestSingleInstanceLock()) {
  registerOwnScheme()
  // Not as root without a sandbox: there Chromium would wait for one forever.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const loaded = app.whenReady().then(() => import('./app'))
  guardApp(app, (url) => void loaded.then(({ followLink }) => followLink(url, null)))
  void loaded.then(({ startApp }) => startApp())
} else {
  // The running app got our arguments and shows its window.
  app.quit()
}
