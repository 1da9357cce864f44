import type { Reading } from '../transcript/reading/reading'
import { matchesBefore, nthMatch } from './dom-matches'
import { FoundMarks, isWhole } from './found-marks'
import { toNeedle } from './text/matches'
import { MessageCounts } from './text/message-counts'
import { messageAt, messageRoots, rootOf, turnOf, type FindPlace } from './message-roots'
import { nextChange } from './next-change'
import { inSlices } from './text/slices'
import { scrollWithin, uncover } from './uncover'

/** What the find bar shows. */
export interface FindState {
  readonly isOpen: boolean
  readonly query: string
  /** Matches found so far. */
  readonly total: number
  /** Which of them is being looked at, from 1; null while none is. */
  readonly position: number | null
  /** More may be found. */
  readonly isCounting: boolean
  /** How often it was opened, or asked to open again: each time the field has the focus. */
  readonly openings: number
}

interface Spot {
  readonly messageId: string
  /** Among the matches of its message, from 0. */
  readonly number: number
}

const closed: FindState = { isOpen: false, query: '', total: 0, position: null, isCounting: false, openings: 0 }
const progressMs = 100
const markEveryMs = 60
const growingEveryMs = 1000
const longestPaintMs = 10_000
const unshown = ':scope > [hidden]'

/**
 * Looks for text in a whole conversation: counts in the messages, mounted or not, and marks in the page. All of it in
 * slices of a few milliseconds. `open` begins it, `close` ends it; it can be opened again.
 */
export class Finder {
  readonly #reading: Reading
  readonly #listeners = new Set<() => void>()
  readonly #counts = new MessageCounts()
  #state = closed
  #place: FindPlace | null = null
  #marks: FoundMarks | null = null
  #needle = ''
  #current: Spot | null = null
  #range: Range | null = null
  /** The first match below the reading edge is to be gone to. */
  #wantsFirst = false
  #search = 0
  #walk = 0
  #undo: (() => void)[] = []
  #markTimer: ReturnType<typeof setTimeout> | null = null

  constructor(reading: Reading) {
    this.#reading = reading
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): FindState => this.#state

