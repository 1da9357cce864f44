import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { GrowingBlocks, type Block } from '../../../../src/renderer/markdown/growing-blocks'

const documents: Readonly<Record<string, string>> = {
  everything: `# Title

Text with **strong** and a [reference].

- one
- two
  - nested

  loose now

1. first
2. second

> quote
lazy line
> > deeper

\`\`\`ts
const a = '\\n\\n'

const b = 1
\`\`\`

| a | b |
|---|--:|
| 1 | 2 |

Setext
---

<div>
html
</div>

    indented

[reference]: https://example.com "Title"

The end.`,
  'a star that may be a list or a strong word': '- a\n**bold** goes on\n\nlast\n',
  'a paragraph that becomes a table': 'before\na | b\n--|--\n1 | 2\n\nafter\n',
  'windows line ends': 'one\r\ntwo\r\n\r\n- a\r\n- b\r\n\r\nend',
  'a fence that never ends': 'text\n\n```\ncode\n\nmore code',
  chinese: '第一段。\n\n第二段，**重点**。\n\n- 甲\n- 乙\n',
}

/** Top-level blocks as the parser sees them in the whole text. */
function whole(text: string): readonly string[] {
  const tokens = marked.lexer(text.replaceAll(/\r\n?/g, '\n'), { gfm: true })
  return tokens.filter((token) => token.type !== 'space' && token.type !== 'def').map((token) => JSON.stringify(token))
}

const shape = (blocks: readonly Block[]) => blocks.map((block) => JSON.stringify(block.token))

describe.each(Object.entries(documents))('%s', (_, text) => {
  it.each([1, 2, 3, 7, 64])('fed %i characters at a time ends as one reading of the whole', (size) => {
    const growing = new GrowingBlocks()
    for (let end = 0; end < text.length; end += size) growing.update(text.slice(0, end))
    expect(shape(growing.finish(text))).toEqual(whole(text))
  })

  it('has the same block boundaries before it is finished', () => {
    const growing = new GrowingBlocks()
    for (let end = 1; end < text.length; end += 1) growing.update(text.slice(0, end))
    const types = growing.update(text).map((block) => block.token.type)
    expect(types).toEqual(whole(text).map((token) => (JSON.parse(token) as { type: string }).type))
  })
})

it('never touches a finished block again', () => {
  const growing = new GrowingBlocks()
  const [first] = growing.update('First.\n\nSecond.\n\nThi')
  expect(growing.update('First.\n\nSecond.\n\nThird.\n\n- a')[0]).toBe(first)
  expect(growing.finish('First.\n\nSecond.\n\nThird.\n\n- a')[0]).toBe(first)
})

it('draws a reference again whose address comes at the end', () => {
  const growing = new GrowingBlocks()
  const text = 'See [it].\n\nMore.\n\n[it]: https://example.com\n'
  const [before] = growing.update(text.slice(0, 20))
  const [after] = growing.finish(text)
  expect(JSON.stringify(before)).not.toContain('https://example.com')
  expect(JSON.stringify(after)).toContain('https://example.com')
})

it('starts over when the text is another one', () => {
  const growing = new GrowingBlocks()
  growing.update('One text.\n\nWith two blocks.\n\nAnd three')
  expect(shape(growing.finish('Something else'))).toEqual(whole('Something else'))
})

it.each(['>', '- ', '**'])('shows thousands of levels of %s as they were written', (mark) => {
  const text = mark.repeat(6000) + 'x'
  const blocks = new GrowingBlocks().finish(text)
  expect(blocks.map((block) => block.token.raw).join('')).toBe(text)
})
