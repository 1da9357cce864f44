import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, nodeBinary, root, runNpm, say } from '../run.mjs'

const stampPath = join(root, 'node_modules', '.runnel-lockfile')

function wantedStamp() {
  const lockfile = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** npm says a lot when it fails: its first sentence is the reason, its code the fall-back. */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
  const [code, sentence] = [
    lines.find((line) => line.startsWith('code ')),
    lines.find((line) => line.includes(' ') && !line.startsWith('code ')),
  ]
  return [code, sentence].filter(Boolean).join(', ').replace(/\.$/, '') || 'it gave no reason'
}

/** Makes node_modules be what package-lock.json says. */
export async function installModules() {
  const wanted = wantedStamp()
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return
  // npm would empty the folder behind the link, which belongs to somebody else.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Failure(
      'node_modules is a link to another folder, whose packages differ: remove the link, then try again.',
    )
  }
  say('installing packages with npm (about a minute, once)')
  const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { limitMs: 900_000 })
  if (code !== 0) throw new Failure(`npm ci failed: ${reasonIn(output)}. Check that the npm registry can be reached.`)
  writeFileSync(stampPath, wanted)
}

/** Refuses a Node that is too old for the tools where the lockfile brings none of its own (macOS, other systems). */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (nodeBinary() !== process.execPath || major > 22 || (major === 22 && minor >= 12)) return
  throw new Failure(
    `Node 22.12 or newer is needed on this system; this is ${process.versions.node}: get one at https://nodejs.org.`,
  )
}
