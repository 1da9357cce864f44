import { expect, it } from 'vitest'
import { newSentences } from '../../../../../src/renderer/chat/transcript/sentences'

it('says whole sentences and keeps the unfinished one for later', () => {
  expect(newSentences('It is 3.5 metres. And then', 0, false)).toEqual({ spoken: 'It is 3.5 metres.', upTo: 17 })
  expect(newSentences('It is 3.5 metres. And then it', 17, false)).toEqual({ spoken: '', upTo: 17 })
})

it('ends a Chinese sentence without a space behind it', () => {
  expect(newSentences('可以。因为', 0, false).spoken).toBe('可以。')
})

it('says the rest at the end', () => {
  expect(newSentences('One. Two', 4, true)).toEqual({ spoken: 'Two', upTo: 8 })
})

it('never says a character twice, however the text is cut', () => {
  const text = 'First. Second!  Third?\n- a list\n- of **two**\n\nThe end'
  let from = 0
  const said: string[] = []
  for (let length = 1; length <= text.length; length += 1) {
    const { spoken, upTo } = newSentences(text.slice(0, length), from, length === text.length)
    if (spoken !== '') said.push(spoken)
    from = upTo
  }
  expect(said.join(' ')).toBe('First. Second! Third? a list of two The end')
})

it('reads words without the marks around them', () => {
  expect(newSentences('## See [the page](https://x.example) and `code`.\n', 0, false).spoken).toBe(
    'See the page and code .',
  )
})

// Data without an end of a sentence would be looked at again from its start each time more of it comes.
it('reads a text without an end in parts, between its words', () => {
  const text = 'word '.repeat(300)
  const first = newSentences(text, 0, false)
  expect(first.upTo).toBe(text.length)
  expect(newSentences(`${text}and`, first.upTo, false)).toEqual({ spoken: '', upTo: first.upTo })
  expect(newSentences('x'.repeat(1200), 0, false).upTo).toBe(1200)
})

// A pattern that looks to the end of the text from each of its marks takes minutes for these.
it.each(['[', '[a](', '![', '\n', ' \n', '* ', '> ', '`', '1. ', '.'])('takes no longer for nothing but %j', (mark) => {
  const startedAt = performance.now()
  newSentences(`${mark.repeat(100_000)}\n`, 0, true)
  expect(performance.now() - startedAt).toBeLessThan(500)
})
