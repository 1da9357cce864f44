// Loaded into Electron's main process before the app, through NODE_OPTIONS: notes when a hotkey's callback is called.
const { appendFileSync } = require('node:fs')

const file = process.env.READY_PROBE_FILE
if (process.type === 'browser' && file) {
  const wait = () => {
    let shortcuts
    try {
      shortcuts = require('electron').globalShortcut
    } catch {
      shortcuts = undefined
    }
    if (!shortcuts || !shortcuts.register) return setImmediate(wait)
    const { register } = shortcuts
    shortcuts.register = (accelerator, run) =>
      register.call(shortcuts, accelerator, () => {
        appendFileSync(file, `${performance.timeOrigin + performance.now()}\n`)
        run()
      })
  }
  setImmediate(wait)
}
