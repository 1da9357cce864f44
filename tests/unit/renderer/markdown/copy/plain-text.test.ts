import { expect, it } from 'vitest'
import { toPlainText } from '../../../../../src/renderer/markdown/copy/plain-text'
import { readWhole } from '../parser/reading'

it('is the text as it is seen, without marks', () => {
  const text = [
    '# A *title*\n\nOne `two` [three](/u) ![four](/v) \\(x\\) <b>five</b>\\\nsix[^a] &amp; ~~seven~~\n',
    '- [ ] eight\n  - nine\n- ten\n\n> [!NOTE]\n> eleven\n\n```ts\nconst a = 1\n\nb\n```\n---\n',
    '| c | d |\n|---|---|\n| **e** | f |\n\n$$\ny\n$$\n\n<div>\n</div>\n\n[^a]: note',
  ].join('')
  expect(toPlainText(readWhole(text))).toBe(
    [
      'A title',
      'One two three four x <b>five</b>\nsix & seven',
      'eight\n\nnine\nten',
      'eleven',
      'const a = 1\n\nb',
      'c\td\ne\tf',
      'y',
      '<div>\n</div>',
      'note',
    ].join('\n\n'),
  )
})
