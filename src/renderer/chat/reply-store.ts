import { applyReplyEvent, type Reply, type ReplyEvent } from '../../shared/reply'
import type { TextFollower } from '../markdown/text-feed'

/** Events that came together; sequences of one run of a reply follow each other without a gap. */
export interface ReplyBatch {
  readonly replyId: string
  readonly sequence: number
  readonly events: readonly ReplyEvent[]
}

/** A reply as it is shown. */
export interface ShownReply {
  readonly reply: Reply
  /** How long it thought before its first word, in milliseconds, when that was seen. */
  readonly thoughtMs: number | null
  /** When text or thoughts last came, on the clock of `now`. */
  readonly changedAt: number
  /** The longest time between two pieces that was seen here, in milliseconds. */
  readonly longestGapMs: number
}

/** The texts of a reply that grow. */
export type ReplyPart = 'text' | 'reasoning'

/** What the store needs from outside. */
export interface ReplyStoreParts {
  /** The reply so far; batches with a higher sequence follow. Null: no such reply. */
  readonly attach: (replyId: string) => Promise<{ readonly reply: Reply; readonly sequence: number } | null>
  readonly detach: (replyId: string) => void
  /** Runs once, soon: in a window, at the next animation frame. */
  readonly schedule: (run: () => void) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface Entry {
  holders: number
  /** Counts the attachments; an answer to an older one is no answer. */
  attachment: number
  attaching: boolean
  sequence: number
  /** Batches that came while the answer to an attachment was on its way. */
  waiting: ReplyBatch[]
  /** When anything at all last came, on the clock of `now`. */
  activeAt: number
  latest: ShownReply | null
  shown: ShownReply | null
  readonly listeners: Set<() => void>
  readonly followers: Set<PartFollower>
}

interface PartFollower {
  readonly part: ReplyPart
  readonly follower: TextFollower
}

/**
 * The growing replies that a window shows, each by its id, so that a chunk can never reach another reply.
 * Listeners are told at most once per `schedule`, and `read` changes only then.
 */
export class ReplyStore {
  readonly #parts: ReplyStoreParts
  readonly #entries = new Map<string, Entry>()
  readonly #changed = new Set<Entry>()
  #scheduled = false

  constructor(parts: ReplyStoreParts) {
    this.#parts = parts
  }

  /** Shows a reply: attaches to it, until the returned undo has been called as often as this. */
  hold(replyId: string): () => void {
    const entry = this.#entries.get(replyId) ?? newEntry()
    this.#entries.set(replyId, entry)
    entry.holders += 1
    if (entry.holders === 1) this.#attach(replyId, entry)
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#release(replyId, entry)
    }
  }

  /** Attaches anew: after `reply.continue`, which starts a new run with sequences of its own. */
  refresh(replyId: string): void {
    const entry = this.#entries.get(replyId)
    if (!entry) return
    entry.sequence = -1
    this.#attach(replyId, entry)
  }

  /** Takes a batch. Dropped: batches of replies that are not held, and what is already known. */
  receive(batch: ReplyBatch): void {
    const entry = this.#entries.get(batch.replyId)
    if (!entry) return
    if (entry.attaching) entry.waiting.push(batch)
    else if (entry.latest === null || batch.sequence > entry.sequence + 1) {
      entry.waiting.push(batch)
      this.#attach(batch.replyId, entry)
    } else if (batch.sequence === entry.sequence + 1) this.#apply(entry, batch)
  }

  /** The reply as of the last notification; null until the first answer. */
  read(replyId: string): ShownReply | null {
    return this.#entries.get(replyId)?.shown ?? null
  }

  /** When anything at all last came, a keep-alive included, on the clock of `now`; null until the first answer. Nobody is told. */
  activeAt(replyId: string): number | null {
    const entry = this.#entries.get(replyId)
    return entry?.latest ? entry.activeAt : null
  }

  /** Calls `listener` when `read` has changed, until the returned undo. */
  subscribe(replyId: string, listener: () => void): () => void {
    const release = this.hold(replyId)
    const listeners = this.#entries.get(replyId)?.listeners
    listeners?.add(listener)
    return () => {
      listeners?.delete(listener)
      release()
    }
  }

  /**
   * Tells of one text of a reply as it grows, piece by piece and at once, until the returned undo: never the whole text again
   * but where it has to be.
   */
  follow(replyId: string, part: ReplyPart, follower: TextFollower): () => void {
    const release = this.hold(replyId)
    const entry = this.#entries.get(replyId)
    const one = { part, follower }
    entry?.followers.add(one)
    if (entry?.latest) tellWhole(one, entry.latest.reply)
    return () => {
      entry?.followers.delete(one)
      release()
    }
  }

