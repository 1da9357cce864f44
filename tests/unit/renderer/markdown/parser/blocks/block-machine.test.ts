import { describe, expect, it } from 'vitest'
import { createParser } from '../../../../../../src/renderer/markdown/parser/parser'
import { html, readPieces, readWhole, shownHtml, toPieces, toUnits } from '../reading'
import { countWork } from '../work-count'

function row(tag: 'th' | 'td', ...cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
}

function table(head: readonly string[], ...rows: readonly (readonly string[])[]): string {
  const body = rows.map((cells) => row('td', ...cells)).join('')
  return `<table><thead>${row('th', ...head)}</thead>${body === '' ? '' : `<tbody>${body}</tbody>`}</table>`
}

describe('tables', () => {
  it.each([
    ['with a body', '| foo | bar |\n| --- | --- |\n| baz | bim |', table(['foo', 'bar'], ['baz', 'bim'])],
    ['without a body', '| a | b |\n|---|---|', table(['a', 'b'])],
    ['without pipes at the edges', 'a | b\n-|-\nc | d', table(['a', 'b'], ['c', 'd'])],
    ['with one column', '| a |\n|---|\n| b |', table(['a'], ['b'])],
    ['with one column and no pipe', 'a\n:-', table(['a']).replace('<th>', '<th align="left">')],
    ['with too few cells', '| a | b |\n|---|---|\n| c |', table(['a', 'b'], ['c', ''])],
    ['with too many cells', '| a | b |\n|---|---|\n| c | d | e |', table(['a', 'b'], ['c', 'd'])],
    ['with an empty cell', '| a | b |\n|---|---|\n| | d |', table(['a', 'b'], ['', 'd'])],
    ['with a row without pipes', '| a | b |\n|---|---|\nc\n\nd', `${table(['a', 'b'], ['c', ''])}<p>d</p>`],
    ['that a quote ends', '| a |\n|---|\n| b |\n> c', `${table(['a'], ['b'])}<blockquote><p>c</p></blockquote>`],
    ['that a list ends', '| a |\n|---|\n- c', `${table(['a'])}<ul><li>c</li></ul>`],
    ['that code ends', '| a |\n|---|\n    c', `${table(['a'])}<pre><code>c\n</code></pre>`],
    ['behind a paragraph', 'text\n| a |\n|---|\n| b |', `<p>text</p>${table(['a'], ['b'])}`],
    ['behind a paragraph, without pipes at the edges', 'text\na | b\n-|-', `<p>text</p>${table(['a', 'b'])}`],
    ['in a quote', '> | a |\n> |---|\n| b |', `<blockquote>${table(['a'])}</blockquote><p>| b |</p>`],
    ['in an item', '- | a |\n  |---|\n  | b |', `<ul><li>${table(['a'], ['b'])}</li></ul>`],
  ])('are read %s', (_, text, markup) => {
    expect(html(text)).toBe(markup)
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })

  it.each([
    ['columns that do not match', '| a | b |\n|---|', '<p>| a | b |\n|---|</p>'],
    ['a blank line in between', '| a |\n\n|---|', '<p>| a |</p><p>|---|</p>'],
    ['a lazy line', '> | a |\n|---|', '<blockquote><p>| a |\n|---|</p></blockquote>'],
    ['a list below', 'a | b\n- | -', '<p>a | b</p><ul><li>| -</li></ul>'],
  ])('are none with %s', (_, text, markup) => expect(html(text)).toBe(markup))

  it('align their columns', () => {
    expect(readWhole('a|b|c|d\n:-|-:|:-:|-').children[0]).toMatchObject({ align: ['left', 'right', 'center', null] })
  })

  it('let a pipe with a backslash be text, in code too', () => {
    const text = '| f\\|oo |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |'
    expect(html(text)).toBe(table(['f|oo'], ['b <code>|</code> az'], ['b <strong>|</strong> im']))
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })

  it('have at most 256 columns, and more are text', () => {
    const wide = (columns: number): string => `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|`
    expect(readWhole(wide(256)).children).toMatchObject([{ kind: 'table' }])
    expect(readWhole(wide(257)).children).toMatchObject([{ kind: 'paragraph' }])
    expect(readWhole(wide(10_000)).children).toMatchObject([{ kind: 'paragraph' }])
  })

  it('end when too many cells would have to be filled up', () => {
    const text = `${'|a'.repeat(250)}|\n${'|-'.repeat(250)}|\n${'|\n'.repeat(500)}`
    const [first, second] = readWhole(text).children
    expect(first?.kind === 'table' && first.rows.length).toBe(81)
    expect(second?.kind).toBe('paragraph')
    expect(readPieces(toPieces(text, [31]))).toEqual(readWhole(text))
  })
})

