import type { DiagramLook } from '../diagram-messages'
import { contrast, readColour, type Colour } from './colours'

const leastContrast = 4.5

/**
 * Gives words on a fill that the source chose, and that they cannot be read on in this theme, the darker or lighter of
 * the app's two inks. The drawing must stand on the page.
 */
export function makeReadable(drawing: SVGSVGElement, { text, ground }: DiagramLook['colours']): void {
  const inks = [text, ground].map(readColour).filter((ink) => ink !== null)
  for (const shape of drawing.querySelectorAll<SVGElement>('[style*="fill"]')) {
    const fill = readColour(getComputedStyle(shape).fill)
    if (!fill || shape.closest('text')) continue
    for (const words of shape.parentElement?.querySelectorAll<SVGElement>('text, tspan') ?? [])
      rewrite(words, fill, inks)
  }
}

function rewrite(words: SVGElement, fill: Colour, inks: readonly Colour[]): void {
  const ink = readColour(getComputedStyle(words).fill)
  if (!ink || contrast(ink, fill) >= leastContrast) return
  const [best] = inks.toSorted((one, other) => contrast(other, fill) - contrast(one, fill))
  if (best) words.style.setProperty('fill', `rgb(${best.join(', ')})`, 'important')
}
