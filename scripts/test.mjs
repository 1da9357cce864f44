// `npm test`: sets up what is missing and runs everything, the app in real Electron included.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { main, nodeBinary, root, run, toolEnvironment } from './run.mjs'
import { setUp } from './setup.mjs'
import { count, finish, newTally, staticSteps, step, testStep, vitestCommand } from './steps.mjs'
import { openStage } from './test-stage.mjs'

const isLinux = process.platform === 'linux'
/** What the tests may know of the world outside: no keys, no proxies, no session of the user's. */
const passedOn = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'CI', 'NO_COLOR', 'FORCE_COLOR']

function testEnvironment() {
  const all = toolEnvironment()
  const names = isLinux ? passedOn : Object.keys(all).filter((name) => !/^(OPENAI|ANTHROPIC)_/i.test(name))
  const named = Object.keys(all).filter((name) => name.startsWith('RUNNEL_'))
  return Object.fromEntries([...names, ...named].filter((name) => name in all).map((name) => [name, all[name]]))
}

async function endToEnd(tally) {
  const isRoot = isLinux && process.getuid() === 0
  const stage = isRoot ? await openStage() : { folder: root, user: {}, close: async () => {} }
  try {
    const report = join(stage.folder, 'out', 'e2e-report.json')
    rmSync(report, { force: true })
    const node = nodeBinary().replace(root, stage.folder)
    const command = [node, ...vitestCommand(['e2e'], report)]
    // The desktop ends with us even when we are killed.
    const desk = ['setpriv', '--pdeathsig', 'TERM', node, join('scripts', 'desk.mjs')]
    const onDesk = isLinux ? [...desk, ...command] : command
    const env = { ...testEnvironment(), PATH: testEnvironment().PATH.replaceAll(root, stage.folder) }
    const options = { output: 'show', limitMs: 1_200_000, cwd: stage.folder, env, ...stage.user }
    const uninstall = isRoot ? await installDeb() : null
    if (uninstall) env.RUNNEL_INSTALLED = '1'
    const { code } = await run(onDesk[0], onDesk.slice(1), options)
    await uninstall?.()
    keepPictures(stage.folder)
    count(tally, code, report)
  } finally {
    await stage.close()
  }
}

async function makePackage() {
  const script = join(root, 'scripts', 'package.mjs')
  const { code, output } = await run(nodeBinary(), [script, '--with-test-electron'], { env: toolEnvironment() })
  if (code !== 0) throw new Error(`code ${code}\n${output}`)
}

/** Puts the package on the system as a user would, where there is apt and no Runnel yet. Returns its undo. */
async function installDeb() {
  if ((await run('dpkg-query', ['-W', 'runnel'])).code === 0) return null
  const deb = readdirSync(join(root, 'dist')).find((name) => name.endsWith('.deb'))
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', join(root, 'dist', deb)],
    { env },
  )
  if (code !== 0) throw new Error(`apt-get could not install the package (code ${code}):\n${output}`)
  return async () => {
    const purge = await run('dpkg', ['--purge', 'runnel'])
    const left = ['/usr/lib/runnel', '/usr/bin/runnel', '/usr/share/applications/runnel.desktop'].filter((path) =>
      existsSync(path),
    )
    if (purge.code !== 0 || left.length > 0)
      throw new Error(`the package did not purge clean: ${left.join(', ')}\n${purge.output}`)
  }
}

/** Pictures that the tests took are for people: they come back from the stage. */
function keepPictures(folder) {
  const pictures = join('tests', 'e2e', 'pictures')
  if (folder === root || !existsSync(join(folder, pictures))) return
  cpSync(join(folder, pictures), join(root, pictures), { recursive: true })
}

await main(async () => {
  await setUp({ desktop: isLinux })
  const tally = newTally()
  await staticSteps(tally)
  await testStep(tally)
  const isBuilt = await step('build', tally, build)
  if (isBuilt && isLinux) await step('package', tally, makePackage)
  if (isBuilt) await step('tests in Electron', tally, () => endToEnd(tally))
  else await step('tests in Electron', tally, () => Promise.reject(new Error('not run, because the build failed')))
  return finish(tally)
})
