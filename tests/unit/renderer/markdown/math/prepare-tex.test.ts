import { describe, expect, it } from 'vitest'
import { prepareTex } from '../../../../../src/renderer/markdown/math/prepare-tex'

const tex = (source: string, display = true) => prepareTex(source, display)?.tex

describe('prepareTex', () => {
  it('refuses what is too long to be a formula', () => {
    expect(tex('x'.repeat(3_000))).toHaveLength(3_000)
    expect(tex('x'.repeat(3_001))).toBeUndefined()
    expect(tex(`\\ce{${'H'.repeat(1_600)}}`)).toBeUndefined()
  })

  it('numbers no equations', () => {
    expect(tex('\\begin{align}a\\end{align}\\begin{gather*}b\\end{gather*}')).toBe(
      '\\begin{align*}a\\end{align*}\\begin{gather*}b\\end{gather*}',
    )
    expect(tex('a \\label{eq:1} \\eqref{eq:1}')).toBe('a  ')
  })

  it('puts into a line what wants one of its own', () => {
    expect(tex('\\begin{align*}a\\end{align*}', false)).toBe('\\begin{aligned}a\\end{aligned}')
    expect(tex('\\begin{equation}a\\end{equation}\\tag{1}', false)).toBe(
      '\\begin{gathered}a\\end{gathered}\\qquad(\\text{1})',
    )
  })

  it('lets a formula name what has a name already', () => {
    expect(tex('\\newcommand{\\R}{x}')).toBe('\\providecommand{\\R}{}\\renewcommand{\\R}{x}')
    expect(tex('\\DeclareMathOperator{\\foo}{bar}')).toBe(
      '\\providecommand{\\foo}{}\\renewcommand{\\foo}{\\operatorname{bar}}',
    )
  })

  it('lets macros grow to a bounded length', () => {
    expect(prepareTex('\\dots', true)?.maxExpand).toBe(500)
    const long = prepareTex(`\\def\\a{${'x'.repeat(1_000)}}\\a`, true)
    expect((long?.maxExpand ?? 0) * (long?.tex.length ?? 0)).toBeLessThan(42_000)
  })

  it('hands out macros that nobody else has', () => {
    expect(prepareTex('x', true)?.macros).not.toBe(prepareTex('x', true)?.macros)
  })
})
