import { describe, expect, it } from 'vitest'
import { toHtml } from '../../../../../../src/renderer/markdown/copy/to-html'
import { createParser } from '../../../../../../src/renderer/markdown/parser/parser'
import { normalized, shownHtml } from '../reading'

/** What the paragraph shows that is still being written. */
function shown(text: string): string {
  return shownHtml(...text).replace(/^<p>([^]*)<\/p>$/, '$1')
}

describe('what is unfinished looks finished', () => {
  it.each([
    ['a **b', 'a <strong>b</strong>'],
    ['a **b*', 'a <strong>b</strong>'],
    ['a *b', 'a <em>b</em>'],
    ['a ***b', 'a <em><strong>b</strong></em>'],
    ['a **b *c', 'a <strong>b <em>c</em></strong>'],
    ['a **b *c*', 'a <strong>b <em>c</em></strong>'],
    ['a ~~b', 'a <del>b</del>'],
    ['a __b', 'a <strong>b</strong>'],
    ['a `b c', 'a <code>b c</code>'],
    ['a ``b ` c`', 'a <code>b ` c</code>'],
    ['a **b `c', 'a <strong>b <code>c</code></strong>'],
    ['a [some te', 'a some te'],
    ['a [some text]', 'a some text'],
    ['a [some text](', 'a <a href="">some text</a>'],
    ['a [some text](http://x.y/z "ti', 'a <a href="">some text</a>'],
    ['a [some **te', 'a some <strong>te</strong>'],
    ['a [some **text**](x', 'a <a href="">some <strong>text</strong></a>'],
    ['a **b [some text](x', 'a <strong>b <a href="">some text</a></strong>'],
    ['a ![some te', 'a'],
    ['a ![some text](x', 'a <img src="" alt="some text" />'],
    ['a https://b.c/d', 'a <a href="https://b.c/d">https://b.c/d</a>'],
    ['a https://b.c/d.', 'a <a href="https://b.c/d">https://b.c/d</a>.'],
    ['a www.b.c', 'a <a href="http://www.b.c">www.b.c</a>'],
    ['a b@c.de', 'a <a href="mailto:b@c.de">b@c.de</a>'],
    ['a <https://b.c', 'a <a href="">https://b.c</a>'],
  ])('%s', (text, markup) => expect(shown(text)).toBe(markup))
})

describe('marks whose meaning is not known yet are not shown', () => {
  it.each([
    'a *',
    'a **',
    'a `',
    'a [',
    'a [1',
    'a [^note',
    'a !',
    'a \\',
    'a \\(x',
    'a \\[x + y',
    'a $',
    'a $x_1',
    'a &am',
    'a <',
    'a <b',
  ])('%s', (text) => expect(shown(text)).toBe('a'))

  const openings = ['-', '- ', '1', '1.', '1. ', '*', '**', '#', '## ', '`', '```', '```ts', '|', '~', '+', '[', '[^1']

  it.each(openings)('at the start of a block: %s', (line) => {
    expect(shownHtml('text\n\n', ...line)).toBe('<p>text</p>')
  })

  it.each([...openings, '=', '--', '|-', '|--|'])('below a line of text: %s', (line) => {
    expect(shownHtml('text\n', ...line)).toBe('<p>text</p>')
  })

  it.each(['[foo]:', '[foo]: htt', '[foo]: /u "ti', '[^1]', '[!NO', '[!NOTE]'])(
    'in a line that is no text: %s',
    (line) => {
      expect(shownHtml('> ', ...line)).not.toMatch(/<p>|\[/)
    },
  )
})

describe('marks that mean nothing are shown', () => {
  it.each([
    ['5 * 3', '5 * 3'],
    ['a_b', 'a_b'],
    ['it is $5 and', 'it is $5 and'],
    ['$HOME is', '$HOME is'],
    ['Hello!', 'Hello!'],
    ['a [1] b', 'a [1] b'],
    ['a ~5 min', 'a ~5 min'],
    ['a & b', 'a &amp; b'],
    ['a < b', 'a &lt; b'],
  ])('%s', (text, markup) => expect(shown(text)).toBe(markup))

  it('when nothing has answered them for long', () => {
    const words = 'some words '.repeat(40)
    expect(shown(`a *b ${words}end`)).toBe(`a *b ${words}end`)
    expect(shown(`a [b ${words}end`)).toBe(`a [b ${words}end`)
    expect(shown(`a \`b ${words}**c** end`)).toBe(`a \`b ${words}<strong>c</strong> end`)
    expect(shown(`a \\(b ${words}end`)).toBe(`a (b ${words}end`)
  })

  it('when the line of a link is over', () => {
    expect(shown('a [some text\nmore')).toBe('a [some text\nmore')
  })
})

describe('an open table', () => {
  it('shows its header from the first line on, as the same table', () => {
    const parser = createParser()
    const tables = new Set<object>()
    const texts: string[] = []
    for (const piece of '| a | b |\n| --- | :-: |\n| 1 | 2') {
      parser.push(piece)
      texts.push(normalized(toHtml(parser.document)))
      for (const block of parser.document.children) tables.add(block)
    }
    expect(tables.size).toBe(1)
    expect(texts.join('')).not.toMatch(/\||-{2}/)
    expect(texts[10]).toBe('<table><thead><tr><th>a</th><th>b</th></tr></thead></table>')
  })

  it('is text when the second line is no delimiter row', () => {
    expect(shownHtml('| a | b |\n', 'c')).toBe('<p>| a | b |\nc</p>')
  })

  it('shows an open row as a row', () => {
    expect(shownHtml('| a | b |\n|---|---|\n| 1 | **2')).toContain('<td>1</td><td><strong>2</strong></td>')
  })
})

describe('what follows', () => {
  it.each([
    ['a **b', '\n\nc', '<p>a **b</p><p>c</p>'],
    ['a [b', ' c\n\nd', '<p>a [b c</p><p>d</p>'],
    ['a `b', '\n\nc', '<p>a `b</p><p>c</p>'],
    ['a [b](c', ' d', '<p>a [b](c d</p>'],
    ['a \\(b', '\n\nc', '<p>a (b</p><p>c</p>'],
    ['a **b', ' **c', '<p>a **b **c</p>'],
  ])('gives exactly what CommonMark says: %s', (before, after, markup) => {
    const parser = createParser()
    for (const piece of [...before, ...after]) parser.push(piece)
    parser.end()
    expect(normalized(toHtml(parser.document))).toBe(markup)
  })
})
