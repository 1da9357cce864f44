import { setClass } from '../element'
import type { PaintContext } from '../paint-context'

/**
 * Marks frames whose table is wider than they are: only those scroll sideways. In all others the head can stay in sight
 * while the page scrolls.
 */
export function watchWidths(undos: Set<() => void>): PaintContext['watchWidth'] {
  let observer: ResizeObserver | null = null
  return (table) => {
    if (!observer) {
      const made = new ResizeObserver((entries) => {
        for (const { target } of entries) {
          const { parentElement } = target
          // One that has left the page keeps what it has: it may come back.
          if (target.isConnected && parentElement && target instanceof HTMLElement) {
            setClass(parentElement, 'is-wide', target.offsetWidth > parentElement.clientWidth + 1)
          }
        }
      })
      undos.add(() => made.disconnect())
      observer = made
    }
    observer.observe(table)
  }
}
