import { describe, expect, it } from 'vitest'
import type { Inline, InlineText, Table } from '../../../../../../src/renderer/markdown/parser/nodes'
import { toCsv, toMarkdownTable, toTabbed } from '../../../../../../src/renderer/markdown/paint/tables/table-text'

const text = (words: string): Inline => ({ kind: 'text', text: words })

function table(rows: readonly (readonly (string | readonly Inline[])[])[], align: Table['align'] = []): Table {
  const cells = rows.map((row) =>
    row.map((cell): InlineText => {
      const inlines = typeof cell === 'string' ? [text(cell)] : cell
      return { inlines, settledInlines: inlines.length }
    }),
  )
  const [header = [], ...body] = cells
  const columns = header.map((_, index) => align[index] ?? null)
  return { kind: 'table', align: columns, header, rows: body, settledRows: body.length }
}

describe('as Markdown', () => {
  it('keeps alignment and marks', () => {
    const strong: Inline = { kind: 'strong', children: [text('b')] }
    const link: Inline = { kind: 'link', href: 'https://example.com/a b', title: 'T', children: [text('c')] }
    const made = toMarkdownTable(
      table(
        [
          ['a', [strong]],
          [[link], [{ kind: 'code', text: '`x' }]],
        ],
        ['left', 'right'],
      ),
    )
    expect(made).toBe('| a | **b** |\n| :--- | ---: |\n| [c](<https://example.com/a b> "T") | `` `x `` |\n')
  })

  it('escapes what would be read as marks, and bars in all that a cell holds', () => {
    const made = toMarkdownTable(table([['a|b'], ['2*3*4 _x_ <b>'], [[{ kind: 'code', text: 'a | b' }]]]))
    expect(made.split('\n').slice(0, 4)).toEqual([
      '| a\\|b |',
      '| --- |',
      '| 2\\*3\\*4 \\_x\\_ \\<b> |',
      '| `a \\| b` |',
    ])
  })
})

describe('as comma-separated values', () => {
  it('quotes what needs it', () => {
    expect(
      toCsv(
        table([
          ['a', 'b,c'],
          ['say "hi"', [text('two'), { kind: 'break' }, text('lines')]],
        ]),
      ),
    ).toBe('a,"b,c"\r\n"say ""hi""","two\nlines"\r\n')
  })

  it.each([
    ['=1+2', `'=1+2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['+cmd', `'+cmd`],
    ['-5.2', '-5.2'],
    ['+12 %', '+12 %'],
    ['- ', '- '],
  ])('%j is no formula', (cell, expected) => {
    expect(toCsv(table([['h'], [cell]]))).toBe(`h\r\n${expected}\r\n`)
  })
})

it('as plain text has tabs between cells and one line a row', () => {
  const formula: Inline = { kind: 'math', tex: 'x^2', display: false }
  expect(
    toTabbed(
      table([
        ['a', 'b'],
        [[text('one'), { kind: 'break' }, text('two')], [formula]],
      ]),
    ),
  ).toBe('a\tb\none two\tx^2')
})
