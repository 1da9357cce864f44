import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import electronPath from 'electron'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { onTestFinished } from 'vitest'
import { holdStart, launchMs } from '../electron'
import { temporaryFolder } from '../temporary-folder'

// In Node, the package answers with the path of its binary.
const executablePath = electronPath as unknown as string
const isRoot = process.getuid?.() === 0

const main = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL(process.env.PAGE))
`

/**
 * An Electron app that guards nothing and asks for nothing, under Runnel's name: what it does, Electron does by itself. It
 * shows that an attack works where nobody stops it, and what a start costs anyway. Ends with the test.
 */
export async function startBareApp(
  pageUrl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  const folder = temporaryFolder()
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'runnel', productName: 'Runnel', main: 'main.cjs' }),
  )
  writeFileSync(join(folder, 'main.cjs'), main)
  const app = await _electron.launch({
    executablePath,
    timeout: launchMs,
    chromiumSandbox: !isRoot,
    args: [...(isRoot ? ['--no-sandbox'] : []), '-r', holdStart, folder, `--user-data-dir=${join(folder, 'data')}`],
    env: { ...(process.env as Record<string, string>), ...environment, PAGE: pageUrl },
  })
  let closed = false
  app.on('close', () => (closed = true))
  onTestFinished(() => (closed ? undefined : app.close()))
  const page = await app.firstWindow()
  await page.waitForURL(pageUrl)
  return { app, page }
}
