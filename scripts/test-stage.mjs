// Chromium's sandbox is off for root, and users are not root. So a test run that root starts moves to a user of its
// own, on a stage: a copy of the project in a place that this user can read, wherever the project itself lies.
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure, root, run, say } from './run.mjs'

const userName = 'runnel-test'
/** All that the tests in Electron read. node_modules comes on top. */
const parts = ['package.json', 'vitest.config.ts', 'tsconfig.base.json', 'out', 'resources', 'scripts', 'src', 'tests']

/**
 * Sets the stage. `folder` is the project there, `user` what `run` needs to run as the test user, `close` removes the
 * folder. Only root on Linux can do this.
 */
export async function openStage() {
  const user = await testUser()
  const place = placeFor(root)
  await removeLeftovers(place)
  const folder = mkdtempSync(join(place, `runnel-stage-${process.pid}-`))
  const close = async () => {
    await run('rm', ['-rf', folder])
  }
  try {
    chmodSync(folder, 0o755)
    const present = parts.filter((part) => existsSync(join(root, part)))
    const debs = existsSync(join(root, 'dist'))
      ? readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.deb'))
      : []
    await must('cp', ['-a', ...present.map((part) => join(root, part)), folder])
    mkdirSync(join(folder, 'dist'))
    for (const deb of debs) copyFileSync(join(root, 'dist', deb), join(folder, 'dist', deb))
    await must('chown', ['-R', `${user.uid}:${user.gid}`, folder])
    await linkModules(folder, user)
    await allowSandbox(folder, user)
    return { folder, user, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function must(command, args) {
  const { code, output } = await run(command, args)
  if (code !== 0) throw new Failure(`${command} failed (code ${code}): ${output.trim()}`)
  return output.trim()
}

async function testUser() {
  if ((await run('id', ['-u', userName])).code !== 0) {
    say(`creating the system user ${userName}, which the tests run as (once)`)
    const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
    await must('useradd', [...options, '--shell', '/usr/sbin/nologin', userName])
  }
  return { uid: Number(await must('id', ['-u', userName])), gid: Number(await must('id', ['-g', userName])) }
}

/** Stages of runs that were killed, told by the process id in their names. */
async function removeLeftovers(place) {
  for (const name of readdirSync(place)) {
    const pid = /^runnel-stage-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(join('/proc', pid))) await run('rm', ['-rf', join(place, name)])
  }
}

/** A folder for temporary files, on the project's own file system when there is one: there, links cost nothing. */
function placeFor(project) {
  const places = [tmpdir(), '/tmp', '/var/tmp'].filter(
    (place) => existsSync(place) && (statSync(place).mode & 0o777) === 0o777,
  )
  const place = places.find((candidate) => statSync(candidate).dev === statSync(project).dev) ?? places[0]
  if (place === undefined) throw new Failure('there is no folder for temporary files that everybody may use')
  return place
}

/**
 * Hard links: 700 MB of packages appear in a second and take no room. The files keep their owner, so the tests can
 * read but not change them; the folder itself belongs to the test user, since vite writes beside the packages.
 */
async function linkModules(folder, user) {
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')]
  if ((await run('cp', ['-al', from, to])).code !== 0) {
    await run('rm', ['-rf', to])
    await must('cp', ['-a', from, to])
  }
  chmodSync(to, 0o755)
  chownSync(to, user.uid, user.gid)
  for (const name of readdirSync(to).filter((entry) => entry.startsWith('.vite'))) {
    rmSync(join(to, name), { recursive: true })
  }
}

/** Where user namespaces are not allowed, the sandbox needs its set-uid program: a copy, so that no link changes. */
async function allowSandbox(folder, user) {
  if ((await run('unshare', ['--user', '--map-root-user', 'true'], { cwd: folder, ...user })).code === 0) return
  const program = join('node_modules', 'electron', 'dist', 'chrome-sandbox')
  rmSync(join(folder, program))
  copyFileSync(join(root, program), join(folder, program))
  chmodSync(join(folder, program), 0o4755)
}
