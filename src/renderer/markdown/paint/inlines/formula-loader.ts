import type { LaterJob, PaintContext } from '../paint-context'
import type { Formulas, PaintParts } from '../paint-parts'

// Once they are loaded, a formula shows in the frame in which it is complete, and its source never does.
const loaded = new WeakMap<PaintParts['loadFormulas'], Formulas>()

/** Lets drawing wait for the formulas, which are loaded with the first one that is asked for. */
export function createFormulaLoader(
  load: PaintParts['loadFormulas'],
  later: (job: LaterJob) => void,
): PaintContext['withFormulas'] {
  const waiting: ((formulas: Formulas) => void)[] = []
  const draw = (formulas: Formulas, use: (formulas: Formulas) => void): void =>
    later(() => {
      use(formulas)
      return true
    })
  const start = (): void => {
    load().then(
      (formulas) => {
        loaded.set(load, formulas)
        for (const use of waiting.splice(0)) draw(formulas, use)
      },
      // The sources stay. The next formula tries again.
      () => void waiting.splice(0),
    )
  }
  return (use) => {
    const formulas = loaded.get(load)
    if (formulas) draw(formulas, use)
    else if (waiting.push(use) === 1) start()
  }
}
