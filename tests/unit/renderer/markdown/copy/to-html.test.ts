import { describe, expect, it } from 'vitest'
import { toHtml } from '../../../../../src/renderer/markdown/copy/to-html'
import { readWhole } from '../parser/reading'

function htmlOf(text: string): string {
  return toHtml(readWhole(text))
}

describe('HTML for the clipboard', () => {
  it('shows HTML of the text as text', () => {
    expect(htmlOf('a <b onclick="x">b</b>\n\n<script>alert(1)</script>')).toBe(
      '<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>\n<pre>&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>\n',
    )
  })

  it('lets no text out of its attribute', () => {
    expect(htmlOf('[a](</b"c> "d\\"e<f") ![g"h](i)\n\n```j"k\n```')).toBe(
      '<p><a href="/b%22c" title="d&quot;e&lt;f">a</a> <img src="i" alt="g&quot;h" /></p>\n' +
        '<pre><code class="language-j&quot;k"></code></pre>\n',
    )
  })

  it('writes formulas as it is told, else as their source', () => {
    const text = 'a \\(x<1\\)\n\n$$\ny\n$$'
    expect(htmlOf(text)).toBe('<p>a <code>x&lt;1</code></p>\n<p><code>y</code></p>\n')
    const math = (tex: string, display: boolean): string => `<math>${display ? 'D' : 'I'}${tex.length}</math>`
    expect(toHtml(readWhole(text), { math })).toBe('<p>a <math>I3</math></p>\n<p><math>D1</math></p>\n')
  })

  it('writes what only GFM knows', () => {
    expect(htmlOf('> [!TIP]\n> a\n\n- [x] b\n\n| c |\n|:-:|\n\nd[^e]\n\n[^e]: f')).toBe(
      '<blockquote>\n<p><strong>Tip</strong></p>\n<p>a</p>\n</blockquote>\n' +
        '<ul>\n<li><input type="checkbox" disabled="" checked="" /> b\n</li>\n</ul>\n' +
        '<table>\n<thead>\n<tr>\n<th align="center">c</th>\n</tr>\n</thead>\n</table>\n' +
        '<p>d<sup>1</sup></p>\n<hr />\n<ol>\n<li>\n<p>f</p>\n</li>\n</ol>\n',
    )
  })

  it('encodes addresses without spoiling what is encoded', () => {
    expect(htmlOf('[a](</ä b%20c%zz😀>)')).toContain('href="/%C3%A4%20b%20c%25zz%F0%9F%98%80"')
  })
})
