import { useEffect, type RefObject } from 'react'

/** When a change took the focused control away, the first button in `box` gets the focus, so that the keyboard keeps its place. */
export function useKeepFocus(box: RefObject<HTMLElement | null>, change: unknown): void {
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.querySelector('button')?.focus()
  }, [box, change])
}
