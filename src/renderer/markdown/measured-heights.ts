/** How high the parts are that may be left out of layout, by part. Only those that have been laid out, or count, are in it. */
export type MeasuredHeights = ReadonlyMap<HTMLElement, number>

/** Reads them while the element is on the page: Chromium forgets them when it leaves. */
export function measureHeights(element: HTMLElement): MeasuredHeights {
  const heights = new Map<HTMLElement, number>()
  for (const part of element.querySelectorAll<HTMLElement>('.is-full')) {
    // What lies within a part that is left out has no height of its own now.
    if (part.checkVisibility({ contentVisibilityAuto: true })) heights.set(part, part.getBoundingClientRect().height)
  }
  return heights
}

/** Gives them back, so that the element is as high as it was when it comes into the page again. */
export function restoreHeights(heights: MeasuredHeights): void {
  for (const [part, height] of heights) part.style.setProperty('contain-intrinsic-block-size', `auto ${height}px`)
}
