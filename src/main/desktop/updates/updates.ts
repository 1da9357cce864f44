import type { AppUpdater } from 'electron-updater'
import type { UpdateState } from '../../../shared/updates/update-state'
import { UpdateFailure } from './update-transport'

const dayMs = 86_400_000
// Not while the user waits for the first window.
const firstLookMs = 60_000

/** What updates are made from. */
export interface UpdateParts {
  /** Made at the first check; null where this copy cannot be replaced. */
  readonly updater: () => Promise<AppUpdater | null>
  readonly announce: (state: UpdateState) => void
  readonly log: (words: string, error: unknown) => void
}

/**
 * Looking for a newer Runnel, loading it, and putting it in place: never forced, and nothing without the user's word.
 * Nobody is asked before `check`. Each call ends in a state, never in an error.
 */
export class Updates {
  readonly #parts: UpdateParts
  #state: UpdateState = { type: 'unknown' }
  #making: Promise<AppUpdater | null> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(parts: UpdateParts) {
    this.#parts = parts
  }

  state(): UpdateState {
    return this.#state
  }

  /** Asks the feed. */
  async check(): Promise<UpdateState> {
    const { type } = this.#state
    if (type === 'checking' || type === 'downloading' || type === 'ready') return this.#state
    this.#set({ type: 'checking' })
    try {
      const updater = await this.#updater()
      if (!updater) return this.#set({ type: 'unsupported' })
      const found = await updater.checkForUpdates()
      const version = found?.updateInfo.version
      return this.#set(found?.isUpdateAvailable && version ? { type: 'available', version } : { type: 'newest' })
    } catch (error) {
      return this.#fail(error)
    }
  }

  /** Loads what was found, and checks it against the feed's SHA-512. */
  async download(): Promise<UpdateState> {
    if (this.#state.type !== 'available') return this.#state
    const { version } = this.#state
    this.#set({ type: 'downloading', version, fraction: 0 })
    try {
      await (await this.#updater())?.downloadUpdate()
      return this.#set({ type: 'ready', version })
    } catch (error) {
      return this.#fail(error)
    }
  }

  /** Quits, and puts the loaded version in the place of this one. */
  install(): void {
    if (this.#state.type === 'ready') void this.#updater().then((updater) => updater?.quitAndInstall())
  }

  /** Looks a minute from now and then once a day, or no more. */
  checkDaily(daily: boolean): void {
    if (daily === (this.#timer !== null)) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = daily ? setTimeout(() => this.#look(), firstLookMs) : null
  }

  #look(): void {
    this.#timer = setTimeout(() => this.#look(), dayMs)
    void this.check()
  }

  #updater(): Promise<AppUpdater | null> {
    this.#making ??= this.#parts.updater().then((made) => made && this.#prepared(made))
    return this.#making
  }

  #prepared(updater: AppUpdater): AppUpdater {
    // The user decides when a version is loaded and when it takes the old one's place.
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = false
    updater.logger = null
    updater.on('download-progress', ({ percent }) => {
      const fraction = Math.floor(percent) / 100
      if (this.#state.type === 'downloading' && fraction > this.#state.fraction) this.#set({ ...this.#state, fraction })
    })
    // Checks and downloads also reject; an installer that cannot be run says so here alone.
    updater.on('error', (error) => {
      if (this.#state.type === 'ready') this.#fail(new UpdateFailure('install', error.message))
    })
    return updater
  }

  #set(state: UpdateState): UpdateState {
    this.#state = state
    this.#parts.announce(state)
    return state
  }

  #fail(error: unknown): UpdateState {
    this.#parts.log('The update failed', error)
    return this.#set(toFailure(error))
  }
}

function toFailure(error: unknown): UpdateState {
  if (error instanceof UpdateFailure) return { type: 'failed', problem: error.problem, detail: error.message }
  // What else is thrown says that the feed is not one, or names no file for this system.
  return { type: 'failed', problem: 'unreadable', detail: error instanceof Error ? error.message : String(error) }
}
