import { describe, expect, it } from 'vitest'
import { adjustFormula } from '../../../../../src/renderer/markdown/math/adjust-formula'
import type { FormulaNode } from '../../../../../src/renderer/markdown/math/clean-formula'
import { readFormula } from '../../../../../src/renderer/markdown/math/formula'

/** `msup(mi f, mo ′)` */
function sketch(node: FormulaNode): string {
  if (typeof node === 'string') return node
  const [only] = node.children
  if (node.children.length === 1 && typeof only === 'string') return `${node.tag} ${only}`
  return `${node.tag}(${node.children.map(sketch).join(', ')})`
}

const adjusted = (tex: string) => {
  const formula = readFormula(tex, false)
  if ('problem' in formula) throw new Error(formula.problem)
  return adjustFormula(formula)
}
const classesOf = (node: FormulaNode): readonly string[] =>
  typeof node === 'string' ? [] : [...node.classes, ...node.children.flatMap(classesOf)]

describe('adjustFormula', () => {
  it('sets primes at full size, but beside an index', () => {
    expect(sketch(adjusted("f'"))).toBe('math(mrow(mi f, mo ′))')
    expect(sketch(adjusted("f''"))).toBe('math(mrow(mi f, mo ′, mo ′))')
    expect(sketch(adjusted('f^2'))).toBe('math(msup(mi f, mn 2))')
    expect(sketch(adjusted("f'_1"))).toBe('math(msubsup(mpadded(mi f), mn 1, mo ′))')
    expect(classesOf(adjusted("f'_1"))).toContain('is-exponent')
  })

  it('hangs the index of a letter as deep as that of any other', () => {
    expect(sketch(adjusted('y_1'))).toBe('math(msub(mpadded(mi y), mn 1))')
    expect(sketch(adjusted('\\int_1'))).toBe('math(msub(mo ∫, mn 1))')
  })

  it('takes the empty room off roots that are no taller than a line', () => {
    expect(classesOf(adjusted('\\sqrt{x^2}'))).toContain('is-flat')
    expect(classesOf(adjusted('\\sqrt[3]{x}'))).toContain('is-flat')
    expect(classesOf(adjusted('\\sqrt{\\frac{a}{b}}'))).not.toContain('is-flat')
  })
})
