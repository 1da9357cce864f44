import { app } from 'electron'
import { collectArrivals } from './desktop/arrivals'
import { askWords } from './desktop/ask-words'
import { desktopSession, sessionSwitches } from './desktop/popup/desktop-session'
import { readSessionFacts } from './environment'
import { log } from './log'
import { registerOwnScheme } from './windows/own-pages'
import { guardApp } from './windows/window-guards'

process.on('uncaughtException', (error) => log('Uncaught', error))
process.on('unhandledRejection', (error) => log('Unhandled', error))

// What must be done before Electron is ready, and no more. All else is loaded meanwhile and not waited for: a file that
// Electron's start awaits would hold it up.
const words = askWords(process.argv, app.isPackaged)
if (words) {
  const { runAsk } = await import('./desktop/cli')
  void runAsk(words)
} else if (app.requestSingleInstanceLock({ argv: process.argv })) {
  registerOwnScheme()
  const session = desktopSession({ platform: process.platform, ...readSessionFacts() })
  for (const [name, value] of Object.entries(sessionSwitches(session))) app.commandLine.appendSwitch(name, value)
  // Not as root without a sandbox: there Chromium would wait for one forever.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const arrivals = collectArrivals()
  const loading = import('./app')
  guardApp(app, (url) => void loading.then(({ followLink }) => followLink(url, null)))
  void Promise.all([loading, app.whenReady()]).then(([{ startApp }]) => startApp(arrivals))
} else {
  // The running app got our arguments and shows its window. Quitting would wait until Electron is ready.
  app.exit()
}
