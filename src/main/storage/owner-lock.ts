import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** This process's claim on the replies that it runs. */
export interface OwnerLock {
  readonly owner: string
  /** Owners that are still alive, this one included. Cleans up after dead ones. */
  livingOwners(): ReadonlySet<string>
  release(): void
}

/**
 * Takes a lock that the operating system lets go when this process ends, however it ends.
 *
 * Several processes share one database (the app, and `runnel ask` beside it), so a reply found running at
 * start-up may belong to a living one. A process id would not do: ids are used again. The lock is an open
 * SQLite transaction on a file of its own, because that is the one file lock that Node offers everywhere.
 */
export function takeOwnerLock(folder: string, owner: string): OwnerLock {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${owner}.lock`)
  const held = lockFile(path)
  return {
    owner,
    livingOwners() {
      const living = new Set([owner])
      for (const file of readdirSync(folder)) {
        if (!file.endsWith('.lock') || file === `${owner}.lock`) continue
        if (!removeIfDead(join(folder, file))) living.add(file.slice(0, -'.lock'.length))
      }
      return living
    },
    release() {
      held.close()
      rmSync(path, { force: true })
    },
  }
}

function lockFile(path: string): DatabaseSync {
  for (;;) {
    const database = new DatabaseSync(path, { timeout: 2000 })
    database.exec('BEGIN EXCLUSIVE')
    // A process that looked between the creation and the lock takes the file for a dead one's and removes it.
    if (existsSync(path)) return database
    database.close()
  }
}

/** False: somebody holds it, or it cannot be told. A living owner's reply must not be touched. */
function removeIfDead(path: string): boolean {
  try {
    const other = new DatabaseSync(path, { timeout: 0 })
    try {
      other.exec('BEGIN EXCLUSIVE')
      // Removed while locked: an owner that was just about to lock this file then finds it gone, and makes another.
      rmSync(path, { force: true })
      return true
    } finally {
      other.close()
    }
  } catch {
    return false
  }
}
