import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from 'playwright'
import { build } from 'vite'
import { ownFile, pageUrl } from '../../../src/main/windows/page-policy'
import { startBareApp } from '../shell/bare-app'

const root = join(import.meta.dirname, 'paint-page')
const policy = ownFile(pageUrl('main'))?.headers['Content-Security-Policy'] ?? ''
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Builds the page of replies into a folder. */
export async function buildPaintPage(outDir: string): Promise<void> {
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, modulePreload: false, target: 'esnext' },
  })
}

/** Opens the page of replies that was built into a folder in real Electron, under the policy of the app's pages. Ends with the test. */
export async function startPaintPage(folder: string): Promise<Page> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = pathname === '/' ? '/index.html' : pathname
    response.setHeader('content-type', mimeTypes[extname(file)] ?? 'application/octet-stream')
    response.setHeader('content-security-policy', policy)
    createReadStream(join(folder, file))
      .on('error', () => response.destroy())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { page } = await startBareApp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'paint' in window)
  return page
}
