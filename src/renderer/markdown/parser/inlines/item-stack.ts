import type { Inline } from '../nodes'
import {
  type BracketItem,
  type DelimiterItem,
  deepest,
  type Item,
  literal,
  maximumDepth,
  maximumOpeners,
  reach,
  textOf,
  toChildren,
} from './items'

/** So many items wait for a bracket at most; then no open bracket becomes a link any more. */
const maximumQueue = 256

interface Enclosed {
  readonly children: Inline[]
  readonly depth: number
}

/**
 * The items of a text whose outcome is not known yet, in order. Emphasis is matched as its closing delimiter comes,
 * which gives what the specification's procedure gives at the end: it looks from left to right for the nearest opener too.
 * One thing has to wait: a closer inside of an open bracket whose opener stands before the bracket. If the bracket becomes a
 * link the two do not match. Such a closer and all delimiters after it queue up ("stalled") until the bracket is decided.
 */
export class ItemStack {
  readonly items: Item[] = []
  readonly #delimiters: DelimiterItem[] = []
  /** The delimiters before this one are given up. */
  #firstDelimiter = 0
  readonly #brackets: BracketItem[] = []
  #stalledAt = -1

  get topBracket(): BracketItem | undefined {
    return this.#brackets.at(-1)
  }

  get openDelimiters(): readonly DelimiterItem[] {
    return this.#delimiters.slice(this.#firstDelimiter)
  }

  /** Whether a bracket is open that may still become a link. */
  get isInBracket(): boolean {
    return this.#brackets.some((bracket) => bracket.isActive)
  }

  pushNode(node: Inline, depth: number, end: number): void {
    this.items.push({ kind: 'node', node, depth, end })
  }

  pushBracket(bracket: BracketItem): void {
    const outer = this.topBracket
    if (outer) outer.hasInner = true
    this.#place(bracket)
    if (this.#brackets.length > maximumOpeners) {
      const oldest = this.#brackets.shift()
      if (oldest) oldest.isActive = false
      this.#goOn()
    }
  }

