import { useEffect, useRef } from 'react'

// What opened last closes first.
const open: (() => void)[] = []

function press(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
  open.at(-1)?.()
}

function listenFor(close: () => void): () => void {
  if (open.length === 0) window.addEventListener('keydown', press)
  open.push(close)
  return () => {
    open.splice(open.indexOf(close), 1)
    if (open.length === 0) window.removeEventListener('keydown', press)
  }
}

/**
 * Calls `onEscape` for Escape wherever the focus is; null while there is nothing to close. Of several, the one that
 * opened last gets the key, unless a field or an input method took it.
 */
export function useEscape(onEscape: (() => void) | null): void {
  const latest = useRef(onEscape)
  useEffect(() => {
    latest.current = onEscape
  })
  const active = onEscape !== null
  useEffect(() => (active ? listenFor(() => latest.current?.()) : undefined), [active])
}
