import { makeElement } from '../element'
import type { PaintContext } from '../paint-context'

/** A formula in a line: its source until the formulas are loaded, and for good, with the reason, if it can't be drawn. */
export function paintFormula(tex: string, display: boolean, context: PaintContext): HTMLElement {
  const host = makeElement('span', display ? 'formula is-display' : 'formula')
  host.dir = 'ltr'
  const source = makeElement('code')
  source.append(tex)
  host.append(source)
  drawFormula(host, tex, display, context)
  return host
}

/**
 * Puts a formula in the place of its source, when there is time for it. The source stays if it can't be drawn, and in
 * `data-tex` for whoever copies it.
 */
export function drawFormula(host: HTMLElement, tex: string, display: boolean, context: PaintContext): void {
  host.dataset['tex'] = tex
  context.withFormulas((formulas) => {
    const drawn = formulas.render(tex, display)
    if (drawn instanceof Element) host.replaceChildren(drawn)
    else {
      host.classList.add('is-broken')
      const reason = makeElement('small', 'reason')
      reason.append(drawn.error)
      host.append(reason)
    }
  })
}
