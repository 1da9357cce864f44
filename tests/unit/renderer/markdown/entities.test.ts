import { expect, it } from 'vitest'
import { decodeEntities } from '../../../../src/renderer/markdown/entities'

it.each([
  ['a &amp; b &lt;c&gt; &quot;d&quot;', 'a & b <c> "d"'],
  ['&#39;&#x27;&#X4e2d;', "''中"],
  ['&copy; &rarr; &nbsp;.', '© → \u00a0.'],
  ['&amp;lt;', '&lt;'],
  ['&constructor; &unknown; &amp', '&constructor; &unknown; &amp'],
  ['&#0; &#xD800; &#x110000;', '\ufffd \ufffd \ufffd'],
])('%s is %s', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded)
})
