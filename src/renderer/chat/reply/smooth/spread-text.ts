import type { FollowText, TextFollower } from '../../../markdown/text-feed'
import { isHeldBack, shownLength, shownWhole, withBurst, type Spread } from './spread-burst'

/** What spreading needs from outside. */
export interface SpreadParts {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  /** Runs something once with the next frame, until the returned undo. */
  readonly nextFrame: (run: () => void) => () => void
}

// What is told now is seen at the next frame.
const aheadMs = 16

/** The same text, each burst of it told in parts: the last one at most 100 ms after it came. What ends is told whole at once. */
export function spreadText(follow: FollowText, parts: SpreadParts): FollowText {
  return (follower) => {
    const spread = new SpreadFollower(follower, parts)
    const undo = follow(spread)
    return () => {
      undo()
      spread.stop()
    }
  }
}

class SpreadFollower implements TextFollower {
  readonly #follower: TextFollower
  readonly #parts: SpreadParts
  /** What came since all was told, and how much of it has been told. */
  #text = ''
  #toldLength = 0
  #spread: Spread = shownWhole(0)
  #undoFrame: (() => void) | null = null

  constructor(follower: TextFollower, parts: SpreadParts) {
    this.#follower = follower
    this.#parts = parts
  }

  reset(text: string): void {
    this.#forget()
    this.#spread = shownWhole(0)
    this.#follower.reset(text)
  }

  append(text: string): void {
    this.#tell()
    this.#text += text
    this.#spread = withBurst(this.#spread, this.#text.length, this.#parts.now())
    this.#tell()
  }

  end(): void {
    this.#tellUpTo(this.#text.length)
    this.#forget()
    this.#follower.end()
  }

  /** Tells nothing more. */
  stop(): void {
    this.#undoFrame?.()
    this.#undoFrame = null
  }

  /** Tells what is due, and the rest with the frames to come. */
  #tell(): void {
    const seenAt = this.#parts.now() + aheadMs
    this.#tellUpTo(shownLength(this.#spread, this.#text, seenAt))
    if (!isHeldBack(this.#spread, seenAt)) {
      this.#forget()
      return
    }
    this.#undoFrame ??= this.#parts.nextFrame(() => {
      this.#undoFrame = null
      this.#tell()
    })
  }

  #tellUpTo(length: number): void {
    if (length <= this.#toldLength) return
    this.#follower.append(this.#text.slice(this.#toldLength, length))
    this.#toldLength = length
  }

  /** Lets go of what has been told. When the last burst came is still known. */
  #forget(): void {
    this.stop()
    this.#text = ''
    this.#toldLength = 0
    this.#spread = { from: 0, bursts: [], lastAt: this.#spread.lastAt }
  }
}
