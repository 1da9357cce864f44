/** A new element, with its class if it has one. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className?: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (className) element.className = className
  return element
}

/** Sets or removes a class, and writes nothing where nothing changes. The attribute goes with its last class. */
export function setClass(element: Element, name: string, isOn: boolean): void {
  const { classList } = element
  if (classList.contains(name) === isOn) return
  if (isOn) classList.add(name)
  else classList.remove(name)
  if (classList.length === 0) element.removeAttribute('class')
}

/**
 * Brings the end of a text node from one text to another. What they share stays, so that text which only grows is
 * appended. `start` is where the text begins in the node.
 */
export function changeText(node: Text, start: number, before: string, after: string): void {
  if (before === after) return
  if (after.length > before.length && after.startsWith(before)) {
    node.appendData(after.slice(before.length))
    return
  }
  let shared = 0
  const most = Math.min(before.length, after.length)
  while (shared < most && before.charCodeAt(shared) === after.charCodeAt(shared)) shared += 1
  node.replaceData(start + shared, before.length - shared, after.slice(shared))
}

/** Lets the page leave an element out of layout and paint while it is out of sight. `height`: about how high it is. */
export function skipWhenUnseen(element: HTMLElement, height: number): void {
  element.style.setProperty('contain-intrinsic-block-size', `auto ${Math.round(height)}px`)
  element.classList.add('is-full')
}
