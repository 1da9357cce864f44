import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright'

/** The bytes that a secret would leave behind, in the spellings that programs keep text in. */
function formsOf(secret: string): readonly Buffer[] {
  const base64 = [0, 1, 2].flatMap((shift) => {
    // Base64 shifts with what stands before it; of each shift, the middle is always the same.
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64')
    const middle = text.slice(4, -4)
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const hex = Buffer.from(secret).toString('hex')
  const texts = [
    secret,
    [...secret].toReversed().join(''),
    encodeURIComponent(secret),
    hex,
    hex.toUpperCase(),
    ...base64,
  ]
  return [
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(secret, 'utf16le').swap16(),
  ]
}

/** Whether a secret stands in these bytes or in this text, plain or encoded. */
export function holdsSecret(content: string | Buffer, secret: string): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return formsOf(secret).some((form) => bytes.includes(form))
}

/** The files below a folder that hold a secret, plain or encoded; relative paths. */
export function filesWithSecret(folder: string, secret: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holdsSecret(readFileSync(path), secret))
    .map((path) => relative(folder, path))
}

/** All that the script of a page holds in memory, as text: V8's own snapshot of its heap. */
export async function heapText(page: Page): Promise<string> {
  const debug = await page.context().newCDPSession(page)
  const parts: string[] = []
  debug.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk))
  await debug.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await debug.detach()
  return parts.join('')
}
