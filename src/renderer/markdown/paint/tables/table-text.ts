import type { Inline, InlineText, Table } from '../../parser/nodes'

/** A table as Markdown. */
export function toMarkdownTable(table: Table): string {
  return markdownHead(table) + table.rows.map(markdownRow).join('')
}

/** The head of a table as Markdown, with the line under it. */
export function markdownHead({ header, align }: Table): string {
  const marks = align.map((one) =>
    one === 'center' ? ':---:' : one === 'right' ? '---:' : one === 'left' ? ':---' : '---',
  )
  return `${markdownRow(header)}| ${marks.join(' | ')} |\n`
}

/** A row of a table as Markdown, with its line end. */
export function markdownRow(cells: readonly InlineText[]): string {
  return `| ${cells.map(({ inlines }) => markdownOf(inlines).replaceAll('|', '\\|')).join(' | ')} |\n`
}

/** A table as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function toCsv({ header, rows }: Table): string {
  return [header, ...rows]
    .map((cells) => `${cells.map(({ inlines }) => csvCell(plainOf(inlines))).join(',')}\r\n`)
    .join('')
}

/** A table as plain text, with tabs between cells. */
export function toTabbed({ header, rows }: Table): string {
  const line = (cells: readonly InlineText[]) =>
    cells.map(({ inlines }) => plainOf(inlines).replaceAll(/\s+/g, ' ')).join('\t')
  return [header, ...rows].map(line).join('\n')
}

// A number may begin with a sign; everything else that begins like this is a formula to spreadsheets.
const formula = /^(?:[=@\t\r]|[+-](?![\d.,\s%]*$))/

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function plainOf(inlines: readonly Inline[]): string {
  return inlines.map(plain).join('')
}

function plain(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
    case 'html':
      return inline.text
    case 'break':
      return '\n'
    case 'image':
      return inline.alt
    case 'math':
      return inline.tex
    case 'footnote-reference':
      return ''
    default:
      return plainOf(inline.children)
  }
}

const marks = { emphasis: '*', strong: '**', strike: '~~' } as const

function markdownOf(inlines: readonly Inline[]): string {
  return inlines.map(markdown).join('')
}

function markdown(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text.replaceAll(/[\\`*_[\]<~]/g, '\\$&').replaceAll('\n', ' ')
    case 'html':
      return inline.text
    case 'code':
      return codeMarkdown(inline.text)
    case 'break':
      return '<br>'
    case 'image':
      return `![${inline.alt}](${address(inline)})`
    case 'math':
      return inline.display ? `\\[${inline.tex}\\]` : `\\(${inline.tex}\\)`
    case 'footnote-reference':
      return `[^${inline.label}]`
    case 'link':
      return `[${markdownOf(inline.children)}](${address({ src: inline.href, title: inline.title })})`
    default:
      return `${marks[inline.kind]}${markdownOf(inline.children)}${marks[inline.kind]}`
  }
}

function codeMarkdown(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const room = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return `${fence}${room}${text}${room}${fence}`
}

function address({ src, title }: { readonly src: string; readonly title: string }): string {
  const target = /[\s()<>]/.test(src) || src === '' ? `<${src.replaceAll(/[<>\n]/g, encodeURIComponent)}>` : src
  return title === '' ? target : `${target} "${title.replaceAll('"', '\\"')}"`
}