describe('tasks', () => {
  const task = (isDone: boolean, text: string): string =>
    `<li><input type="checkbox" disabled=""${isDone ? ' checked=""' : ''} /> ${text}</li>`

  it.each([
    ['- [ ] foo\n- [x] bar', `<ul>${task(false, 'foo')}${task(true, 'bar')}</ul>`],
    ['1. [X] a', `<ol>${task(true, 'a')}</ol>`],
    ['- [x]\n  foo', `<ul>${task(true, 'foo')}</ul>`],
    [
      '- [x] foo\n  - [ ] bar',
      `<ul>${task(true, `foo<ul>${task(false, 'bar')}</ul>`).replace('foo<ul>', 'foo<ul>')}</ul>`,
    ],
    ['- [ ]', '<ul><li>[ ]</li></ul>'],
    ['- [x]foo', '<ul><li>[x]foo</li></ul>'],
    ['- a [x] b', '<ul><li>a [x] b</li></ul>'],
    ['[x] a', '<p>[x] a</p>'],
    ['- [x]: /u\n- [x]', '<ul><li></li><li><a href="/u">x</a></li></ul>'],
    ['- a\n\n  [x] b', '<ul><li><p>a</p><p>[x] b</p></li></ul>'],
  ])('%j', (text, markup) => {
    expect(html(text)).toBe(markup)
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })
})

describe('alerts', () => {
  it.each(['note', 'tip', 'important', 'warning', 'caution'])('may be a %s', (alert) => {
    expect(readWhole(`> [!${alert.toUpperCase()}]\n> a\n>\n> b`).children).toMatchObject([
      { kind: 'quote', alert, children: [{ kind: 'paragraph' }, { kind: 'paragraph' }] },
    ])
  })

  it.each([
    ['> [!NOTE] a', '[!NOTE] a'],
    ['> [!OTHER]\n> a', '[!OTHER]\na'],
    ['> a\n> [!NOTE]', 'a\n[!NOTE]'],
    ['> **[!NOTE]**', '<strong>[!NOTE]</strong>'],
  ])('are none with other text: %j', (text, markup) => {
    expect(html(text)).toBe(`<blockquote><p>${markup}</p></blockquote>`)
    expect(readWhole(text).children).toMatchObject([{ alert: null }])
  })
})

describe('formulas of their own', () => {
  it.each([
    ['$$\nx\n$$', 'x'],
    ['\\[\nx\n\\]', 'x'],
    ['$$x = 1$$', 'x = 1'],
    ['\\[ x = 1 \\]', 'x = 1'],
    ['text\n$$\nx\n$$', 'x'],
    ['$$\n\nx\n\ny\n$$', 'x\n\ny'],
    ['$$\na\n+ b\n- c\n= d\n$$', 'a\n+ b\n- c\n= d'],
    ['\\[\\begin{a}\nx \\\\\ny\n\\end{a}\\]', '\\begin{a}\nx \\\\\ny\n\\end{a}'],
    ['- a\n  $$\n  x\n  $$', 'x'],
    ['$$\nx\n$$.', 'x\n.'],
    ['\\[\nx\ny \\].', 'x\ny.'],
  ])('%j', (text, tex) => {
    expect(JSON.stringify(readWhole(text))).toContain(JSON.stringify({ kind: 'math', tex, closed: true }))
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })

  it('let text go on behind their end', () => {
    expect(html('$$\nx\n$$ and more\n\ntext')).toBe('<p><code>x</code></p><p>and more</p><p>text</p>')
    expect(html('$$\nx\ny $$ - more')).toBe('<p><code>x\ny</code></p><ul><li>more</li></ul>')
  })

  it('end at a blank line when they began with text and were not closed', () => {
    expect(readWhole('$$x = 1\n\ntext').children).toMatchObject([
      { kind: 'math', tex: 'x = 1', closed: false },
      { kind: 'paragraph' },
    ])
  })

  it.each(['$$ is the process', '\\[not a link](/foo)', '$$x$$ and more', '\\[1\\] and more'])(
    'are not: %s',
    (text) => {
      expect(readWhole(text).children).toMatchObject([{ kind: 'paragraph' }])
    },
  )
})

