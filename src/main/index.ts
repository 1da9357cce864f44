import { app } from 'electron'
import { askWords } from './desktop/cli-arguments'
import { log } from './log'

process.on('uncaughtException', (error) => log('Uncaught', error))
process.on('unhandledRejection', (error) => log('Unhandled', error))

const words = askWords(process.argv, app.isPackaged)
if (words) {
  const { runAsk } = await import('./desktop/cli')
  void runAsk(words)
} else if (app.requestSingleInstanceLock()) {
  const { startApp } = await import('./app')
  startApp()
} else {
  // The running app got our arguments and shows its window.
  app.quit()
}
