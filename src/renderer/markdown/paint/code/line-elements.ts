import { makeElement } from '../element'

/** Puts each line of an element into an element of its own, numbered from the one after `before`. */
export function addLineElements(chunk: HTMLElement, before: number, count: number): void {
  const lines = Array.from({ length: count }, (_, index) => makeLine(before + index + 1))
  let index = 0
  for (const node of Array.from(chunk.childNodes)) {
    const parts = node instanceof Text ? node.data.split(/(?<=\n)/) : [node]
    for (const part of parts) {
      lines[index]?.append(part)
      if (typeof part === 'string' && part.endsWith('\n')) index += 1
    }
  }
  chunk.replaceChildren(...lines)
}

/** A line's own element, with its number. */
export function makeLine(number: number): HTMLElement {
  const line = makeElement('span', 'line')
  line.dataset['number'] = String(number)
  return line
}

/** Takes the lines out of their elements again. */
export function removeLineElements(chunk: HTMLElement): void {
  for (const line of Array.from(chunk.children)) line.replaceWith(...line.childNodes)
  chunk.normalize()
}
