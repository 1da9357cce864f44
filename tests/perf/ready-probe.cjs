// Loaded into Electron's main process before the app, through NODE_OPTIONS: notes what the main thread has cost when
// Electron is ready, which is after all of the app's imports.
const { writeFileSync } = require('node:fs')

const file = process.env.READY_PROBE_FILE
if (process.type === 'browser' && file) {
  const wait = () => {
    let app
    try {
      app = require('electron').app
    } catch {
      app = undefined
    }
    if (!app || !app.once) return setImmediate(wait)
    app.prependOnceListener('ready', () => {
      const { user, system } = process.threadCpuUsage()
      const all = process.cpuUsage()
      const note = { threadMs: (user + system) / 1000, processMs: (all.user + all.system) / 1000, at: Date.now() }
      writeFileSync(file, JSON.stringify(note))
    })
  }
  setImmediate(wait)
}