  #release(replyId: string, entry: Entry): void {
    entry.holders -= 1
    if (entry.holders > 0 || this.#entries.get(replyId) !== entry) return
    this.#entries.delete(replyId)
    this.#changed.delete(entry)
    this.#parts.detach(replyId)
  }

  #attach(replyId: string, entry: Entry): void {
    entry.attaching = true
    entry.attachment += 1
    const attachment = entry.attachment
    const isCurrent = (): boolean => this.#entries.get(replyId) === entry && entry.attachment === attachment
    this.#parts.attach(replyId).then(
      (answer) => {
        if (isCurrent()) this.#attached(replyId, entry, answer)
      },
      () => {
        // What is shown stays; the next batch is out of order and attaches again.
        if (!isCurrent()) return
        entry.attaching = false
        entry.waiting = []
        entry.sequence = -1
      },
    )
  }

  #attached(replyId: string, entry: Entry, answer: { reply: Reply; sequence: number } | null): void {
    entry.attaching = false
    const waiting = entry.waiting.sort((one, other) => one.sequence - other.sequence)
    entry.waiting = []
    if (!answer) return
    const before = entry.latest
    const advanced = before === null || answer.sequence > entry.sequence
    entry.sequence = answer.sequence
    const thoughtMs = before?.thoughtMs ?? null
    const grew = before === null || answer.reply.finish || answer.reply.chunks !== before.reply.chunks
    const changedAt = grew ? this.#parts.now() : before.changedAt
    if (grew) entry.activeAt = changedAt
    entry.latest = { reply: answer.reply, thoughtMs, changedAt, longestGapMs: before?.longestGapMs ?? 0 }
    for (const one of entry.followers) tellWhole(one, answer.reply)
    this.#notify(entry)
    for (const [index, batch] of waiting.entries()) {
      if (batch.sequence <= entry.sequence) continue
      if (batch.sequence === entry.sequence + 1) {
        this.#apply(entry, batch)
        continue
      }
      // Still a gap. Asking again helps only while the answers move.
      if (advanced) {
        entry.waiting = waiting.slice(index)
        this.#attach(replyId, entry)
      }
      return
    }
  }

  #apply(entry: Entry, batch: ReplyBatch): void {
    if (!entry.latest) return
    const now = this.#parts.now()
    entry.sequence = batch.sequence
    entry.activeAt = now
    // The connection lives and there is nothing new to draw.
    if (batch.events.every(({ type }) => type === 'alive')) return
    const { changedAt, longestGapMs } = entry.latest
    let { reply, thoughtMs } = entry.latest
    const gapMs = reply.chunks > 0 ? now - changedAt : 0
    for (const event of batch.events) {
      if (event.type === 'text-delta' && reply.text === '' && reply.reasoning !== '') {
        thoughtMs = Math.max(0, now - reply.startedAt - (reply.firstTokenMs ?? 0))
      }
      reply = applyReplyEvent(reply, event)
    }
    const grew = reply.chunks > entry.latest.reply.chunks
    entry.latest = grew
      ? { reply, thoughtMs, changedAt: now, longestGapMs: Math.max(longestGapMs, gapMs) }
      : { reply, thoughtMs, changedAt, longestGapMs }
    for (const one of entry.followers) tellNew(one, batch.events, reply)
    this.#notify(entry)
  }

  #notify(entry: Entry): void {
    this.#changed.add(entry)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#parts.schedule(() => {
      this.#scheduled = false
      const changed = [...this.#changed]
      this.#changed.clear()
      for (const one of changed) one.shown = one.latest
      for (const one of changed) for (const listener of one.listeners) listener()
    })
  }
}

function tellWhole({ part, follower }: PartFollower, reply: Reply): void {
  follower.reset(reply[part])
  if (reply.finish) follower.end()
}

function tellNew(one: PartFollower, events: readonly ReplyEvent[], reply: Reply): void {
  const { part, follower } = one
  if (events.some(({ type }) => type === 'reply-start')) {
    tellWhole(one, reply)
    return
  }
  const added = events.map((event) => textOf(event, part)).join('')
  if (added !== '') follower.append(added)
  if (reply.finish) follower.end()
}

function textOf(event: ReplyEvent, part: ReplyPart): string {
  if (event.type === 'text-delta') return part === 'text' ? event.text : ''
  return event.type === 'reasoning-delta' && part === 'reasoning' ? event.text : ''
}

function newEntry(): Entry {
  return {
    holders: 0,
    attachment: 0,
    attaching: false,
    sequence: -1,
    waiting: [],
    activeAt: 0,
    latest: null,
    shown: null,
    listeners: new Set(),
    followers: new Set(),
  }
}
