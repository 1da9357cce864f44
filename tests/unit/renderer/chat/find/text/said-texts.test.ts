import { expect, it } from 'vitest'
import { SaidTexts } from '../../../../../../src/renderer/chat/find/text/said-texts'

function said(written: string, texts = new SaidTexts()): string {
  const reading = texts.of('id', written)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
  }
}

// What is counted must be what stands in the page, or "3 of 17" shows another match than the third.
it('says what stands in the page, a line for each block, and no marks', () => {
  const written = `# A *title*

Soft
break and **bo**ld, a [link](https://x.example) and \`code_here\`.

> quoted

- one
- two

| a | b |
| - | - |
| c | d |

\`\`\`js
const x = 1

done()
\`\`\`

\\[ x^2 \\]

![picture](https://x.example/p.png) and a note[^1].

[^1]: The note.
`
  expect(said(written).split('\n')).toEqual([
    'A title',
    'Soft break and bold, a link and code_here.',
    'quoted',
    'one',
    'two',
    'a',
    'b',
    'c',
    'd',
    'const x = 1',
    '',
    'done()',
    ' and a note.',
    'The note.',
    '',
  ])
})

it('reads a text again when it has grown', () => {
  const texts = new SaidTexts()
  expect(said('one', texts)).toBe('one\n')
  expect(said('one two', texts)).toBe('one two\n')
})
