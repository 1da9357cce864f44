import { useEffect, type RefObject } from 'react'

/** Keeps the window as high as `content`: a page cannot size its window, but main grants it a height that is asked for. */
export function useFittingWindow(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = content.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      window.resizeTo(window.outerWidth, Math.ceil(element.getBoundingClientRect().height))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [content])
}
