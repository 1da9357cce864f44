import { KeptTexts, type KeptText } from './kept-texts'
import { paintParts } from './paint-parts'
import { createMarkdownView } from './paint/markdown-view'
import { measureHeights, restoreHeights, type MeasuredHeights } from './measured-heights'
import { TextFeed } from './text-feed'

/** A text as it stands, or stood, on the page. */
export interface PaintedText extends KeptText {
  /** Holds all of it. */
  readonly element: HTMLElement
  readonly feed: TextFeed
  /** In which what is not of the text itself is written. */
  readonly language: string
  heights: MeasuredHeights
}

// Measured: 5 MB for 100,000 characters of short blocks.
const kept = new KeptTexts<PaintedText>({ texts: 100, characters: 500_000 })

/** What has grown before the reader's eyes, and what the reader has unfolded, is not folded when it comes again. */
const unfolded = new Map<string, Set<string> | 'all'>()

/**
 * Puts a text on the page: as it was when it left, so that nothing has to be painted and everything is where it was; or
 * empty, when it was never here or long ago.
 */
export function enterText(place: HTMLElement, id: string, language: string): PaintedText {
  const before = kept.take(id)
  // A frame is a page of its own, and has lost it.
  const isWhole = before?.language === language && !before.element.querySelector('iframe')
  if (!isWhole) before?.stop()
  const text = before && isWhole ? before : makeText(id, language)
  restoreHeights(text.heights)
  place.replaceChildren(text.element)
  text.feed.wake()
  return text
}

/** Keeps a text that is about to be taken off the page with the place that it is in, and may come back. */
export function leaveText(id: string, text: PaintedText): void {
  text.feed.rest()
  text.heights = measureHeights(text.element)
  kept.keep(id, text)
}

/** From now on nothing of the text is folded. */
export function unfoldAll(id: string): void {
  unfolded.set(id, 'all')
}

function makeText(id: string, language: string): PaintedText {
  const element = document.createElement('div')
  const feed = new TextFeed(() => {
    element.replaceChildren()
    return createMarkdownView(element, paintParts, {
      isUnfolded: (key) => isUnfolded(id, key),
      onUnfold: (key) => unfold(id, key),
    })
  })
  return {
    element,
    feed,
    language,
    heights: new Map(),
    get length() {
      return feed.length
    },
    stop: () => feed.stop(),
  }
}

function isUnfolded(id: string, key: string): boolean {
  const known = unfolded.get(id)
  return known === 'all' || known?.has(key) === true
}

function unfold(id: string, key: string): void {
  const known = unfolded.get(id)
  if (known instanceof Set) known.add(key)
  else if (!known) unfolded.set(id, new Set([key]))
}
