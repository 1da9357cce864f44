import { expect, it } from 'vitest'
import { mathRenderer } from '../../../../../src/renderer/markdown/math/math-renderer'
import { changeWords, startWords } from '../../../../../src/renderer/words'

it('says in one line of the window’s language why a formula is not drawn', () => {
  startWords('en')
  const errorOf = (tex: string) => mathRenderer.render(tex, true) as { readonly error: string }
  expect(errorOf('\\foo')).toEqual({ error: 'Unknown command: \\foo' })
  expect(errorOf('\\frac{a')).toEqual({ error: 'Something that was opened is not closed.' })
  changeWords('zh-CN')
  expect(errorOf('\\foo')).toEqual({ error: '未知命令：\\foo' })
  changeWords('en')
  for (const tex of ['\\begin{b}', 'a&b', 'x_1_2', '}', '\\id{a}{b}', '\\color{rgb(}x', 'x'.repeat(9_999), '\\@'])
    expect(errorOf(tex).error).toMatch(/^[A-Z][^\n]{5,90}$/)
})
