import { describe, expect, it } from 'vitest'
import {
  bareText,
  closestWord,
  contentCharacter,
  contentTerms,
  indexText,
  isStranger,
  phraseWords,
} from '../../../../../src/main/providers/guide/guide-words'

const textsOf = (question: string, lexicon: readonly string[] = []) =>
  contentTerms(question, new Set(lexicon)).map((term) => term.text)

describe('indexText', () => {
  it('keeps Latin words and cuts Han into overlapping pairs', () => {
    expect(indexText('Set the base_URL: 接口地址, 慢')).toBe('set the baseurl 接口 口地 地址 慢')
  })
  it('reads full-width letters and typographic apostrophes like plain ones', () => {
    expect(indexText('ＡＰＩ doesn’t')).toBe('api doesnt')
  })
})

describe('contentTerms', () => {
  it('leaves out the little words of both languages', () => {
    expect(textsOf('How do I copy the reply?')).toEqual(['copy', 'reply'])
    expect(textsOf('怎么复制呢')).toEqual(['复制'])
  })
  it('keeps a known word whole where the dictionary would cut it', () => {
    expect(textsOf('半天才出字', ['半天'])).toContain('半天')
  })
  it('keeps a word of nothing but little characters when it is known', () => {
    expect(textsOf('哪个好用', ['好用'])).toEqual(['好用'])
    expect(textsOf('不想')).toEqual([])
  })
  it('lets words that any question could hold weigh little', () => {
    const [app, dark] = contentTerms('app dark', new Set())
    expect(app?.weight).toBeLessThan((dark?.weight ?? 0) / 4)
  })
})

describe('closestWord', () => {
  const vocabulary = new Set(['interrupted', 'delete', 'apply', 'move', 'keyboard'])
  it('repairs a typo', () => {
    expect(closestWord('interupted', vocabulary)).toBe('interrupted')
    expect(closestWord('keybaord', vocabulary)).toBe('keyboard')
  })
  it('makes no other word of a short one', () => {
    expect(closestWord('apple', vocabulary)).toBeNull()
    expect(closestWord('movie', vocabulary)).toBeNull()
  })
})

it('tells words with one stem apart that are no relatives', () => {
  expect(isStranger('business', new Set(['busy']))).toBe(true)
  expect(isStranger('regenerating', new Set(['regenerate']))).toBe(false)
})

it('finds the character that carries the meaning of a pair', () => {
  expect(contentCharacter('停了')).toBe('停')
  expect(contentCharacter('密钥')).toBeNull()
  expect(contentCharacter('of')).toBeNull()
})

it('compares questions without case and punctuation, and their manner with their little words', () => {
  expect(bareText(' “已中断”是什么意思？ ')).toBe(bareText('已中断是什么意思'))
  expect([...phraseWords("what's a token")]).toEqual(['what', 'a', 'token'])
})
