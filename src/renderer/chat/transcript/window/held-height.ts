// When nothing has come in so many frames, that was all.
const quietFrames = 20
/** What of a long text is there already, and is kept out of layout until all of it is. */
const unshown = '.markdown > div > [hidden]'

/** Whether an element is kept at a height that its content does not have, or not yet. */
export function isHeld(slot: Element): boolean {
  return slot instanceof HTMLElement && slot.style.minHeight !== ''
}

/**
 * Keeps an element at least this high while its content, its only child, is being painted, which takes several frames for a
 * long text: until it is as high itself, or has come to its end and is not, because it has got shorter since it was
 * measured. Meanwhile its height does not tell of what comes into it: `onCome` does, before that is seen. Returns the undo.
 */
export function holdHeight(slot: HTMLElement, height: number, onCome: () => void): () => void {
  const content = slot.firstElementChild
  let quiet = 0
  let frame = 0
  slot.style.minHeight = `${height}px`
  const letGo = (): void => {
    cancelAnimationFrame(frame)
    resizes.disconnect()
    slot.style.minHeight = ''
  }
  const wait = (): void => {
    quiet = slot.querySelector(unshown) ? 0 : quiet + 1
    if (quiet > quietFrames) letGo()
    else frame = requestAnimationFrame(wait)
  }
  const resizes = new ResizeObserver(() => {
    quiet = 0
    const bottom = content?.getBoundingClientRect().bottom ?? 0
    if (bottom >= slot.getBoundingClientRect().top + height - 1) letGo()
    onCome()
  })
  if (content) resizes.observe(content)
  frame = requestAnimationFrame(wait)
  return letGo
}