  #place(bracket: BracketItem): void {
    bracket.index = this.items.length
    bracket.height = this.#delimiters.length
    this.items.push(bracket)
    this.#brackets.push(bracket)
  }

  /** Takes a run of delimiters: matches it with what it closes, keeps it if it may open. */
  pushDelimiter(delimiter: DelimiterItem): void {
    this.expire(delimiter.start)
    if (this.items.length - this.#stalledAt > maximumQueue) this.#giveUpBrackets()
    if (this.#stalledAt >= 0) this.items.push(delimiter)
    else this.#match(delimiter)
  }

  /** Too much waits for brackets to be decided. */
  #giveUpBrackets(): void {
    if (this.#stalledAt < 0) return
    for (const bracket of this.#brackets) bracket.isActive = false
    this.#goOn()
  }

  #match(delimiter: DelimiterItem): void {
    while (delimiter.canClose && delimiter.count > 0) {
      const barrier = this.#barrier()
      const found = this.#findOpener(delimiter, barrier, this.#delimiters.length)
      if (found >= 0 && this.#wrap(found, delimiter)) continue
      if (found < 0 && this.#findOpener(delimiter, this.#firstDelimiter, barrier) >= 0) {
        this.#stalledAt = this.items.length
        this.items.push(delimiter)
        return
      }
      break
    }
    if (delimiter.count === 0) return
    delimiter.index = this.items.length
    this.items.push(delimiter)
    if (!delimiter.canOpen) return
    this.#delimiters.push(delimiter)
    if (this.#delimiters.length - this.#firstDelimiter > maximumOpeners) this.#firstDelimiter += 1
  }

  /** Openers below this place are cut off by a bracket that may become a link. */
  #barrier(): number {
    for (let index = this.#brackets.length - 1; index >= 0; index -= 1) {
      const bracket = this.#brackets[index]
      if (bracket?.isActive) return Math.max(bracket.height, this.#firstDelimiter)
    }
    return this.#firstDelimiter
  }

  #findOpener(closer: DelimiterItem, from: number, to: number): number {
    for (let index = to - 1; index >= from; index -= 1) {
      const opener = this.#delimiters[index]
      if (opener && matches(opener, closer)) return index
    }
    return -1
  }

  #wrap(place: number, closer: DelimiterItem): boolean {
    const opener = this.#delimiters[place]
    if (!opener) return false
    const content = this.items.slice(opener.index + 1)
    const depth = deepest(content) + 1
    if (depth > maximumDepth) {
      // Whatever opened before this has the same deep content.
      this.#firstDelimiter = place + 1
      return false
    }
    const isStrike = closer.marker === '~'
    const used = isStrike ? closer.count : Math.min(2, opener.count, closer.count)
    const kind = isStrike ? 'strike' : used === 2 ? 'strong' : 'emphasis'
    opener.count -= used
    closer.count -= used
    this.#delimiters.length = opener.count > 0 ? place + 1 : place
    this.items.length = opener.count > 0 ? opener.index + 1 : opener.index
    this.pushNode({ kind, children: toChildren(content) }, depth, closer.end)
    return true
  }

  /** Gives up what is out of reach of anything that stands at `offset` or later. */
  expire(offset: number): void {
    let opener = this.#delimiters[this.#firstDelimiter]
    while (opener && offset - opener.start > reach) {
      this.#firstDelimiter += 1
      opener = this.#delimiters[this.#firstDelimiter]
    }
    let isLess = false
    for (const bracket of this.#brackets) {
      if (offset - bracket.start <= reach) break
      if (bracket.isActive) isLess = true
      bracket.isActive = false
    }
    if (isLess) this.#goOn()
  }

  /** The `]` that answers the top bracket makes no link of it. */
  dropBracket(): void {
    const bracket = this.#brackets.pop()
    if (bracket) bracket.isActive = false
    this.#goOn()
  }

  /** What stands behind the top bracket, taken out together with it: the content of a link. */
  takeBracket(): Enclosed {
    const bracket = this.#brackets.pop()
    if (!bracket) return { children: [], depth: 1 }
    let content = this.items.slice(bracket.index + 1)
    if (this.#stalledAt > bracket.index) content = resolved(content)
    this.items.length = bracket.index
    this.#delimiters.length = Math.min(this.#delimiters.length, bracket.height)
    this.#firstDelimiter = Math.min(this.#firstDelimiter, bracket.height)
    if (this.#stalledAt > bracket.index) this.#stalledAt = -1
    const children = toChildren(content)
    const depth = deepest(content) + 1
    return depth > maximumDepth
      ? { children: [{ kind: 'text', text: textOf(children) }], depth: 1 }
      : { children, depth }
  }

  /** A link stands inside of every open `[`: none of them can be a link any more. */
  deactivateLinks(): void {
    for (const bracket of this.#brackets) if (!bracket.isImage) bracket.isActive = false
    this.#goOn()
  }

  /** A bracket less may let a stalled closer go on. */
  #goOn(): void {
    const stalled = this.#stalledAt >= 0 ? this.items[this.#stalledAt] : undefined
    if (stalled?.kind !== 'delimiter') return
    const barrier = this.#barrierBefore(this.#stalledAt)
    const isFree =
      this.#findOpener(stalled, barrier, this.#delimiters.length) >= 0 ||
      this.#findOpener(stalled, this.#firstDelimiter, barrier) < 0
    if (isFree) this.#replay()
  }

  #barrierBefore(place: number): number {
    for (let index = this.#brackets.length - 1; index >= 0; index -= 1) {
      const bracket = this.#brackets[index]
      if (bracket?.isActive && bracket.index < place) return Math.max(bracket.height, this.#firstDelimiter)
    }
    return this.#firstDelimiter
  }

  #replay(): void {
    const queue = this.items.splice(this.#stalledAt)
    const start = queue[0]?.end ?? 0
    const later = this.#brackets.filter((bracket) => bracket.start >= start)
    this.#brackets.length -= later.length
    this.#stalledAt = -1
    for (const item of queue) {
      if (item.kind === 'delimiter') this.pushDelimiter(item)
      else if (item.kind === 'bracket' && later.includes(item)) this.#place(item)
      else this.items.push(item)
    }
  }

  /** How many items from the start are decided: nothing that comes can put them elsewhere. */
  decidedCount(): number {
    const opener = this.#delimiters[this.#firstDelimiter]
    const bracket = this.#brackets.find((one) => one.isActive)
    return Math.min(
      opener?.index ?? Infinity,
      bracket?.index ?? Infinity,
      this.#stalledAt < 0 ? Infinity : this.#stalledAt,
      this.items.length,
    )
  }

  /** Takes out the first items, which must be decided. */
  takeDecided(count: number): Inline[] {
    const taken = this.items.splice(0, count).map(literal)
    this.#delimiters.splice(0, this.#firstDelimiter)
    for (const bracket of this.#brackets) {
      bracket.index -= count
      bracket.height = Math.max(0, bracket.height - this.#firstDelimiter)
    }
    this.#firstDelimiter = 0
    for (const delimiter of this.#delimiters) delimiter.index -= count
    if (this.#stalledAt >= 0) this.#stalledAt -= count
    return taken
  }

  /** The text is at its end: no bracket becomes a link, no delimiter finds more. */
  close(): void {
    for (const bracket of this.#brackets) bracket.isActive = false
    this.#brackets.length = 0
    this.#goOn()
    this.#delimiters.length = 0
    this.#firstDelimiter = 0
  }
}

/** Whether two runs match: the same marker, within reach, and the rule of three of the specification. */
function matches(opener: DelimiterItem, closer: DelimiterItem): boolean {
  if (opener.marker !== closer.marker || closer.start - opener.start > reach) return false
  if (closer.marker === '~') return opener.count === closer.count
  if (!opener.canClose && !closer.canOpen) return true
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0)
}

/** Items of a link whose delimiters had to wait, matched among themselves. */
function resolved(items: readonly Item[]): Item[] {
  const stack = new ItemStack()
  for (const item of items) {
    if (item.kind === 'delimiter') stack.pushDelimiter(item)
    else stack.items.push(item)
  }
  return stack.items
}
