import { describe, expect, it } from 'vitest'
import { createParser } from '../../../../../../src/renderer/markdown/parser/parser'
import { html, readPieces, readWhole, toPieces } from '../reading'
import { countWork } from '../work-count'

function fill(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length)
}

function workOf(text: string, pieceLength: number): number {
  const pieces = toPieces(text, [pieceLength])
  return countWork(() => {
    readPieces(pieces)
  })
}

const markings: Readonly<Record<string, string>> = {
  'plain words': 'word ',
  'no spaces': 'a',
  'CJK text': '没有空格的文字，',
  'emphasis that opens': '*a ',
  'emphasis that may do both': 'a**b',
  'emphasis of two kinds': '*a _b ',
  'opening brackets': '[',
  'opening brackets of images': '![',
  'closing brackets': ']',
  'bracketed words': '[a] ',
  'half a link': '[a](',
  'half a link and its address': '[a](b',
  'links in links': '[a](b "c" [d](e) ',
  backticks: '`',
  'runs of backticks': '` a `` b ``` c ```` ',
  'angle brackets': '<',
  'half a tag': '<a b="c" ',
  comments: 'x <!-- ',
  declarations: 'x <!A ',
  'CDATA sections': 'x <![CDATA[ ',
  ampersands: '&amp',
  dollars: '$a ',
  'pairs of dollars': '$$a ',
  'open formulas': 'x \\(a ',
  backslashes: '\\',
  addresses: 'http://a.b ',
  'addresses with parentheses': 'http://a.b/((a))) ',
  'half a mail address': 'a@',
  tildes: '~a ',
  'a closer that waits for a bracket': '*a [b* c ',
  'closers that wait for brackets': '*a [b* c] ',
  'everything at once': '*a [b* c](d) `e <f ![g $h ~~i ',
  'combining marks': 'a\u0301\u0302\u0303',
  'hard breaks': 'a  \n',
  'soft breaks': 'a\n',
}

describe('the work for one paragraph', () => {
  it.each(Object.entries(markings))('grows with the text in large pieces: %s', (_, text) => {
    const small = workOf(fill(text, 12_000), 2_000)
    const large = workOf(fill(text, 36_000), 2_000)
    expect(large).toBeLessThan(small * 3 * 1.4)
    expect(large / 36_000).toBeLessThan(150)
  })

  it.each([
    ['words', 'word '],
    ['words behind a lone *', 'word ', 'x *a '],
    ['words behind a lone [', 'word ', 'x [a '],
    ['words behind a lone $', 'word ', 'x $a '],
    ['words behind an open link', 'word', '[a]('],
    ['words behind an open title', 'word ', '[a](b "'],
    ['the bytes of an image', 'QUJD', '![a](data:image/png;base64,'],
    ['bold words', '**word** '],
    ['the cells of a row', 'word | ', '| a | b |\n|---|---|\n| '],
    ['a heading', 'word ', '# '],
    ['code', 'word ', '```\n'],
    ['HTML', 'word ', '<div>\n'],
    ['blanks', ' ', 'a'],
  ])('grows with the text in pieces of four characters: %s', (_, text, start = '') => {
    const small = workOf(start + fill(text, 12_000), 4)
    const large = workOf(start + fill(text, 36_000), 4)
    expect(large).toBeLessThan(small * 3 * 1.4)
    expect(large / 36_000).toBeLessThan(60)
  })

  it('stays bounded behind a lone backtick in pieces of four characters', () => {
    const start = workOf(`x \`a ${fill('word ', 8_000)}`, 4)
    expect(workOf(`x \`a ${fill('word ', 32_000)}`, 4)).toBeLessThan(start + 24_000 * 60)
  })
})

describe('limits', () => {
  it('nest no deeper than a hundred nodes', () => {
    const deep = '*a **b '.repeat(200) + 'c** d* '.repeat(200)
    const depth = (markup: string): number => {
      let now = 0
      return Math.max(...[...markup.matchAll(/<(\/?)(?:em|strong)>/g)].map((tag) => (now += tag[1] === '/' ? -1 : 1)))
    }
    expect(depth(html(deep))).toBe(100)
    expect(readPieces(toPieces(deep, [7]))).toEqual(readWhole(deep))
  })

  it('let an opener go that is out of reach, the same in pieces', () => {
    const text = `*a ${fill('word ', 12_000)}b* and *c*`
    expect(html(text)).toMatch(/^<p>\*a word.*b\* and <em>c<\/em><\/p>$/)
    expect(readPieces(toPieces(text, [50]))).toEqual(readWhole(text))
  })

  it('let a bracket go that is out of reach, the same in pieces', () => {
    const text = `x *y [a ${fill('word ', 12_000)}b* c](d) [e](f)`
    expect(html(text)).toContain('c](d) <a href="f">e</a>')
    expect(readPieces(toPieces(text, [50]))).toEqual(readWhole(text))
  })

  it('settle text before a lone mark soon', () => {
    const parser = createParser()
    parser.push(`x *a [b \`c ${fill('word ', 40_000)}`)
    const [paragraph] = parser.document.children
    if (paragraph?.kind !== 'paragraph') throw new Error('no paragraph')
    expect(paragraph.inlines.length - paragraph.settledInlines).toBeLessThan(60)
  })

  it('read the same in pieces when they are met', () => {
    const texts = ['*a [b* c ', '`'.repeat(9), '<a b ', 'a@', '\\(x ', '[x](y "z', 'http://a.b/c?']
    for (const some of texts) {
      const text = `x ${fill(some, 13_000)} end`
      expect(readPieces(toPieces(text, [97]))).toEqual(readWhole(text))
    }
  })
})
