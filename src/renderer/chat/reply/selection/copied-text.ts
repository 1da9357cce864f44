import type { Block, DocumentNode, Inline, InlineText, Item, List } from '../../../markdown/parser/nodes'

/**
 * A document as it is shown, in plain text for the clipboard: the numbers and dashes of lists are kept, other marks are
 * not; a blank line between blocks, tabs between cells, code exactly as it was written, formulas by their source.
 */
export function toCopiedText({ children, footnotes }: DocumentNode): string {
  const notes = footnotes.map((note) => `${note.number}. ${blocksText(note.children, '\n\n')}`)
  return [blocksText(children, '\n\n'), ...notes].filter((text) => text !== '').join('\n\n')
}

function blocksText(blocks: readonly Block[], between: string): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join(between)
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return leafText(block)
    case 'code':
      return [...block.lines, ...(block.openLine === '' ? [] : [block.openLine])].join('\n')
    case 'math':
      return displayed(block.tex.trim())
    case 'html':
      return block.text
    case 'rule':
      return ''
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(cellText).join('\t')).join('\n')
    case 'list':
      return listText(block)
    case 'item':
    case 'quote':
      return blocksText(block.children, '\n\n')
  }
}

function listText({ children, start, loose }: List): string {
  return children.map((item, index) => itemText(item, markOf(item, start, index), loose)).join(loose ? '\n\n' : '\n')
}

function markOf({ task }: Item, start: number | null, index: number): string {
  const box = task === null ? '' : task === 'done' ? '[x] ' : '[ ] '
  return `${start === null ? '-' : `${start + index}.`} ${box}`
}

function itemText({ children }: Item, mark: string, loose: boolean): string {
  const [first = '', ...lines] = blocksText(children, loose ? '\n\n' : '\n').split('\n')
  // What belongs to an item stands under its text, but for the lines of code, which are not to be changed.
  const indent = children.some(({ kind }) => kind === 'code') ? '' : ' '.repeat(mark.length)
  return [mark + first, ...lines.map((line) => (line === '' ? '' : indent + line))].join('\n')
}

function cellText(cell: InlineText): string {
  return leafText(cell).replaceAll(/\s+/g, ' ')
}

function leafText({ inlines }: InlineText): string {
  return inlines.map(inlineText).join('')
}

function inlineText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      // A soft line break.
      return inline.text.replaceAll('\n', ' ')
    case 'code':
    case 'html':
      return inline.text
    case 'break':
      return '\n'
    case 'math':
      return inline.display ? displayed(inline.tex) : `\\(${inline.tex}\\)`
    case 'image':
      return inline.alt
    case 'footnote-reference':
      return `[${inline.number}]`
    default:
      return inline.children.map(inlineText).join('')
  }
}

function displayed(tex: string): string {
  const gap = tex.includes('\n') ? '\n' : ''
  return `\\[${gap}${tex}${gap}\\]`
}
