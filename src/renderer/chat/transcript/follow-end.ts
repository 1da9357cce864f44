/** How far a page is scrolled, in pixels. */
export interface ScrollPlace {
  readonly top: number
  /** Of the whole content. */
  readonly height: number
  /** Of the part in sight. */
  readonly view: number
}

// Fractions of pixels on scaled displays.
const endSlackPx = 2

/** Whether the page follows its end after it was scrolled: any way up detaches at once, arriving at the end attaches. */
export function followsAfterScroll(following: boolean, before: ScrollPlace, after: ScrollPlace): boolean {
  const atEnd = after.height - after.view - after.top <= endSlackPx
  if (after.top > before.top) return following || atEnd
  // Content that got shorter moves the page up too; then it is still at its end.
  if (after.top < before.top) return following && atEnd
  return following
}

/** Keeps a scrolled element at its end. */
export interface EndFollower {
  readonly isFollowing: () => boolean
  /** Goes to the end and stays there. */
  readonly toEnd: () => void
  /** Ends it. */
  readonly stop: () => void
}

/** What an end follower tells. */
export interface EndFollowerEvents {
  readonly following: boolean
  readonly onFollowing: (following: boolean) => void
  /** Content came while the page was not at its end. */
  readonly onNewBelow: () => void
}

const upwardKeys = new Set(['ArrowUp', 'PageUp', 'Home'])

/** Follows the end of `content` inside of `container` until the reader looks elsewhere: wheel, keys, drag or selection. */
export function followEnd(container: HTMLElement, content: HTMLElement, events: EndFollowerEvents): EndFollower {
  let { following } = events
  let place = placeOf(container)
  const set = (value: boolean): void => {
    if (value === following) return
    following = value
    events.onFollowing(value)
  }
  const goToEnd = (): void => {
    container.scrollTop = container.scrollHeight
    place = placeOf(container)
  }
  const resized = new ResizeObserver(() => {
    const grew = container.scrollHeight > place.height
    if (following) goToEnd()
    else if (grew) events.onNewBelow()
    place = placeOf(container)
  })
  resized.observe(content)
  resized.observe(container)
  const scrolled = (): void => {
    const now = placeOf(container)
    set(followsAfterScroll(following, place, now))
    place = now
  }
  container.addEventListener('scroll', scrolled, { passive: true })
  const stopWatching = onLookingUp(container, content, () => set(false))
  return {
    isFollowing: () => following,
    toEnd: () => {
      set(true)
      goToEnd()
    },
    stop: () => {
      container.removeEventListener('scroll', scrolled)
      stopWatching()
      resized.disconnect()
    },
  }
}

/** What a reader does to look elsewhere, heard before the page has moved. */
function onLookingUp(container: HTMLElement, content: HTMLElement, detach: () => void): () => void {
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

function placeOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): ScrollPlace {
  return { top: scrollTop, height: scrollHeight, view: clientHeight }
}

function selectsIn(content: HTMLElement): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && content.contains(selection.anchorNode)
}
