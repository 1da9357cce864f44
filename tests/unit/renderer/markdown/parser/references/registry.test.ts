import { describe, expect, it } from 'vitest'
import { toHtml } from '../../../../../../src/renderer/markdown/copy/to-html'
import type { StreamingParser } from '../../../../../../src/renderer/markdown/parser/nodes'
import { createParser } from '../../../../../../src/renderer/markdown/parser/parser'
import { html, normalized, readPieces, readWhole, toUnits } from '../reading'

function markupOf(parser: StreamingParser): string {
  return normalized(toHtml(parser.document))
}

function parserOf(...pieces: readonly string[]): StreamingParser {
  const parser = createParser()
  for (const piece of pieces) parser.push(piece)
  return parser
}

describe('a definition that comes late', () => {
  it('makes a link of what was settled as text, and names the leaf once', () => {
    const parser = parserOf('See [foo].\n\nOther text.\n\n')
    const [paragraph, other] = parser.document.children
    expect(markupOf(parser)).toBe('<p>See [foo].</p><p>Other text.</p>')
    expect(parser.takeReread()).toEqual([])
    parser.push('[foo]: /u\n\n')
    expect(parser.takeReread()).toEqual([paragraph])
    expect(parser.takeReread()).toEqual([])
    expect(parser.document.children).toEqual([paragraph, other])
    expect(markupOf(parser)).toBe('<p>See <a href="/u">foo</a>.</p><p>Other text.</p>')
  })

  it('reaches headings and the cells of tables', () => {
    const parser = parserOf('# [foo]\n\n| [foo] | b |\n|---|---|\n| c | [foo] |\n\n')
    const blocks = [...parser.document.children]
    parser.push('[foo]: /u\n\n')
    expect(parser.takeReread()).toEqual(blocks)
    expect(markupOf(parser).match(/<a href="\/u">foo<\/a>/g)).toHaveLength(3)
  })

  it('reaches what was missing before text that was read later', () => {
    const parser = parserOf('[foo] ', 'word '.repeat(600), '\n\n')
    parser.push('[foo]: /u\n\n')
    expect(markupOf(parser)).toMatch(/^<p><a href="\/u">foo<\/a> word/)
  })

  it('may stand in the same piece as what refers to it', () => {
    expect(markupOf(parserOf('[foo]\n\n[foo]: /u\n\n'))).toBe('<p><a href="/u">foo</a></p>')
  })

  it('does not count before its paragraph or its title is over', () => {
    const parser = parserOf('[foo]\n\n[foo]: /u "a\n')
    expect(markupOf(parser)).toContain('<p>[foo]</p>')
    parser.push('b"\nc')
    expect(markupOf(parser)).toContain('<a href="/u" title="a\nb">foo</a>')
  })

  it('does not count when its line turns out to be text', () => {
    expect(html('[foo]: /u "a\n\n[foo]')).toBe('<p>[foo]: /u &quot;a</p><p>[foo]</p>')
  })

  it('is not made by a line that may become a heading', () => {
    const parser = parserOf('[foo]: /1 x\n==')
    expect(markupOf(parser)).toBe('<p>[foo]: /1 x</p>')
    parser.push('\n\n[foo]')
    parser.end()
    expect(markupOf(parser)).toBe('<h1>[foo]: /1 x</h1><p>[foo]</p>')
  })

  it('counts first by its place, headings and paragraphs alike', () => {
    const text = '[foo]: /1\nTitle\n===\n\n[foo]: /2\n\n> [foo]: /3\n\n[foo]'
    expect(html(text)).toMatch(/<a href="\/1">foo<\/a>/)
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })

  it.each([
    ['[foo]: /u\n\n[foo', '][bar]', '[foo][bar]'],
    ['[bar]: /u\n\n[foo]', '[bar]', '<a href="/u">foo</a>'],
    ['[foo]: /u\n\n[foo]', '[bar]\n\n[bar]: /v', '<a href="/v">foo</a>'],
    ['[foo]: /u\n\n[foo]', '(/v)', '<a href="/v">foo</a>'],
    ['[foo]: /u\n\n[foo]', '[]', '<a href="/u">foo</a>'],
  ])('decides by what follows the bracket: %j and %j', (before, after, markup) => {
    expect(html(before + after)).toContain(markup)
    expect(readPieces([before, ...after])).toEqual(readWhole(before + after))
  })

  it('costs no more than the text for many definitions of one paragraph', () => {
    const labels = Array.from({ length: 400 }, (_, index) => `r${index}`)
    const paragraph = labels.map((label) => `[${label}]`).join(' ')
    const definitions = labels.map((label) => `[${label}]: /${label}\n`)
    const parser = parserOf(paragraph, '\n\n')
    const readings = definitions.map((definition) => {
      parser.push(definition)
      return parser.takeReread().length
    })
    expect(readings.reduce((sum, count) => sum + count, 0)).toBeLessThan(40)
    parser.end()
    expect(markupOf(parser).match(/<a /g)).toHaveLength(400)
  })
})

