import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openGuideIndex, parseArticle } from '../../../src/main/providers/guide/guide-search'

const folder = join(import.meta.dirname, '../../../resources/guide')
const languages = ['en', 'zh-CN'] as const

it('has the same articles in both languages', () => {
  const [english, chinese] = languages.map((language) => readdirSync(join(folder, language)).sort())
  expect(english?.length).toBeGreaterThanOrEqual(35)
  expect(chinese).toEqual(english)
})

describe.each(languages)('%s', async (language) => {
  const { articles, search } = await openGuideIndex(join(folder, language))

  it('has a title, keywords, three questions or more and a short body in each article', () => {
    for (const { name, title, keywords, questions, body } of articles) {
      expect(title, name).toMatch(/[?？]$/)
      expect(
        keywords.filter((keyword) => keyword === ''),
        name,
      ).toEqual([])
      expect(questions.length, name).toBeGreaterThanOrEqual(3)
      expect(body.length, name).toBeGreaterThan(100)
      expect(body.length, name).toBeLessThan(1400)
      expect(body, name).not.toMatch(/^#/m)
      // CommonMark does not close bold text between a mark and a letter: the mark goes behind the asterisks.
      const bold = body.match(/\*\*[^*\n]+\*\*.?/g) ?? []
      expect(bold.filter((text) => /\p{P}\*\*[\p{L}\p{N}]$/u.test(text))).toEqual([])
    }
  })

  it('finds each article by its title and by each of its questions, with no doubt', () => {
    for (const { name, title, questions } of articles) {
      for (const question of [title, ...questions]) {
        const [best] = search(question)
        expect([question, best?.article.name, best?.confidence]).toEqual([question, name, 1])
      }
    }
  })

  it('asks no question in two articles', () => {
    const all = articles.flatMap(({ title, questions }) => [title, ...questions]).map((text) => text.toLowerCase())
    expect(all.filter((question, at) => all.indexOf(question) !== at)).toEqual([])
  })

  it('offers in the welcome what can be asked', () => {
    const offered = articles.find(({ name }) => name === 'welcome')?.body.match(/^- (.*)$/gm) ?? []
    expect(offered.length).toBeGreaterThan(4)
    for (const line of offered) expect(search(line.slice(2))[0]?.confidence, line).toBeGreaterThan(0.8)
  })

  it('says the same keys in both lists of keys', () => {
    const keysIn = (name: string) =>
      readFileSync(join(folder, language, `${name}.md`), 'utf8').match(/`(?:Ctrl|Shift)\+[^`]+`/g)
    for (const key of keysIn('hotkey') ?? []) expect(keysIn('keyboard')).toContain(key)
  })
})

it('survives files with Windows line ends and rules in the text', () => {
  const source =
    '---\r\ntitle: A?\r\nkeywords: a, b\r\nquestions:\r\n  - Is it A?\r\n---\r\n\r\nOne\r\n\r\n---\r\n\r\nTwo\r\n'
  expect(parseArticle('a', source)).toEqual({
    name: 'a',
    title: 'A?',
    keywords: ['a', 'b'],
    questions: ['Is it A?'],
    body: 'One\n\n---\n\nTwo',
  })
})
