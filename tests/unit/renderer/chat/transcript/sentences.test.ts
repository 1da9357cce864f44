import { expect, it } from 'vitest'
import { takeSentences } from '../../../../../src/renderer/chat/transcript/sentences'

it('says whole sentences and keeps the unfinished one for later', () => {
  expect(takeSentences('It is 3.5 metres. And then', false)).toEqual({ spoken: 'It is 3.5 metres.', rest: ' And then' })
  expect(takeSentences(' And then it', false)).toEqual({ spoken: '', rest: ' And then it' })
})

it('ends a Chinese sentence without a space behind it', () => {
  expect(takeSentences('可以。因为', false)).toEqual({ spoken: '可以。', rest: '因为' })
})

it('says the rest at the end', () => {
  expect(takeSentences(' Two', true)).toEqual({ spoken: 'Two', rest: '' })
})

it('never says a character twice, however the text comes', () => {
  const text = 'First. Second!  Third?\n- a list\n- of **two**\n\nThe end'
  let unsaid = ''
  const said: string[] = []
  for (const [index, character] of [...text].entries()) {
    const { spoken, rest } = takeSentences(unsaid + character, index === text.length - 1)
    if (spoken !== '') said.push(spoken)
    unsaid = rest
  }
  expect(said.join(' ')).toBe('First. Second! Third? a list of two The end')
})

it('reads words without the marks around them', () => {
  expect(takeSentences('## See [the page](https://x.example) and `code`.\n', false).spoken).toBe(
    'See the page and code .',
  )
})

// Data without an end of a sentence would be looked at again from its start each time more of it comes.
it('reads a text without an end in parts, between its words', () => {
  const text = 'word '.repeat(200)
  expect(takeSentences(`${text}and`, false)).toEqual({ spoken: text.trim(), rest: 'and' })
  expect(takeSentences('x'.repeat(1200), false).rest).toBe('x'.repeat(200))
})

// All of a reply that came at once, in a region that the browser lays out, stopped the page for seconds.
it.each([false, true])('says no more than a thousand characters at once, the text being over: %s', (ended) => {
  let unsaid = 'A sentence of a reply that came at once. '.repeat(1000)
  const whole = unsaid.replaceAll(/\s+/g, ' ').trim()
  const said: string[] = []
  while (unsaid.trim() !== '') {
    const { spoken, rest } = takeSentences(unsaid, ended)
    expect(spoken.length).toBeGreaterThan(0)
    expect(spoken.length).toBeLessThanOrEqual(1000)
    said.push(spoken)
    unsaid = rest
  }
  expect(said.join(' ')).toBe(whole)
})

// A pattern that looks to the end of the text from each of its marks takes minutes for these.
it.each(['[', '[a](', '![', '\n', ' \n', '* ', '> ', '`', '1. ', '.'])('takes no longer for nothing but %j', (mark) => {
  const startedAt = performance.now()
  takeSentences(`${mark.repeat(100_000)}\n`, true)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})
