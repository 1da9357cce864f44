const quietMs = 300

/** Resolves to true when an element's content changes, or what of it is shown, to false when it has been quiet for a while. */
export function nextChange(element: Element): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (changed: boolean): void => {
      clearTimeout(timer)
      changes.disconnect()
      resolve(changed)
    }
    const changes = new MutationObserver(() => end(true))
    const timer = setTimeout(() => end(false), quietMs)
    changes.observe(element, { childList: true, characterData: true, attributeFilter: ['hidden'], subtree: true })
  })
}
