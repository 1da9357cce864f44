import { translate } from '../../words'
import { readFormula } from './formula'
import { formulaElement } from './formula-element'
import type { FormulaProblem } from './formula-problem'
import './math.css'

/** Draws formulas. */
export interface MathRenderer {
  /** A new element that shows this TeX, or one short line that says why it can't be shown. Never throws. */
  render(tex: string, display: boolean): Element | { readonly error: string }
}

export const mathRenderer: MathRenderer = {
  render: (tex, display) => {
    const formula = readFormula(tex, display)
    return 'problem' in formula ? { error: reasonOf(formula) } : formulaElement(formula, display)
  },
}

function reasonOf({ problem, near }: FormulaProblem): string {
  if (near === undefined) return translate(`markdown.formulaFailed.${problem}`)
  return translate(`markdown.formulaFailed.${problem === 'unreadable' ? 'unreadableNear' : problem}`, { near })
}
