import { describe, expect, it } from 'vitest'
import { readFormula } from '../../../../../src/renderer/markdown/math/formula'

const problem = (tex: string, display = true) => {
  const formula = readFormula(tex, display)
  return 'problem' in formula ? formula : null
}

describe('readFormula', () => {
  it.each([
    'x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}',
    '\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}',
    '\\begin{align} a &= b \\\\ c &= d \\end{align}',
    '\\begin{eqnarray} a &=& b \\end{eqnarray}',
    '\\begin{equation} f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{否则} \\end{cases} \\end{equation}',
    '\\left. \\frac{\\partial f}{\\partial x} \\right|_{x=0}',
    '\\ce{2H2 + O2 -> 2H2O}',
    '\\mathds{1} \\mathbbm{1} \\lcm(a,b) \\mbox{if} 20\\celsius \\SI{5}{m} \\hdots',
    '\\href{https://a.b}{\\text{words}}',
    '\\newcommand{\\R}{\\mathbb{R}} x \\in \\R',
    '\\DeclareMathOperator*{\\argmax}{arg\\,max} \\argmax_x',
    'E = mc^2 \\tag{1} \\label{a}',
    '速度 = \\frac{路程}{时间}',
    '\\displaylines{a \\\\ b}',
    '\\begin{matrix} \\multicolumn{2}{c}{a} \\end{matrix}',
  ])('draws %s', (tex) => {
    expect(problem(tex)).toBeNull()
    expect(problem(tex, false)).toBeNull()
  })

  it.each([
    ['\\foo{x}', 'unknownCommand', '\\foo'],
    ['\\begin{foo}', 'unknownEnvironment', 'foo'],
    ['\\frac{a', 'unfinished', undefined],
    ['\\left( x', 'unfinished', undefined],
    ['x }', 'unopened', '}'],
    ['x_1_2', 'doubleScript', undefined],
    ['a & b', 'strayColumn', undefined],
    ['\\def\\a{\\a}\\a', 'tooMuch', undefined],
    ['x'.repeat(9_999), 'tooMuch', undefined],
    ['\\class{a}{x}', 'switchedOff', '\\class'],
    ['\\style{color:red}{x}', 'switchedOff', '\\style'],
    ['\\id{a}{x}', 'switchedOff', '\\id'],
    ['\\includegraphics{https://a.b/c.png}', 'switchedOff', '\\includegraphics'],
    ['\\url{https://a.b}', 'unknownCommand', '\\url'],
    ['\\color{rgb(}x', 'unreadable', undefined],
  ] as const)('says what is wrong with %s', (tex, word, near) => {
    const found = problem(tex)
    expect(found?.problem).toBe(word)
    expect(found?.near).toBe(near ?? found?.near)
  })

  it('never throws, whatever it is given', () => {
    const pieces = [
      '^',
      '_',
      '\\',
      '{',
      '}',
      '&',
      '\\\\',
      '#',
      '%',
      '$',
      '~',
      "'",
      '\\left(',
      '\\frac',
      '\ud800',
      '\u0000',
      '\\def',
      '\\ce{',
    ]
    for (const piece of pieces)
      for (const count of [1, 3, 200]) expect(() => readFormula(piece.repeat(count), true)).not.toThrow()
  })

  it('keeps macros of one formula out of the next', () => {
    readFormula('\\gdef\\secret{x}\\secret', true)
    expect(problem('\\secret')?.problem).toBe('unknownCommand')
  })
})
