import { expect, it } from 'vitest'
import { toMathML } from '../../../../../src/renderer/markdown/math/to-mathml'

const start = '<math xmlns="http://www.w3.org/1998/Math/MathML"'

it('writes what other programs read', () => {
  expect(toMathML('\\frac{a}{2}', false)).toBe(`${start}><mfrac><mi>a</mi><mn>2</mn></mfrac></math>`)
  expect(toMathML('x', true)).toBe(`${start} display="block"><mi>x</mi></math>`)
})

it('escapes, and says colours and columns in attributes', () => {
  expect(toMathML('a<b', false)).toContain('<mo>&lt;</mo>')
  expect(toMathML('\\text{"<\\&}', false)).toContain('&quot;&lt;&amp;')
  expect(toMathML('\\textcolor{red}{x}', false)).toContain('<mi mathcolor="#ff0000">x</mi>')
  expect(toMathML('\\begin{aligned}a&=b\\end{aligned}', true)).toContain('<mtd columnalign="right"><mi>a</mi></mtd>')
})

it('writes no classes and no styles', () => {
  const tex =
    "\\cancel{x} \\boxed{y} \\hat{z} f'(x) \\begin{pmatrix}1&2\\end{pmatrix} \\colorbox{yellow}{a} y_1 \\sqrt{2}"
  expect(toMathML(tex, true)).not.toMatch(/\s(?:class|style)=/)
  expect(toMathML(tex, true)).toMatch(/<menclose [^>]*notation="box"[^>]*><mi>y<\/mi><\/menclose>/)
  expect(toMathML(tex, true)).toContain('<msub><mi>y</mi><mn>1</mn></msub>')
})

it('writes nothing for what can not be drawn', () => {
  expect(toMathML('\\frac{', true)).toBe('')
})
