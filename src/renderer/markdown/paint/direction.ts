import type { Inline, InlineText } from '../parser/nodes'

/** Which way text is read. */
export type Direction = 'ltr' | 'rtl'

// The first letter decides, or a mark that stands for one.
const strong = /[\p{L}\u200e\u200f\u061c]/u
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u061c\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

// A text without a letter for so long has none.
const searchedCharacters = 500
const searchedInlines = 50

/**
 * The direction of a text by its first letter, as `dir=auto` has it; null while there is none. Chromium's own `dir=auto` looks
 * at all that stands in an element again for each node that is added.
 */
export function directionOf(inlines: readonly Inline[]): Direction | null {
  for (const inline of inlines.slice(0, searchedInlines)) {
    const found = ofInline(inline)
    if (found) return found
  }
  return null
}

function ofInline(inline: Inline): Direction | null {
  if ('children' in inline) return directionOf(inline.children)
  // Code and formulas have a direction of their own, and say nothing of the text around them.
  return inline.kind === 'text' || inline.kind === 'html' ? directionOfText(inline.text) : null
}

/** The direction of plain text; null when no letter stands in it. */
export function directionOfText(text: string): Direction | null {
  const [letter] = strong.exec(text.slice(0, searchedCharacters)) ?? []
  if (letter === undefined) return null
  return rightToLeft.test(letter) ? 'rtl' : 'ltr'
}

/** Writes a direction where it is needed: the window's own is from left to right. `isInside`: another may stand around it. */
export function setDirection(element: HTMLElement, direction: Direction | null, isInside: boolean): void {
  const dir = direction === 'rtl' || isInside ? (direction ?? '') : ''
  if (element.dir === dir) return
  if (dir === '') element.removeAttribute('dir')
  else element.dir = dir
}

/** Finds the direction of a text that grows, and looks no further once it cannot change. */
export class DirectionFinder {
  #isSettled = false
  #direction: Direction | null = null

  /** The direction of its present state. */
  find(text: InlineText, again: boolean): Direction | null {
    if (again) this.#isSettled = false
    if (this.#isSettled) return this.#direction
    const settled = directionOf(text.inlines.slice(0, text.settledInlines))
    this.#isSettled = settled !== null
    this.#direction = settled ?? directionOf(text.inlines)
    return this.#direction
  }
}
