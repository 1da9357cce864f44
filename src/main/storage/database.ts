import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, type AppErrorReason } from '../../shared/errors'
import { conversationsMigration } from './migrations/0001-conversations'
import { branchesMigration } from './migrations/0002-branches'

const migrations = [conversationsMigration, branchesMigration]

/** An open database, and the name under which an unreadable one was kept aside, if that happened. */
export interface OpenDatabase {
  readonly database: DatabaseSync
  readonly keptAs: string | null
}

/**
 * Opens the database at `path` (or `:memory:`) and brings it to the newest schema, with a copy made before.
 *
 * A file that is not a database is kept under another name and a new one begun; nothing is ever overwritten.
 * Throws AppError `storage` when the folder cannot be used or the file is from a newer Runnel.
 */
export function openDatabase(path: string): OpenDatabase {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    return { database: openAndMigrate(path), keptAs: null }
  } catch (error) {
    if (!isCorrupt(error)) throw toStorageError(error)
    const keptAs = `${path}.unreadable-${new Date().toISOString().replace(/[:.]/g, '-')}`
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, keptAs + suffix)
    }
    return { database: openAndMigrate(path), keptAs }
  }
}

/** Runs `work` in one transaction: all of it is on disk afterwards, or none. */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    database.exec('COMMIT')
    return value
  } catch (error) {
    // A failed statement may have rolled back by itself (a full disk does).
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** An error of SQLite or the file system as AppError `storage`, with the reason where it is a known one. Others pass through. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const systemCode = 'syscall' in error && 'code' in error ? error.code : null
  if (sqliteCode(error) === null && systemCode === null) return error
  const data = { code: 'storage', detail: error.message } as const
  const full = sqliteCode(error) === SQLITE_FULL || systemCode === 'ENOSPC'
  const reason: AppErrorReason | null = full ? 'disk-full' : isCorrupt(error) ? 'unreadable' : null
  return new AppError(reason ? { ...data, reason } : data, { cause: error })
}

// https://www.sqlite.org/rescode.html
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_NOTADB = 26

function sqliteCode(error: unknown): number | null {
  // node:sqlite gives the extended code; the low byte is the primary one.
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null
}

function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

function openAndMigrate(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 2000 })
  try {
    refuseNewer(versionOf(database))
    // NORMAL in WAL: a killed process loses nothing that was committed; the journal's checkpoints bound a power cut.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
    migrate(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function refuseNewer(version: number): void {
  if (version <= migrations.length) return
  throw new AppError({
    code: 'storage',
    detail: `The database has schema ${version}; this Runnel knows ${migrations.length}.`,
  })
}

function migrate(database: DatabaseSync, path: string): void {
  const version = versionOf(database)
  if (version === migrations.length) return
  if (version > 0) {
    const copy = `${path}.before-schema-${migrations.length}`
    if (!existsSync(copy)) database.prepare('VACUUM INTO ?').run(copy)
  }
  inTransaction(database, () => {
    // Asked again inside the transaction: another process may have migrated meanwhile.
    for (const sql of migrations.slice(versionOf(database))) database.exec(sql)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}
