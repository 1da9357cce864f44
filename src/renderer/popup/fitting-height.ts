import { useEffect, useLayoutEffect, type RefObject } from 'react'
import { request } from '../bridge'

// Main cuts it off at the same height. What is longer scrolls inside.
const mostOfDisplay = 0.6

/** Keeps the window as high as `content`, which may be higher than the window for a moment: so nothing in it moves as it grows. */
export function useFittingHeight(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = content.current
    if (!element) return
    const observer = new ResizeObserver(() => fit(element))
    observer.observe(element)
    return () => observer.disconnect()
  }, [content])
  // A hidden page observes nothing, and must be as high as its content when it is shown again.
  useLayoutEffect(() => {
    if (content.current) fit(content.current)
  })
}

let told = 0

function fit(element: HTMLElement): void {
  element.style.maxHeight = `${Math.floor(window.screen.availHeight * mostOfDisplay)}px`
  const height = Math.ceil(element.getBoundingClientRect().height)
  if (height === told) return
  told = height
  // When it fails, the popup is as high as it was, and scrolls.
  void request('popup.fit', { height }).catch(() => undefined)
}
