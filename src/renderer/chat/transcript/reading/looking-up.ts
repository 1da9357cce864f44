const upwardKeys = new Set(['ArrowUp', 'PageUp', 'Home'])

/** Calls `detach` when a reader looks elsewhere, before the page has moved: by wheel, key or selection. Returns the undo. */
export function onLookingUp(container: HTMLElement, content: HTMLElement, detach: () => void): () => void {
  const listeners = new AbortController()
  const on = { passive: true, signal: listeners.signal } as const
  const canScroll = (): boolean => container.scrollHeight > container.clientHeight
  container.addEventListener('wheel', (event) => event.deltaY < 0 && canScroll() && detach(), on)
  container.addEventListener(
    'keydown',
    (event) => {
      const isUp = upwardKeys.has(event.key) || (event.key === ' ' && event.shiftKey)
      if (isUp && canScroll()) detach()
    },
    on,
  )
  document.addEventListener('selectionchange', () => selectsIn(content) && detach(), on)
  return () => listeners.abort()
}

/**
 * Goes to start and end by their keys at once: on the way there is nothing to see. All other keys scroll by themselves.
 * Returns the undo.
 */
export function onScrollKeys(container: HTMLElement, to: { toStart(): void; toEnd(): void }): () => void {
  const press = (event: KeyboardEvent): void => {
    const { key, altKey, metaKey, shiftKey, target } = event
    if (event.defaultPrevented || altKey || shiftKey) return
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return
    if (key === 'Home' || (metaKey && key === 'ArrowUp')) to.toStart()
    else if (key === 'End' || (metaKey && key === 'ArrowDown')) to.toEnd()
    else return
    event.preventDefault()
  }
  container.addEventListener('keydown', press)
  return () => container.removeEventListener('keydown', press)
}

const controls = 'button, summary, a, input, select, [role="button"]'
const unfolding = '[aria-expanded], [aria-pressed], summary'

/**
 * Calls `press` when a control in the transcript is pressed, by whatever means, before it acts. `unfolds`: it may show
 * or hide something. Returns the undo.
 */
export function onPressed(content: HTMLElement, press: (control: Element, unfolds: boolean) => void): () => void {
  const listener = ({ target }: Event): void => {
    const control = target instanceof Element ? target.closest(controls) : null
    if (control && content.contains(control)) press(control, control.matches(unfolding))
  }
  content.addEventListener('click', listener, true)
  return () => content.removeEventListener('click', listener, true)
}

function selectsIn(content: HTMLElement): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && content.contains(selection.anchorNode)
}
