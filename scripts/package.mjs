// `npm run package`: makes what installs Runnel on this system from the built app, into dist/. On Debian a .deb; elsewhere
// what electron-builder.yml names. A package for users needs Electron's official program: the test-only one that
// scripts/setup may have put in its place is refused, unless `-- --with-test-electron` asks for it.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { makeDeb } from './package/debian.mjs'
import { Failure, main, nodeBinary, programOf, root, run, say, toolEnvironment } from './run.mjs'
import { electronBinary } from './setup/electron.mjs'
import { setUp } from './setup.mjs'

const output = join(root, 'dist')

async function pack(options) {
  const electron = dirname(electronBinary())
  // The program's own folder, so that nothing is fetched that was not checked.
  const from = process.platform === 'linux' ? [`--config.electronDist=${electron}`] : []
  const args = [programOf('electron-builder'), ...options, '--publish', 'never', ...from]
  const { code, output: words } = await run(nodeBinary(), args, { limitMs: 900_000, env: toolEnvironment() })
  if (code !== 0) throw new Failure(`electron-builder failed (code ${code}):\n${words}`)
}

await main(async () => {
  const isTest = process.argv.includes('--with-test-electron')
  await setUp()
  await build()
  const fallback = join(dirname(electronBinary()), 'RUNNEL-FALLBACK')
  if (existsSync(fallback) && !isTest) {
    throw new Failure(
      `${readFileSync(fallback, 'utf8').trim().split('\n')[0]} It is for tests only, so no package is made of it. ` +
        'Run `npm run package` where github.com can be reached, or add `-- --with-test-electron` for a package to try.',
    )
  }
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output)
  const hasDpkg = process.platform === 'linux' && (await run('dpkg-deb', ['--version'])).code === 0
  say(`packing${isTest ? ' with the test-only Electron: not for users' : ''}`)
  if (!hasDpkg) return pack([])
  await pack(['--linux', 'dir'])
  say(`made ${await makeDeb({ unpacked: join(output, 'linux-unpacked'), output, quick: isTest })}`)
})
