import type { Inline } from '../nodes'
import type { InlineReader } from './inline-reader'
import { type BracketItem, type DelimiterItem, type Item, literal, textOf } from './items'

/** What is shown of a text that is still being written, as if all that is open in it were closed here. */
interface Frame {
  readonly kind: 'text' | 'emphasis' | 'strong' | 'strike' | 'bracket'
  /** What opened it. */
  readonly opener: DelimiterItem | BracketItem | null
  readonly list: Inline[]
}

// An opener that nothing answers for longer than this is shown as it was written: it is more likely a lone mark.
const emphasisReach = 300
const strongReach = 1_000
const bracketReach = 300

class Frames {
  readonly #frames: Frame[] = [{ kind: 'text', opener: null, list: [] }]
  readonly #isLink: (opener: BracketItem) => boolean

  constructor(isLink: (opener: BracketItem) => boolean) {
    this.#isLink = isLink
  }

  push(node: Inline): void {
    this.#frames.at(-1)?.list.push(node)
  }

  open(kind: Frame['kind'], opener: DelimiterItem | BracketItem): void {
    this.#frames.push({ kind, opener, list: [] })
  }

  /** Closes what a delimiter closes that has to wait for a bracket; false: nothing. */
  closeUpTo(closer: DelimiterItem): boolean {
    const isOpened = this.#frames.some((frame) => isAnswered(frame, closer))
    let isClosed = !isOpened
    while (!isClosed) {
      const top = this.#frames.at(-1)
      isClosed = top === undefined || isAnswered(top, closer)
      this.#closeTop()
    }
    return isOpened
  }

  finish(): Inline[] {
    while (this.#frames.length > 1) this.#closeTop()
    return this.#frames[0]?.list ?? []
  }

  #closeTop(): void {
    const frame = this.#frames.pop()
    if (!frame || frame.kind === 'text') return
    if (frame.opener?.kind === 'bracket') this.#closeBracket(frame.opener, frame.list)
    else if (frame.kind !== 'bracket' && frame.list.length > 0) this.push({ kind: frame.kind, children: frame.list })
  }

  #closeBracket(opener: BracketItem, list: Inline[]): void {
    if (!this.#isLink(opener)) {
      if (!opener.isImage && !isLikelyMark(list)) for (const node of list) this.push(node)
    } else if (opener.isImage) this.push({ kind: 'image', src: '', title: '', alt: textOf(list) })
    else this.push({ kind: 'link', href: '', title: '', children: list })
  }
}

/** Between brackets a word as short as this is more often the number of a source, or a note, than a link's text. */
function isLikelyMark(list: readonly Inline[]): boolean {
  const text = textOf(list)
  return text.length <= 2 || text.startsWith('^')
}

function isAnswered(frame: Frame, closer: DelimiterItem): boolean {
  return frame.opener?.kind === 'delimiter' && frame.opener.marker === closer.marker
}

/** What stands behind the decided items, with everything open closed; `pending` is how the unread rest shows. */
export function openTail(
  reader: InlineReader,
  items: readonly Item[],
  run: string,
  pending: readonly Inline[],
): Inline[] {
  const end = reader.offset + reader.tail.length
  const live = new Set(reader.stack.openDelimiters)
  const top = reader.stack.topBracket
  const frames = new Frames((opener) => opener === top && reader.blocked === 'link')
  for (const item of items) {
    if (item.kind === 'delimiter') {
      if (live.has(item) && isNear(item, end)) openEmphasis(frames, item)
      else if (live.has(item) || !item.canClose || !frames.closeUpTo(item)) frames.push(literal(item))
    } else if (item.kind === 'bracket' && isOpenBracket(item, reader, end)) frames.open('bracket', item)
    else frames.push(literal(item))
  }
  if (run !== '') frames.push({ kind: 'text', text: run })
  for (const node of pending) frames.push(node)
  return frames.finish()
}

function isNear(item: DelimiterItem, end: number): boolean {
  if (item.marker === '~' && item.count < 2) return false
  return item.count <= 3 && end - item.end <= (item.count === 1 ? emphasisReach : strongReach)
}

function isOpenBracket(item: BracketItem, reader: InlineReader, end: number): boolean {
  if (!item.isActive) return false
  const isLink = item === reader.stack.topBracket && reader.blocked === 'link'
  return isLink || (item.line === reader.lineCount && end - item.end <= bracketReach)
}

function openEmphasis(frames: Frames, item: DelimiterItem): void {
  if (item.marker === '~') frames.open('strike', item)
  else {
    if (item.count !== 2) frames.open('emphasis', item)
    if (item.count >= 2) frames.open('strong', item)
  }
}
