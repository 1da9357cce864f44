import { bringBackAround } from '../../markdown/paint/code/put-away'

/** Opens what hides a match: long code that shows its beginning only or is far out of sight, a diagram in the place of its source. */
export function uncover(range: Range): void {
  bringBackAround(range.startContainer)
  bringBackAround(range.endContainer)
  const figure = elementAt(range)?.closest('figure')
  if (!figure) return
  const focused = document.activeElement
  if (figure.matches('.is-folded') && isCut(range, figure.querySelector('pre'))) press(figure, 'unfold')
  else if (figure.matches('.is-diagram:not(.shows-source)')) press(figure, 'show-source')
  else return
  // The focus is where the reader types what is looked for.
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
}

/** Scrolls whatever scrolls within the column, such as wide code, so that a match in it is in sight. */
export function scrollWithin(range: Range, column: Element): void {
  for (let one = elementAt(range); one && one !== column; one = one.parentElement) {
    if (one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight) continue
    const { overflowX, overflowY } = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const match = range.getBoundingClientRect()
    const isScrolled = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
    if (isScrolled(overflowX) && (match.left < box.left || match.right > box.right)) {
      one.scrollLeft += match.left - box.left - box.width / 3
    }
    if (isScrolled(overflowY) && (match.top < box.top || match.bottom > box.bottom)) {
      one.scrollTop += match.top - box.top - box.height / 3
    }
  }
}

function elementAt({ startContainer }: Range): Element | null {
  return startContainer instanceof Element ? startContainer : startContainer.parentElement
}

function isCut(range: Range, box: Element | null): boolean {
  const match = range.getBoundingClientRect()
  return match.height === 0 || (box !== null && match.bottom > box.getBoundingClientRect().bottom + 1)
}

function press(figure: Element, action: string): void {
  figure.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click()
}
