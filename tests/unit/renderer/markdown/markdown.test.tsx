import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { Markdown } from '../../../../src/renderer/markdown/markdown'
import { startWords } from '../../../../src/renderer/words'

beforeAll(() => startWords('en'))

const html = (text: string, growing = false) => renderToStaticMarkup(<Markdown text={text} growing={growing} />)

describe('what a model may not do', () => {
  it('raw HTML shows as text', () => {
    const shown = html('<img src=x onerror=alert(1)>\n\ntext <b onclick="x">bold</b> <script>alert(1)</script>')
    expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(shown).not.toMatch(/<(?:img|script|b)\b/)
  })

  it('images load nothing: their text and address show', () => {
    const shown = html('![a chart](https://spy.example/pixel.png?id=1)')
    expect(shown).not.toContain('<img')
    expect(shown).toContain('a chart')
    expect(shown).toContain('https://spy.example/pixel.png?id=1')
  })

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//spy.example'])(
    'a link to %s cannot be followed',
    (target) => {
      expect(html(`[press](${target})`)).not.toContain('href')
    },
  )
})

it('a link says where it goes', () => {
  expect(html('[text](https://example.com/page "Words")')).toContain('title="Words\nhttps://example.com/page"')
})

it('code is shown exactly as it was written', () => {
  const code = "const a = '$x$ \\n\\n' // &amp; <b> **no**"
  const escaped = code
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#x27;')
  expect(html('```js\n' + code + '\n```')).toContain(`<pre><code>${escaped}</code></pre>`)
})

it.each(['', 'text', '- a\n  - b', '> q', '```\ncode', '| a |\n|---|\n| b |', '# h'])(
  'growing text %j has a caret unless there is nothing, and at the end none is left',
  (text) => {
    expect(html(text, true).split('class="caret"')).toHaveLength(text === '' ? 1 : 2)
    expect(html(text)).not.toContain('caret')
  },
)

it('lists keep their numbers, and tasks say whether they are done', () => {
  expect(html('7. seven\n8. eight')).toContain('start="7"')
  const tasks = html('- [x] one\n- [ ] two')
  expect(tasks).toContain('Done')
  expect(tasks).toContain('Not done')
})

it('nesting beyond what a document has shows as text and does not overflow', () => {
  const deep = Array.from({ length: 300 }, (_, index) => `${'  '.repeat(index)}- x`).join('\n')
  expect(html(deep)).toContain('as-written')
})
