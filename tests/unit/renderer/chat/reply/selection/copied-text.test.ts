import { expect, it } from 'vitest'
import { toCopiedText } from '../../../../../../src/renderer/chat/reply/selection/copied-text'
import { createParser } from '../../../../../../src/renderer/markdown/parser/parser'

function copied(markdown: string): string {
  const parser = createParser()
  parser.push(markdown)
  parser.end()
  return toCopiedText(parser.document)
}

it.each([
  ['paragraphs and headings', '# A *b*\n\nc\nd  \ne', 'A b\n\nc d\ne'],
  ['lists with their numbers and boxes', '3. a\n4. b\n\n- [x] c\n- [ ] d', '3. a\n4. b\n\n- [x] c\n- [ ] d'],
  ['what is inside of items', '- a\n  - b\n\n    c\n', '- a\n  - b\n\n    c'],
  ['code, exactly', '```py\n\tif a:\n\n\t\tb  \n```', '\tif a:\n\n\t\tb  '],
  ['code in a list, exactly', '1. Run:\n\n   ```sh\n   a\n     b\n   ```', '1. Run:\n\na\n  b'],
  ['tables with tabs', '|a|b|\n|-|-|\n|1|`2`|', 'a\tb\n1\t2'],
  ['links and images by their words', '[a](https://x.example) ![b](https://y.example)', 'a b'],
  ['formulas by their source', 'a \\(x^2\\) $$y$$', 'a \\(x^2\\) \\[y\\]'],
  ['formulas of their own', '$$\nx^2\n$$\n\n\\[\na\nb\n\\]', '\\[x^2\\]\n\n\\[\na\nb\n\\]'],
])('copies %s', (_what, markdown, expected) => {
  expect(copied(markdown)).toBe(expected)
})