  /** Takes the conversation as it is drawn now. */
  drawn(place: FindPlace): void {
    const isNew = place.messages !== this.#place?.messages
    this.#place = place
    if (!this.#state.isOpen) return
    if (isNew) this.#count()
    this.#markSoon()
  }

  /** Opens with a query, or the one before. */
  open(query = this.#state.query): void {
    if (!this.#place) return
    if (!this.#state.isOpen) {
      const { box } = this.#place
      this.#marks = new FoundMarks(box)
      this.#needle = ''
      this.#watch(box)
    }
    this.#change({ isOpen: true, query, openings: this.#state.openings + 1 })
    this.look(query)
  }

  /** Looks for something else. */
  look(query: string): void {
    this.#change({ query })
    const needle = toNeedle(query)
    if (needle === this.#needle) return
    this.#needle = needle
    this.#counts.begin(needle)
    this.#current = null
    this.#range = null
    this.#walk += 1
    this.#wantsFirst = needle !== ''
    this.#tell(needle !== '')
    if (needle === '') this.#marks?.clear()
    else this.#markSoon()
    this.#count()
  }

  /** Goes to the next match or the one before, around the ends. */
  step(direction: 1 | -1): void {
    const { messages = [] } = this.#place ?? {}
    const known = messages.findIndex(({ id }) => id === this.#current?.messageId)
    const from = known < 0 && direction < 0 ? 0 : known
    const number = (this.#current?.number ?? -1) + direction
    const here = messages[known]
    if (here && number >= 0 && number < this.#counts.of(here)) {
      void this.#goTo({ messageId: here.id, number })
      return
    }
    for (let distance = 1; distance <= messages.length; distance += 1) {
      const index = (from + distance * direction + messages.length * 2) % messages.length
      const message = messages[index]
      const count = message ? this.#counts.of(message) : 0
      if (message && count > 0) {
        void this.#goTo({ messageId: message.id, number: direction > 0 ? 0 : count - 1 })
        return
      }
    }
  }

  /** Ends it; the query stays for the next time. */
  close(): void {
    if (!this.#state.isOpen) return
    this.#search += 1
    this.#walk += 1
    if (this.#markTimer) clearTimeout(this.#markTimer)
    this.#markTimer = null
    for (const undo of this.#undo) undo()
    this.#undo = []
    this.#marks?.clear()
    this.#marks = null
    this.#counts.begin('')
    const { query, openings } = this.#state
    this.#state = { ...closed, query, openings }
    this.#emit()
  }

  #watch(box: HTMLElement): void {
    const markSoon = (): void => this.#markSoon()
    const changes = new MutationObserver(markSoon)
    changes.observe(box, { childList: true, characterData: true, subtree: true })
    box.addEventListener('scroll', markSoon, { passive: true })
    window.addEventListener('resize', markSoon)
    const growing = setInterval(() => {
      if (this.#counts.areOld(this.#place?.messages ?? [])) this.#count()
    }, growingEveryMs)
    this.#undo = [
      () => changes.disconnect(),
      () => box.removeEventListener('scroll', markSoon),
      () => window.removeEventListener('resize', markSoon),
      () => clearInterval(growing),
    ]
  }

  /** Counts what has not been counted, from the reading edge on, and goes to the first match after it if that is due. */
  #count(): void {
    const search = (this.#search += 1)
    if (this.#needle === '') return
    const isOver = (): boolean => search !== this.#search
    void inSlices(this.#counting(), isOver).then((done) => {
      if (done !== null) this.#tell(false)
    }, reportError)
  }

  *#counting(): Generator<null, true> {
    const place = this.#place
    if (!place) return true
    const { messages } = place
    const edge = this.#wantsFirst ? this.#reading.edge() : null
    const first = edge ? messageAt(place, edge.node) : -1
    let toldAt = performance.now()
    for (let offset = 0; offset < messages.length; offset += 1) {
      const message = messages[(Math.max(0, first) + offset) % messages.length]
      if (!message) break
      yield* this.#counts.count(message)
      const count = this.#counts.of(message)
      if (this.#wantsFirst && count > 0) {
        const root = edge && offset === 0 && first >= 0 ? rootOf(place, message.id) : null
        const number = edge && root ? yield* matchesBefore(root, this.#needle, edge) : 0
        if (number < count) void this.#goTo({ messageId: message.id, number })
      }
      if (performance.now() - toldAt > progressMs) {
        this.#tell(true)
        toldAt = performance.now()
      }
      yield null
    }
    // All matches are above the edge, in the message at it.
    const around = messages[Math.max(0, first)]
    if (this.#wantsFirst && around && this.#counts.of(around) > 0) void this.#goTo({ messageId: around.id, number: 0 })
    return true
  }

  async #goTo(spot: Spot): Promise<void> {
    this.#wantsFirst = false
    this.#current = spot
    this.#range = null
    this.#tell(this.#state.isCounting)
    const walk = (this.#walk += 1)
    const isOver = (): boolean => walk !== this.#walk
    const turn = this.#place && turnOf(this.#place, spot.messageId)
    if (!turn || !this.#reading.mount(turn.id)) return
    const latest = performance.now() + longestPaintMs
    for (;;) {
      const root = this.#place && rootOf(this.#place, spot.messageId)
      // A long reply that has just been mounted is kept out of layout until all of it is painted.
      while (root?.querySelector(unshown) && !isOver() && performance.now() < latest) await nextChange(root)
      const found = root && (await inSlices(nthMatch(root, this.#needle, spot.number), isOver))
      if (isOver() || !root?.isConnected) return
      if (found?.isExact || performance.now() > latest || !(await nextChange(root))) {
        if (found && !isOver()) this.#show(found.range)
        return
      }
    }
  }

  #show(range: Range): void {
    this.#range = range
    uncover(range)
    if (this.#place) scrollWithin(range, this.#place.box)
    this.#reading.reveal(range)
    this.#mark()
  }

  #markSoon(): void {
    if (this.#markTimer || this.#needle === '' || !this.#marks) return
    this.#markTimer = setTimeout(() => {
      this.#markTimer = null
      this.#mark()
    }, markEveryMs)
  }

  #mark(): void {
    if (!this.#place || this.#needle === '') return
    const range = this.#range && isWhole(this.#range) ? this.#range : null
    this.#marks?.paint(messageRoots(this.#place), this.#needle, range)
    if (this.#range && !range) void this.#findAgain()
  }

  /** What was being looked at has been drawn anew: marks it there, and does not go there. */
  async #findAgain(): Promise<void> {
    this.#range = null
    const { messageId, number } = this.#current ?? {}
    const root = messageId === undefined || !this.#place ? null : rootOf(this.#place, messageId)
    if (!root || number === undefined) return
    const walk = this.#walk
    const isOver = (): boolean => walk !== this.#walk
    const found = await inSlices(nthMatch(root, this.#needle, number), isOver)
    if (isOver() || !found) return
    this.#range = found.range
    this.#mark()
  }

  #tell(isCounting: boolean): void {
    let total = 0
    let position: number | null = null
    for (const message of this.#place?.messages ?? []) {
      if (message.id === this.#current?.messageId) position = total + this.#current.number + 1
      total += this.#counts.of(message)
    }
    this.#change({ total, position, isCounting })
  }

  #change(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change }
    this.#emit()
  }

  #emit(): void {
    for (const listener of this.#listeners) listener()
  }
}
