import type { Sight } from '../window/mounted-turns'
import { holdHeight } from '../window/held-height'
import { TurnWindow, type Drawn, type Show } from '../window/turn-window'
import { afterPaint } from './after-paint'
import { anchorAtEdge, anchorOf, driftOf, findAnchor, isOnlyTurn, keepAnchor, moveAnchor, type Anchor } from './anchor'
import { followsAfterScroll, isAtEnd, placeOf, questionLimit, type ScrollPlace } from './follow-end'
import { onLookingUp, onPressed, onScrollKeys } from './looking-up'
import type { Place } from './places'
import { questionFrom, questionTopPx } from './question-jump'

/** What a reading needs from outside. */
export interface ReadingParts {
  readonly kept: Place | null
  /** The heights that were measured, by turn id; more come. */
  readonly known: Map<string, number>
  /** Each time it is done, `drawn` must be called, before paint. */
  readonly show: Show
  readonly onFollowing: (following: boolean) => void
  /** Text came while the page was not at its end. */
  readonly onNewBelow: () => void
  /** Whether following ends when the question has reached the top. */
  readonly stopsAtQuestion: () => boolean
  /** Grows when text comes to a reply. */
  readonly amountOfText: (replyId: string) => number
}

const leastDriftPx = 0.5
// Where on the screen something that was looked for is shown, and the room it has without being moved.
const foundShare = 0.3
const foundRoomPx = { above: 64, below: 40 } as const

/**
 * Where somebody reads in a transcript: follows its end, or keeps what is read where it is, whatever changes its height;
 * and has those turns mounted that are in sight or near. `attach` begins it, `stop` ends it.
 */
export class Reading {
  readonly #parts: ReadingParts
  readonly #known: Map<string, number>
  readonly #resizes = new ResizeObserver((entries) => this.#resized(entries))
  readonly #fresh = new Set<HTMLElement>()
  readonly #letGoHeight = new Map<HTMLElement, () => void>()
  readonly #window: TurnWindow
  // In the page from `attach` on.
  #box: HTMLElement = document.body
  #column: HTMLElement = document.body
  #drawn: Drawn | null = null
  #following: boolean
  /** What stays where it is while not following. */
  #anchor: Anchor | null = null
  /** The anchor that was kept, until all of it is there again. */
  #kept: Place['anchor']
  #place: ScrollPlace = { top: 0, height: 0, view: 0 }
  #paddingTop = 0
  /** Turns are being mounted for a place to which the page is not scrolled yet. */
  #isOnTheWay = false
  /** How much text there was when the page was let go. */
  #textSeen = 0
  /** The reader went to the end by hand, past the question. */
  #pastQuestion = false
  #undo: (() => void)[] = []
  #stopWidening: (() => void) | null = null

  constructor(parts: ReadingParts) {
    this.#parts = parts
    this.#window = new TurnWindow(parts.show)
    this.#known = parts.known
    this.#following = parts.kept?.following ?? true
    this.#kept = this.#following ? null : (parts.kept?.anchor ?? null)
  }

  /** Watches a turn from when it is mounted; returns the undo. Its `data-slot` is the id of the turn. */
  readonly observe = (slot: HTMLElement): (() => void) => {
    this.#fresh.add(slot)
    this.#resizes.observe(slot)
    return () => {
      this.#fresh.delete(slot)
      this.#letGoHeight.get(slot)?.()
      this.#letGoHeight.delete(slot)
      this.#resizes.unobserve(slot)
    }
  }