describe('footnotes', () => {
  function notesOf(text: string): readonly (readonly [string, number])[] {
    return readWhole(text).footnotes.map((note) => [note.label, note.number] as const)
  }

  it('are numbered by their first reference, wherever they are defined', () => {
    const text = 'a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X'
    expect(notesOf(text)).toEqual([
      ['x', 1],
      ['y', 2],
    ])
    expect(readWhole(text).children[0]).toMatchObject({
      inlines: [
        { text: 'a' },
        { kind: 'footnote-reference', label: 'x', number: 1, use: 1 },
        { text: ' b' },
        { kind: 'footnote-reference', label: 'y', number: 2, use: 1 },
        { text: ' c' },
        { kind: 'footnote-reference', label: 'x', number: 1, use: 2 },
      ],
    })
  })

  it('get their numbers anew when an earlier reference finds its note later', () => {
    const parser = parserOf('a[^x]\n\nb[^y]\n\n[^y]: Y\n\n')
    const [first, second] = parser.document.children
    expect(markupOf(parser)).toContain('<p>a[^x]</p><p>b<sup>1</sup></p>')
    expect(parser.takeReread()).toEqual([second])
    parser.push('[^x]: X\n\n')
    expect(new Set(parser.takeReread())).toEqual(new Set([first, second]))
    expect(markupOf(parser)).toContain('<p>a<sup>1</sup></p><p>b<sup>2</sup></p>')
    expect(parser.document.footnotes.map((note) => note.label)).toEqual(['x', 'y'])
  })

  it('are not there without a reference or a definition', () => {
    expect(notesOf('a[^x]\n\n[^y]: Y')).toEqual([])
    expect(html('a[^x]\n\n[^y]: Y')).toBe('<p>a[^x]</p>')
  })

  it('hold blocks, whose lines are indented by four', () => {
    const text = 'a[^x]\n\n[^x]: one\ntwo\n\n    - three\n\n          code\n\n    four\n\nafter'
    expect(html(text)).toBe(
      '<p>a<sup>1</sup></p><p>after</p><hr /><ol><li><p>one\ntwo</p>' +
        '<ul><li><p>three</p><pre><code>code\n</code></pre></li></ul><p>four</p></li></ol>',
    )
  })

  it('count the first definition of a label, whatever its case', () => {
    expect(html('a[^x]\n\n[^X]: one\n\n[^x]: two')).toContain('<ol><li><p>one</p></li></ol>')
  })

  it('may refer to notes themselves', () => {
    expect(notesOf('a[^x]\n\n[^x]: see [^y]\n\n[^y]: and [^x]')).toEqual([
      ['x', 1],
      ['y', 2],
    ])
  })

  it('may come in pieces', () => {
    const text = 'a[^x] b[^y]\n\n| [^y] |\n|---|\n| [^z] |\n\n[^z]: Z\n[^y]: Y [^x]\n[^x]: X\n\n- [^z]'
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })

  it('have no words with spaces for labels', () => {
    expect(html('[^a b]\n\n[^a b]: /u')).toBe('<p><a href="/u">^a b</a></p>')
  })
})
