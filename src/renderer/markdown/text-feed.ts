import type { MarkdownView } from './paint/markdown-view'

/** What hears of a text that grows. */
export interface TextFollower {
  /** The text so far: at first, and again whenever pieces may have been missed or the text goes on after its end. */
  reset(text: string): void
  /** What comes next. */
  append(text: string): void
  /** The text is complete. */
  end(): void
}

/** Tells a follower of a text, until the returned undo. */
export type FollowText = (follower: TextFollower) => () => void

// So many characters before the place where a text goes on are compared to tell whether it does.
const boundaryLength = 32

/** Feeds a view with what is new of a text, whichever way the text comes. The same view lives on as long as the text goes on. */
export class TextFeed implements TextFollower {
  readonly #makeView: () => MarkdownView
  #view: MarkdownView
  #fedLength = 0
  /** The end of what was fed. */
  #boundary = ''
  #hasEnded = false
  /** The whole text, while it is not clear whether it goes on after its end. */
  #ended: string | null = null

  /** `makeView` makes an empty view in the place of the one before. */
  constructor(makeView: () => MarkdownView) {
    this.#makeView = makeView
    this.#view = makeView()
  }

  reset(text: string): void {
    if (!this.#continues(text)) this.#restart()
    if (this.#hasEnded && text.length === this.#fedLength) this.#ended = text
    else if (this.#hasEnded) this.#resume(text)
    else this.#feed(text.slice(this.#fedLength))
    this.#view.showAtOnce()
  }

  append(text: string): void {
    if (text === '') return
    if (this.#hasEnded) this.#resume((this.#ended ?? '') + text)
    else this.#feed(text)
  }

  end(): void {
    this.#ended = null
    if (this.#hasEnded) return
    this.#hasEnded = true
    void this.#view.end()
  }

  /** Takes a text that is complete. */
  complete(text: string): void {
    if (!this.#continues(text)) this.#restart()
    if (this.#hasEnded && text.length > this.#fedLength) this.#resume(text)
    else this.#feed(text.slice(this.#fedLength))
    this.end()
    this.#view.showAtOnce()
  }

  /** How much of the text has come. */
  get length(): number {
    return this.#fedLength
  }

  /** Nobody sees it for now: nothing more is shown until `wake`. */
  rest(): void {
    this.#view.rest()
  }

  wake(): void {
    this.#view.wake()
  }

  /** Ends it; what stands on the page stays. */
  stop(): void {
    this.#view.stop()
  }

  #feed(text: string): void {
    if (text === '') return
    this.#fedLength += text.length
    // A short text of its own, so that it keeps no long one alive.
    this.#boundary = (this.#boundary + text.slice(-boundaryLength)).slice(-boundaryLength)
    this.#view.push(text)
  }

  #resume(text: string): void {
    this.#hasEnded = false
    this.#ended = null
    this.#fedLength = text.length
    this.#boundary = text.slice(-boundaryLength)
    this.#view.resume(text)
  }

  #continues(text: string): boolean {
    const { length } = this.#boundary
    return text.length >= this.#fedLength && text.slice(this.#fedLength - length, this.#fedLength) === this.#boundary
  }

  #restart(): void {
    this.#view.stop()
    this.#view = this.#makeView()
    this.#fedLength = 0
    this.#boundary = ''
    this.#hasEnded = false
    this.#ended = null
  }
}