  /** Begins to watch: `box` scrolls `column`, whose children are the turns and the gaps between them. */
  attach(box: HTMLElement, column: HTMLElement): void {
    this.#box = box
    this.#column = column
    this.#paddingTop = Number.parseFloat(getComputedStyle(column).paddingTop)
    this.#resizes.observe(column)
    this.#resizes.observe(box)
    const scrolled = (): void => this.#scrolled()
    box.addEventListener('scroll', scrolled, { passive: true })
    this.#undo = [
      () => box.removeEventListener('scroll', scrolled),
      onLookingUp(box, column, () => this.#letGo()),
      onScrollKeys(box, { toStart: () => this.toStart(), toEnd: () => this.toEnd() }),
      onPressed(column, (control, unfolds) => this.#pressed(control, unfolds)),
    ]
  }

  /** Ends it; the answer is what to begin another one with. */
  stop(): Place {
    for (const undo of this.#undo) undo()
    this.#stopWidening?.()
    this.#resizes.disconnect()
    const anchor = this.#following ? null : (this.#kept ?? (this.#anchor && keepAnchor(this.#anchor, this.#box)))
    const { heights } = this.#drawn ?? {}
    const index = anchor && heights ? heights.indexOf(anchor.turnId) : -1
    const turnsFromEnd = heights && index >= 0 ? heights.count - index : 0
    return { following: this.#following || !anchor, anchor, heights: this.#known, turnsFromEnd }
  }

  /** What was asked to be shown, or has changed, is in the page: measures it and puts everything in its place. */
  drawn(drawn: Drawn): void {
    const before = this.#drawn
    this.#drawn = drawn
    this.#window.drawn(drawn)
    for (const slot of this.#fresh) this.#measureFresh(slot)
    this.#fresh.clear()
    this.#settle()
    if (!this.#mountKept(drawn)) this.#look(false)
    if (!before) this.#widen()
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.#pastQuestion = true
    this.#goToLast(true)
  }

  /** Follows the reply that was just asked for, which comes in the last turn. */
  asked(): void {
    this.#pastQuestion = false
    this.#goToLast(false)
  }

  /** Stays where it is while other messages take the place of some that are shown, until `released`. */
  held(): void {
    this.#letGo()
  }

  /** They are there. The end is followed again if it is in sight. */
  released(): void {
    afterPaint(() => isAtEnd(placeOf(this.#box)) && this.#follow(true))
  }

  /** Goes to the first line. */
  toStart(): void {
    this.#goTo(0, this.#paddingTop)
  }

  /** Goes to the next question up or down; past the first and the last one, to the start and the end. */
  jump(direction: 1 | -1): void {
    if (!this.#drawn) return
    const index = questionFrom(this.#drawn.heights, this.#sight().top, direction)
    if (index !== null) this.#goTo(index, questionTopPx)
    else if (direction > 0) this.toEnd()
    else this.toStart()
  }

  /** The turn's element, mounted if it was not; null when there is no such turn. */
  mount(turnId: string): HTMLElement | null {
    const index = this.#drawn?.heights.indexOf(turnId) ?? -1
    if (index >= 0 && !this.#slot(turnId)) this.#goTo(index, questionTopPx)
    return this.#slot(turnId)
  }

  /** Brings a place in a mounted turn into sight, unless it is, and keeps it where it then is. */
  reveal(range: Range): void {
    const { startContainer, startOffset } = range
    const element = startContainer instanceof Element ? startContainer : startContainer.parentElement
    if (!element) return
    this.#kept = null
    this.#follow(false)
    const box = this.#box.getBoundingClientRect()
    const { top, bottom } = range.getBoundingClientRect()
    if (top < box.top + foundRoomPx.above || bottom > box.bottom - foundRoomPx.below) {
      this.#box.scrollTop += top - box.top - box.height * foundShare
    }
    this.#place = placeOf(this.#box)
    const { links } = anchorOf(this.#box, this.#column, element)
    const offset = range.getBoundingClientRect().top - box.top
    const line = startContainer instanceof Text ? [{ node: startContainer, at: startOffset, offset }] : []
    this.#anchor = { links: [...line, ...links] }
    this.#look(true)
  }

  /** What stands at the reading edge: a character in a text, or a block; null while nothing does. */
  edge(): { readonly node: Node; readonly at: number } | null {
    return anchorAtEdge(this.#box, this.#column)?.links[0] ?? null
  }

  #goToLast(now: boolean): void {
    if (!this.#drawn) return
    const { heights } = this.#drawn
    const total = heights.top(heights.count)
    this.#follow(true)
    this.#mountAt({ top: total - this.#place.view, bottom: total }, now)
    this.#settle()
    if (now) this.#look(false)
    this.#widen()
  }

  #goTo(index: number, offset: number): void {
    if (!this.#drawn) return
    const { heights, turnIds } = this.#drawn
    this.#kept = null
    this.#follow(false)
    // Nothing on the way is kept in its place.
    this.#anchor = null
    const top = heights.top(index)
    this.#mountAt({ top, bottom: top + this.#place.view }, true)
    const slot = this.#slot(turnIds[index] ?? '')
    if (!slot) return
    const target = slot.querySelector('.question') ?? slot
    this.#box.scrollTop += target.getBoundingClientRect().top - this.#box.getBoundingClientRect().top - offset
    this.#place = placeOf(this.#box)
    this.#anchor = anchorOf(this.#box, this.#column, target)
    this.#look(true)
    this.#widen()
  }

  #mountAt(sight: Sight, now: boolean): void {
    this.#isOnTheWay = true
    this.#window.goTo(this.#column, sight, now)
    this.#isOnTheWay = false
  }

  #resized(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      if (target instanceof HTMLElement && target.dataset['slot'] !== undefined) {
        this.#measure(target, borderBoxSize[0]?.blockSize ?? 0)
      }
    }
    this.#settle()
    if (!this.#following && !isAtEnd(this.#place) && this.#amountOfText() > this.#textSeen) this.#parts.onNewBelow()
    this.#look(false)
  }

  /** A turn that is mounted again has at once the height that it had, also while its text is still being painted. */
  #measureFresh(slot: HTMLElement): void {
    const { height } = slot.getBoundingClientRect()
    const known = this.#known.get(slot.dataset['slot'] ?? '')
    if (known === undefined || height > known - 1) this.#measure(slot, height)
    else
      this.#letGoHeight.set(
        slot,
        holdHeight(slot, known, () => this.#resized([])),
      )
  }

  #measure(slot: HTMLElement, height: number): void {
    const turnId = slot.dataset['slot'] ?? ''
    const index = this.#drawn?.heights.indexOf(turnId) ?? -1
    if (index < 0 || !slot.isConnected) return
    this.#drawn?.heights.set(index, height)
    this.#known.set(turnId, height)
  }

  /** After a change of layout: to the end, or back to where what is read was. */
  #settle(): void {
    if (this.#following) this.#goToEnd()
    else {
      if (this.#kept) this.#findKept(this.#kept)
      const drift = this.#anchor ? driftOf(this.#anchor, this.#box) : 0
      if (Math.abs(drift) > leastDriftPx) this.#box.scrollTop += drift
      // Somebody has scrolled to where nothing was: now there may be something to hold on to.
      if (!this.#kept && this.#anchor && isOnlyTurn(this.#anchor)) this.#keepEdge()
    }
    this.#place = placeOf(this.#box)
  }

  /** True: the turn in which the kept place lies has come only now, and is being mounted. */
  #mountKept({ heights }: Drawn): boolean {
    const kept = this.#kept
    const index = kept ? heights.indexOf(kept.turnId) : -1
    if (!kept || index < 0 || this.#slot(kept.turnId)) return false
    const top = heights.top(index) - (kept.links.at(-1)?.offset ?? 0)
    this.#mountAt({ top, bottom: top + this.#place.view }, false)
    this.#widen()
    return true
  }

  #findKept(kept: NonNullable<Place['anchor']>): void {
    const { anchor, whole } = findAnchor(kept, this.#column)
    this.#anchor = anchor
    if (whole) this.#kept = null
  }

  #goToEnd(): void {
    const place = placeOf(this.#box)
    const limit = this.#limit(place)
    if (limit >= place.height - place.view) {
      this.#box.scrollTop = place.height
      return
    }
    this.#box.scrollTop = Math.max(place.top, limit)
    this.#letGo()
  }

  /** How far down the page may follow. */
  #limit(place: ScrollPlace): number {
    const { runningReplyId, turnIds } = this.#drawn ?? {}
    if (!runningReplyId || this.#pastQuestion || !this.#parts.stopsAtQuestion()) return Infinity
    const question = this.#slot(turnIds?.at(-1) ?? '')?.querySelector('.question')
    if (!question) return Infinity
    const edge = this.#box.getBoundingClientRect().top
    const { top, bottom } = question.getBoundingClientRect()
    return questionLimit(place, { top: top - edge, bottom: bottom - edge })
  }

  #scrolled(): void {
    const before = this.#place
    const now = placeOf(this.#box)
    if (now.top === before.top) return
    this.#place = now
    this.#kept = null
    const wasFollowing = this.#following
    this.#follow(followsAfterScroll(wasFollowing, before, now))
    if (this.#following && !wasFollowing) this.#pastQuestion = true
    if (!this.#following && this.#anchor) {
      // The reader moved, and something may have changed its height in the same frame: only that is taken back.
      moveAnchor(this.#anchor, now.top - before.top)
      this.#settle()
    }
    this.#look(true)
    if (!this.#following) this.#keepEdge()
  }

  #letGo(): void {
    if (!this.#following) return
    this.#follow(false)
    this.#keepEdge()
    this.#look(false)
  }

  #keepEdge(): void {
    // The page may have been scrolled already by what is heard of only now, and an anchor goes with its place.
    this.#place = placeOf(this.#box)
    this.#anchor = anchorAtEdge(this.#box, this.#column)
  }

  /** What is pressed stays under the pointer, whatever it shows or hides. */
  #pressed(control: Element, unfolds: boolean): void {
    const wasFollowing = this.#following
    if (wasFollowing && !unfolds) return
    this.#following = false
    this.#kept = null
    this.#place = placeOf(this.#box)
    this.#anchor = anchorOf(this.#box, this.#column, control)
    if (!wasFollowing) return
    this.#textSeen = this.#amountOfText()
    afterPaint(() => {
      if (isAtEnd(placeOf(this.#box))) this.#following = true
      this.#parts.onFollowing(this.#following)
    })
  }

  #follow(following: boolean): void {
    if (following) {
      this.#anchor = null
      this.#kept = null
    }
    if (following === this.#following) return
    this.#following = following
    if (!following) this.#textSeen = this.#amountOfText()
    this.#parts.onFollowing(following)
  }

  #amountOfText(): number {
    const { runningReplyId } = this.#drawn ?? {}
    return runningReplyId ? this.#parts.amountOfText(runningReplyId) : 0
  }

  #look(mayFlush: boolean): void {
    if (this.#drawn && !this.#isOnTheWay) this.#window.look(this.#column, this.#sight(), mayFlush)
  }

  /** Mounts more around what is in sight, a little after each frame, so that no frame waits for all of it. */
  #widen(): void {
    this.#stopWidening?.()
    this.#stopWidening = afterPaint(() => {
      this.#stopWidening = null
      const isMore = this.#window.widen()
      this.#look(false)
      if (isMore) this.#widen()
    })
  }

  #sight(): Sight {
    const top = this.#place.top - this.#paddingTop
    return { top, bottom: top + this.#place.view }
  }

  #slot(turnId: string): HTMLElement | null {
    return this.#column.querySelector<HTMLElement>(`:scope > [data-slot="${CSS.escape(turnId)}"]`)
  }
}
