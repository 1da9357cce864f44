import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeOwnerLock } from '../../../src/main/storage/owner-lock'
import { temporaryFolder } from '../../support/temporary-folder'

/** Another process that holds a lock the same way until it is killed. */
function holdInAnotherProcess(path: string) {
  const script = `
    const { DatabaseSync } = require('node:sqlite')
    const held = new DatabaseSync(process.argv[1])
    held.exec('BEGIN EXCLUSIVE')
    console.log('held')
    setInterval(() => held, 1000)`
  const child = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  return {
    held: new Promise((resolve) => child.stdout.once('data', resolve)),
    kill: () => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGKILL')),
  }
}

test('an owner is alive until its process is killed, and its lock is then cleaned up', async () => {
  const folder = temporaryFolder()
  const mine = takeOwnerLock(folder, 'mine')
  const path = join(folder, 'theirs.lock')
  const theirs = holdInAnotherProcess(path)
  await theirs.held
  expect([...mine.livingOwners()].sort()).toEqual(['mine', 'theirs'])
  await theirs.kill()
  expect([...mine.livingOwners()]).toEqual(['mine'])
  expect(existsSync(path)).toBe(false)
  mine.release()
  expect(existsSync(join(folder, 'mine.lock'))).toBe(false)
})
