import { describe, expect, test } from 'vitest'
import { ThinkTags } from '../../../../../src/main/providers/chat-completions/think-tags'

function separate(pieces: readonly string[]): { reasoning: string; answer: string } {
  const tags = new ThinkTags()
  const all = [...pieces.flatMap((piece) => tags.push(piece)), ...tags.end()]
  const join = (reasoning: boolean) =>
    all
      .filter((piece) => piece.reasoning === reasoning)
      .map((piece) => piece.text)
      .join('')
  return { reasoning: join(true), answer: join(false) }
}

const table: readonly (readonly [what: string, content: string, reasoning: string, answer: string])[] = [
  ['no tag', 'Hello <b>', '', 'Hello <b>'],
  ['a tag that opens the reply', '<think>a</think>b', 'a', 'b'],
  ['white space before it, line ends around it', '\n <think>\n\na\n</think>\n\nb', 'a\n', 'b'],
  ['nothing thought', '<think>\n\n</think>\n\nb', '', 'b'],
  ['a tag that does not open the reply', 'b <think>a</think>', '', 'b <think>a</think>'],
  ['a second tag', '<think>a</think>b<think>c</think>', 'a', 'b<think>c</think>'],
  ['never closed', '<think>a < b </thin', 'a < b </thin', ''],
  ['never opened', 'a</think>b', '', 'a</think>b'],
  ['only the start of a tag', ' <thi', '', ' <thi'],
  ['a tag of another name', '<thinking>a', '', '<thinking>a'],
  ['a closing tag between backticks', '<think>say `</think>` now</think>b', 'say `</think>` now', 'b'],
  ['a closing tag in a fence', '<think>\n```\n</think>\n```\n</think>b', '```\n</think>\n```\n', 'b'],
  ['a tilde fence, indented', '<think>\n  ~~~html\n</think>\n  ~~~\nx</think>b', '~~~html\n</think>\n  ~~~\nx', 'b'],
  ['an open backtick before the end of a line', '<think>use `x</think>\nb', 'use `x', 'b'],
  ['an open backtick at the very end', '<think>use `x</think>', 'use `x', ''],
  ['backticks closed before it', '<think>`x` and ``y``</think>b', '`x` and ``y``', 'b'],
]

describe.each(table)('%s', (_, content, reasoning, answer) => {
  test('whole', () => {
    expect(separate([content])).toEqual({ reasoning, answer })
  })

  test('split at every character, and at every place in two', () => {
    expect(separate([...content])).toEqual({ reasoning, answer })
    for (let cut = 1; cut < content.length; cut += 1) {
      expect(separate([content.slice(0, cut), content.slice(cut)]), `cut at ${cut}`).toEqual({ reasoning, answer })
    }
  })
})

test('an answer after a fence that was never closed is not lost', () => {
  const content = '<think>\n```\ncode</think>\nThe answer.'
  expect(separate([content]).answer).toBe('The answer.')
  expect(separate([...content]).answer).toBe('The answer.')
})

test('text is given out at once when it can be no tag', () => {
  const tags = new ThinkTags()
  expect(tags.push('H')).toEqual([{ reasoning: false, text: 'H' }])
  expect(tags.settled).toBe(true)
})

test('thinking is given out as it comes', () => {
  const tags = new ThinkTags()
  expect(tags.push('<think>abc')).toEqual([{ reasoning: true, text: 'abc' }])
  expect(tags.push(' def <')).toEqual([{ reasoning: true, text: ' def ' }])
})
