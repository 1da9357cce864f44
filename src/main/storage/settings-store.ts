import { readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { settingsSchema, type Settings } from '../../shared/settings'
import { toStorageError } from './database'

/** The user's settings. Reading is immediate; writing goes through electron-store, which replaces the file in one step. */
export interface SettingsStore {
  /** The name under which an unreadable file was kept, when that happened at this start. */
  readonly keptAs: string | null
  get(): Settings
  /** Merges and writes. Throws AppError `storage` when the file cannot be written; the old settings then stay in force. */
  change(change: Partial<Settings>): Promise<Settings>
}

/**
 * Opens `settings.json` in `folder`.
 *
 * A file that is no JSON object (cut short, zero bytes) is kept under another name, never overwritten; a bad
 * field falls back to its default alone. Read by hand because electron-store with its validator takes longer
 * to load than the rest of the start, and because it would throw the bad file away.
 */
export function openSettings(folder: string): SettingsStore {
  const path = join(folder, 'settings.json')
  const { stored, keptAs } = readOrKeepAside(path)
  let settings = settingsSchema.parse(stored)
  return {
    keptAs,
    get: () => settings,
    async change(change) {
      const next = settingsSchema.parse({ ...settings, ...change })
      const { default: Store } = await import('electron-store')
      try {
        new Store<Record<string, unknown>>({ cwd: folder, name: 'settings' }).store = { ...next }
      } catch (error) {
        throw toStorageError(error)
      }
      settings = next
      return settings
    },
  }
}

function readOrKeepAside(path: string): { stored: object; keptAs: string | null } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    // No file yet, or none that we may read: defaults, and nothing is touched.
    return { stored: { welcomed: false }, keptAs: null }
  }
  const stored = parseObject(text)
  if (stored) return { stored, keptAs: null }
  const keptAs = `${path}.unreadable-${new Date().toISOString().replace(/[:.]/g, '-')}`
  renameSync(path, keptAs)
  return { stored: {}, keptAs: basename(keptAs) }
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
