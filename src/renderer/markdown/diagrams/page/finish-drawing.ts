import type { DiagramLook } from '../diagram-messages'
import { makeReadable } from './make-readable'

const leastTickGapPx = 6

/** Makes a drawing of Mermaid's, which stands on the page, one that can be read, cannot be pressed and fills its frame. */
export function finishDrawing(drawing: SVGSVGElement, colours: DiagramLook['colours']): void {
  unlink(drawing)
  thinTicks(drawing)
  makeReadable(drawing, colours)
  drawing.style.cssText = 'display: block; width: 100vw; height: 100vh; max-width: none'
}

/** Links could only lead the frame itself away, which is refused; nothing should look as if it could be pressed. */
function unlink(drawing: SVGSVGElement): void {
  for (const link of drawing.querySelectorAll('a')) {
    for (const { name } of Array.from(link.attributes)) if (/href$|^target$/i.test(name)) link.removeAttribute(name)
  }
}

/** Of words along an axis that run into each other, leaves those that fit. */
function thinTicks(drawing: SVGSVGElement): void {
  let lastRight = -Infinity
  for (const label of drawing.querySelectorAll('.grid .tick text')) {
    const { left, right } = label.getBoundingClientRect()
    if (left < lastRight + leastTickGapPx) label.remove()
    else lastRight = right
  }
}
