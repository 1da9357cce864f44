import temml from 'temml'
import { cleanFormula, type FormulaElement } from './clean-formula'
import { prepareTex } from './prepare-tex'
import { problemOf, type FormulaProblem } from './formula-problem'

/** The MathML of a formula in TeX, or why there is none. Takes bounded time, whatever it is given; never throws. */
export function readFormula(source: string, display: boolean): FormulaElement | FormulaProblem {
  const prepared = prepareTex(source, display)
  if (!prepared) return { problem: 'tooMuch' }
  const { tex, macros, maxExpand } = prepared
  try {
    const tree: unknown = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      macros,
      maxExpand,
      maxSize: [12, 120],
      wrap: display ? 'none' : 'tex',
    })
    return cleanFormula(tree) ?? { problem: 'tooMuch' }
  } catch (error) {
    return problemOf(error, tex)
  }
}
