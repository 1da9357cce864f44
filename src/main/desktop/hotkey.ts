import type { HotkeyProblem } from '../../shared/popup/hotkey-info'

/** The part of Electron's `globalShortcut` that a hotkey needs. */
export interface Shortcuts {
  /** False: another program has it. Throws when the accelerator is none. */
  register(accelerator: string, run: () => void): boolean
  unregister(accelerator: string): void
}

/** One global hotkey, which can be changed and let go of for a while. */
export class Hotkey {
  readonly #shortcuts: Shortcuts
  readonly #run: () => void
  #accelerator = ''
  #problem: HotkeyProblem | null = null
  #isRegistered = false
  #isPaused = false

  constructor(shortcuts: Shortcuts, run: () => void) {
    this.#shortcuts = shortcuts
    this.#run = run
  }

  /** What it is, or should be; empty: none. */
  get accelerator(): string {
    return this.#accelerator
  }

  /** Why it does not work; null when it does, or when there is none. */
  get problem(): HotkeyProblem | null {
    return this.#problem
  }

  /** Wants this hotkey from now on, whether or not it can be had. Empty: none. */
  start(accelerator: string): HotkeyProblem | null {
    this.stop()
    this.#accelerator = accelerator
    this.#problem = this.#take(accelerator)
    return this.#problem
  }

  /** Takes another hotkey instead. When it cannot be had, says why and keeps the one there is. */
  change(accelerator: string): HotkeyProblem | null {
    if (accelerator === this.#accelerator && this.#isRegistered) return null
    const before = this.#isRegistered ? this.#accelerator : null
    const problem = this.#take(accelerator)
    if (problem) {
      // Nothing was let go of yet.
      this.#isRegistered = before !== null
      return problem
    }
    if (before !== null) this.#shortcuts.unregister(before)
    this.#accelerator = accelerator
    this.#problem = null
    return null
  }

  /** Lets go of the key and takes it again, as when another one is being pressed. */
  pause(paused: boolean): void {
    if (paused === this.#isPaused) return
    this.#isPaused = paused
    if (paused) this.#release()
    // Another one may have been taken meanwhile.
    else if (!this.#isRegistered) this.#problem = this.#take(this.#accelerator)
  }

  stop(): void {
    this.#release()
    this.#accelerator = ''
    this.#problem = null
  }

  #take(accelerator: string): HotkeyProblem | null {
    if (accelerator === '') {
      this.#isRegistered = false
      return null
    }
    const problem = this.#tryToTake(accelerator)
    this.#isRegistered = problem === null
    return problem
  }

  #tryToTake(accelerator: string): HotkeyProblem | null {
    try {
      if (!this.#shortcuts.register(accelerator, this.#run)) return 'taken'
    } catch {
      return 'impossible'
    }
    return null
  }

  #release(): void {
    if (this.#isRegistered) this.#shortcuts.unregister(this.#accelerator)
    this.#isRegistered = false
  }
}
