import { expect, test } from 'vitest'
import { askIn, chatPath, ended, reply, startWithServer } from '../support/chat-window'
import { chatStream } from '../support/provider-server'

const text = `Inline \\(x^2 + y_1\\) and 中文 \\(\\frac{a}{b}\\) in a line.

$$\\int_0^\\infty e^{-x^2}\\,dx = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$$

$$${Array.from({ length: 40 }, (_one, index) => `a_{${index}}`).join(' + ')} = \\text{很长的公式}$$

Hostile \\(\\kern-900em\\raisebox{900em}{\\rule{900em}{900em}}\\) stays, \\(\\class{composer}{x}\\) and \\(\\frac{a\\) are shown.

The end.
`

test('formulas are drawn with their own font, scroll in their frame, and stay inside of it', async () => {
  const { server, app, page } = await startWithServer()
  const refusals: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refusals.push(message.text())
  })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(420, 800))
  server.script(chatPath, { steps: [{ send: chatStream([text]) }] })
  await askIn(page, 'formulas')
  await ended(page)
  await reply(page).locator('math msup').first().waitFor()

  const seen = await reply(page).evaluate((article) => {
    const frames = [...article.querySelectorAll<HTMLElement>('.math-inline, .math-display')]
    const column = article.getBoundingClientRect()
    return {
      namespaces: [...new Set([...article.querySelectorAll('math *')].map((element) => element.namespaceURI))],
      font: document.fonts.check("16px 'STIX Two Math'"),
      tables: article.querySelectorAll('math mtable mtd').length,
      scrolls: frames.some((frame) => frame.scrollWidth > frame.clientWidth + 100),
      // Nothing is wider than the column, and no frame shows what hangs out of it.
      wide: frames.filter((frame) => frame.getBoundingClientRect().right > column.right + 20).length,
      open: frames.filter((frame) => getComputedStyle(frame).overflowY !== 'hidden').length,
      high: Math.max(...frames.map((frame) => frame.getBoundingClientRect().height)),
      pageWidth: document.documentElement.scrollWidth - innerWidth,
      foreign: article.querySelectorAll('math .composer, math [href], math [id]').length,
    }
  })
  expect(seen).toMatchObject({
    namespaces: ['http://www.w3.org/1998/Math/MathML'],
    font: true,
    tables: 4,
    scrolls: true,
    wide: 0,
    open: 0,
    foreign: 0,
  })
  expect(seen.high).toBeLessThan(500)
  expect(seen.pageWidth).toBeLessThanOrEqual(0)
  const words = await reply(page).innerText()
  expect(words).toContain('Not allowed in a formula: \\class')
  expect(words).toContain('Something that was opened is not closed.')
  expect(refusals).toEqual([])
}, 30_000)
