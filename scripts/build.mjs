import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, nodeBinary, programOf, root, run, say, toolEnvironment } from './run.mjs'

const sources = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const stampPath = join(root, 'out', 'built-from')

/** Builds the app into out/ unless out/ was built from exactly these sources. Throws `Failure`. */
export async function build() {
  const wanted = fingerprint()
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return
  say('building')
  rmSync(stampPath, { force: true })
  const args = [programOf('electron-vite'), 'build', '--logLevel', 'warn']
  const env = { ...toolEnvironment(), NO_COLOR: '1' }
  const { code, output } = await run(nodeBinary(), args, { limitMs: 300_000, env })
  if (code !== 0) throw new Failure(`the build failed (code ${code}):\n${withoutStack(output)}`)
  writeFileSync(stampPath, wanted)
}

function withoutStack(output) {
  const lines = output.trimEnd().split('\n')
  return lines.filter((line) => !/^\s+at /.test(line)).join('\n')
}

/** Names, sizes and times of all sources: a change of any of them, a removed file too, gives another value. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesUnder(join(root, source)))) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}
