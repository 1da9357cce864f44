const away = 'is-away'

/** From so many lines on it is worth it. */
export const awayFromLines = 1200

/**
 * Takes the boxes of runs of lines in long code that have gone out of sight, until the returned undo: of what it only leaves out of
 * layout Chromium keeps every line's shapes, many times what the text takes. The text itself stays where it is, for whoever
 * searches, selects or copies it.
 */
export function putAwayUnseen(host: HTMLElement): () => void {
  const change = (event: Event): void => {
    const { target } = event
    if (!(event instanceof ContentVisibilityAutoStateChangeEvent) || !(target instanceof HTMLElement)) return
    if (!event.skipped) bringBack(target)
    // A run of runs: one alone is not worth it.
    else if (target.childElementCount > 1) putAway(target)
  }
  host.addEventListener('contentvisibilityautostatechange', change)
  return () => {
    host.removeEventListener('contentvisibilityautostatechange', change)
    for (const run of host.querySelectorAll<HTMLElement>(`.${away}`)) bringBack(run)
  }
}

/** Gives all that a node stands in its boxes again, so that it can be measured. */
export function bringBackAround(node: Node): void {
  let run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(`.${away}`)
  while (run) {
    bringBack(run)
    run = run.parentElement?.closest<HTMLElement>(`.${away}`)
  }
}

function putAway(run: HTMLElement): void {
  if (run.classList.contains(away)) return
  // It may be seen a moment before its lines are back.
  run.style.blockSize = `${run.getBoundingClientRect().height}px`
  run.classList.add(away)
  // What is left out of layout keeps its style, and with it its boxes, until somebody asks for it.
  const { firstElementChild } = run
  if (firstElementChild) void getComputedStyle(firstElementChild).display
}

function bringBack(run: HTMLElement): void {
  if (!run.classList.contains(away)) return
  run.classList.remove(away)
  run.style.blockSize = ''
}
