// A long text is painted over several frames; when nothing has come for so long, that was all.
const quietMs = 300

/**
 * Keeps an element at least this high until its content, its only child, is; or until nothing more comes of it, because it
 * has got shorter since it was measured. Returns the undo.
 */
export function holdHeight(slot: HTMLElement, height: number): () => void {
  const content = slot.firstElementChild
  slot.style.minHeight = `${height}px`
  let timer: ReturnType<typeof setTimeout> | null = null
  const letGo = (): void => {
    if (timer) clearTimeout(timer)
    resizes.disconnect()
    slot.style.minHeight = ''
  }
  const resizes = new ResizeObserver(() => {
    if (timer) clearTimeout(timer)
    const end = content?.getBoundingClientRect().bottom ?? 0
    if (end >= slot.getBoundingClientRect().top + height - 1) letGo()
    else timer = setTimeout(letGo, quietMs)
  })
  if (content) resizes.observe(content)
  return letGo
}
