import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { platformUpdater } from '../../../src/main/desktop/updates/platform-updater'
import { Updates } from '../../../src/main/desktop/updates/updates'
import { createNetwork } from '../../../src/main/network/network'
import { createNetworkLog } from '../../../src/main/network/network-log'
import type { UpdateState } from '../../../src/shared/updates/update-state'
import { temporaryFolder } from '../../support/temporary-folder'

const file = randomBytes(300_000)
const sha512 = createHash('sha512').update(file).digest('base64')

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const feed =
  (version: string, named = sha512): Answer =>
  (_request, response) =>
    response.end(
      `version: ${version}\nfiles:\n  - url: runnel_${version}.deb\n    sha512: ${named}\n    size: ${file.length}\n` +
        `path: runnel_${version}.deb\nsha512: ${named}\nreleaseDate: '2026-11-20T00:00:00.000Z'\n`,
    )
const whole: Answer = (_request, response) => void response.writeHead(200, { 'content-length': file.length }).end(file)

/** An installed Runnel 1.0.0 whose feed is a server on this computer. */
async function setUp(answers: { readonly feed: Answer; readonly file?: Answer }) {
  const asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    const answer = request.url?.startsWith('/latest-linux') ? answers.feed : (answers.file ?? whole)
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'app-update.yml'), `provider: generic\nurl: ${url}\nupdaterCacheDirName: runnel-updates\n`)
  writeFileSync(join(folder, 'package-type'), 'deb')
  const log = createNetworkLog()
  const network = createNetwork({ systemProxyFor: () => Promise.resolve('DIRECT'), log })
  onTestFinished(() => {
    network.close()
    server.closeAllConnections()
    server.close()
  })
  const states: UpdateState[] = []
  const installation = {
    adapter: {
      version: '1.0.0',
      name: 'Runnel',
      isPackaged: true,
      appUpdateConfigPath: join(folder, 'app-update.yml'),
      userDataPath: folder,
      baseCachePath: folder,
      whenReady: () => Promise.resolve(),
      relaunch() {},
      quit() {},
      onQuit() {},
    },
    platform: 'linux',
    resourcesFolder: folder,
    isAppImage: false,
    fetchUpdate: network.fetchFor({ providerId: 'update', why: 'update' }),
  } as const
  const updates = new Updates({
    updater: () => platformUpdater(installation),
    announce: (state) => states.push(state),
    log: () => undefined,
  })
  const pending = join(folder, 'runnel-updates', 'pending')
  return { updates, states, asked, log, folder, pending, server, installation }
}

test('a newer version is announced, loaded only when told, checked, and left for the user to install', async () => {
  const { updates, states, asked, log, folder, pending } = await setUp({ feed: feed('1.1.0') })
  expect(asked).toEqual([])
  expect(await updates.check()).toEqual({ type: 'available', version: '1.1.0' })
  expect(asked).toHaveLength(1)
  expect(await updates.download()).toEqual({ type: 'ready', version: '1.1.0' })
  expect(readFileSync(join(pending, 'runnel_1.1.0.deb')).equals(file)).toBe(true)
  expect(states.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['checking', 'available', 'downloading', 'ready']),
  )
  expect(log.entries().map(({ why, status, errorCode }) => [why, status, errorCode])).toEqual([
    ['update', 200, null],
    ['update', 200, null],
  ])
  // Nothing that tells one user from another, in a header or on the disk.
  for (const { headers } of asked) expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([])
  expect(existsSync(join(folder, '.updaterId'))).toBe(false)
})

test.each([
  ['the same', '1.0.0'],
  ['an older', '0.9.0'],
])('%s version is no update', async (_name, version) => {
  const { updates } = await setUp({ feed: feed(version) })
  expect(await updates.check()).toEqual({ type: 'newest' })
  expect(await updates.download()).toEqual({ type: 'newest' })
})

test.each<[string, Answer, string]>([
  ['other bytes', (_request, response) => response.end(Buffer.concat([file.subarray(1), Buffer.of(0)])), 'damaged'],
  [
    'a file that is cut off',
    (_request, response) => {
      response.writeHead(200, { 'content-length': file.length })
      response.write(file.subarray(0, 100_000), () => response.socket?.destroy())
    },
    'unreachable',
  ],
  ['a shorter file that claims to be whole', (_request, response) => response.end(file.subarray(0, 1000)), 'damaged'],
  ['no file', (_request, response) => response.writeHead(404).end(), 'refused'],
  ['a redirect in a circle', (_request, response) => response.writeHead(302, { location: '/again' }).end(), 'refused'],
])('%s: said in a word, nothing is kept, and another check can follow', async (_name, answer, problem) => {
  const { updates, pending } = await setUp({ feed: feed('1.1.0'), file: answer })
  await updates.check()
  expect(await updates.download()).toMatchObject({ type: 'failed', problem })
  expect(existsSync(pending) ? readdirSync(pending) : []).toEqual([])
  expect(await updates.check()).toEqual({ type: 'available', version: '1.1.0' })
})

test.each<[string, Answer, string]>([
  ['is no feed', (_request, response) => response.end('<html>Welcome to the hotel</html>'), 'unreadable'],
  [
    'has no checksum',
    (_request, response) => response.end('version: 1.1.0\nfiles:\n  - url: runnel.deb\n'),
    'unreadable',
  ],
  ['is not there', (_request, response) => response.writeHead(404).end(), 'refused'],
])('a feed that %s: said in a word', async (_name, answer, problem) => {
  const { updates } = await setUp({ feed: answer })
  const checked = await updates.check()
  // A feed without a checksum is noticed when its file is wanted.
  expect(checked.type === 'available' ? await updates.download() : checked).toMatchObject({ type: 'failed', problem })
})

test('a redirect is followed, and a server that is gone is said to be so', async () => {
  const { updates, server, asked } = await setUp({
    feed: feed('1.1.0'),
    file: (request, response) =>
      request.url === '/elsewhere' ? response.end(file) : response.writeHead(302, { location: '/elsewhere' }).end(),
  })
  await updates.check()
  expect(await updates.download()).toMatchObject({ type: 'ready' })
  expect(asked.at(-1)?.path).toBe('/elsewhere')

  const gone = await setUp({ feed: feed('1.1.0') })
  gone.server.closeAllConnections()
  await new Promise((resolve) => gone.server.close(resolve))
  expect(await gone.updates.check()).toMatchObject({ type: 'failed', problem: 'unreachable' })
  server.closeAllConnections()
})

test('a copy that no package brought is not updated, and asks nobody', async () => {
  const { installation, asked } = await setUp({ feed: feed('1.1.0') })
  for (const other of [
    { ...installation, adapter: { ...installation.adapter, isPackaged: false } },
    { ...installation, resourcesFolder: join(installation.resourcesFolder, 'none') },
  ]) {
    const updates = new Updates({
      updater: () => platformUpdater(other),
      announce: () => undefined,
      log: () => undefined,
    })
    expect(await updates.check()).toEqual({ type: 'unsupported' })
  }
  expect(asked).toEqual([])
})