describe('HTML', () => {
  it('is a block of its own, as it was written', () => {
    const text = '<div>\n  *a*\n</div>\n\n<script>\n\nb\n</script> c\nd\n\n<x-y z="1">\n'
    expect(readWhole(text).children).toMatchObject([
      { kind: 'html', text: '<div>\n  *a*\n</div>' },
      { kind: 'html', text: '<script>\n\nb\n</script> c' },
      { kind: 'paragraph' },
      { kind: 'html', text: '<x-y z="1">' },
    ])
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
  })
})

describe('lists', () => {
  it('become loose when a gap is known to lie between blocks', () => {
    const parser = createParser()
    parser.push('- a\n- b\n\n')
    const [list] = parser.document.children
    expect(list).toMatchObject({ loose: false })
    parser.push('text')
    expect(list).toMatchObject({ loose: false })
    const other = createParser()
    other.push('- a\n- b\n\n- c')
    expect(other.document.children).toMatchObject([{ loose: true }])
  })
})

describe('what is open', () => {
  it('shows while its line still grows', () => {
    expect(shownHtml('- a\n- ', 'b')).toBe('<ul><li>a</li><li>b</li></ul>')
    expect(shownHtml('## tit')).toBe('<h2>tit</h2>')
    expect(shownHtml('## title ##')).toBe('<h2>title</h2>')
    expect(shownHtml('> - quo')).toBe('<blockquote><ul><li>quo</li></ul></blockquote>')
    expect(shownHtml('```ts\nconst')).toBe('<pre><code class="language-ts">const\n</code></pre>')
  })
})

function fill(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length)
}

function workOf(text: string, pieceLength: number): number {
  return countWork(() => {
    readPieces(toPieces(text, [pieceLength]))
  })
}

describe('the work for blocks', () => {
  it.each([
    ['quotes in quotes', '>'],
    ['quotes and lists', '> - '],
    ['lists in lists', '- '],
    ['items', '- a\n'],
    ['loose items', '- a\n\n'],
    ['numbered items', '1. a\n'],
    ['tasks', '- [ ] a\n'],
    ['rules', '***'],
    ['underlines', '=', 'a\n'],
    ['hashes', '#'],
    ['hashes behind a title', '# ', '# a '],
    ['blanks', ' '],
    ['tabs', '\t'],
    ['blank lines', '\n'],
    ['pipes', '|'],
    ['lines that look like headers', '| a\n'],
    ['rows', '| a | b |\n', '| a | b |\n|---|---|\n'],
    ['half a delimiter row', '|-', 'a\n'],
    ['cells', '| a ', '| a |\n|---|\n'],
    ['definitions', '[a]: /u\n'],
    ['half a definition', 'a ', '[foo]: /u "'],
    ['a label', 'a ', '['],
    ['notes', '[^a]: b\n\n'],
    ['notes in notes', '[^a]: '],
    ['alerts', '> [!NOTE]\n> a\n\n'],
    ['tags on lines', '<a>\n\n'],
    ['half a tag', 'a ', '<a '],
    ['what fences are named', 'a', '```'],
    ['lines of code', 'a b c\n', '```\n'],
    ['lines of a formula', 'a\n', '$$\n'],
    ['lazy lines', 'b\n', '> a\n'],
  ])('grows with the text: %s', (_, text, start = '') => {
    for (const pieceLength of [4, 2_000]) {
      const small = workOf(start + fill(text, 4_000), pieceLength)
      const large = workOf(start + fill(text, 12_000), pieceLength)
      expect(large).toBeLessThan(small * 3 * 1.5 + 2_000)
      expect(large / 12_000).toBeLessThan(80)
    }
  })

  it('grows with the depth of nesting, which ends at a hundred', () => {
    const text = fill('> ', 5_000)
    const depth = (html(text).match(/<blockquote>/g) ?? []).length
    expect(depth).toBe(99)
    expect(readPieces(toPieces(text, [3]))).toEqual(readWhole(text))
  })
})
