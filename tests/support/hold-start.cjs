// Runs in main before the app: holds its start until Playwright has attached, since a Playwright that attaches while the
// first page is on its way waits for that page forever. Playwright calls the global function when it is there.
const { app } = require('electron')

const ready = app.whenReady()
const { promise, resolve } = Promise.withResolvers()
app.whenReady = () => promise
globalThis.__playwright_run = () => ready.then(resolve)
