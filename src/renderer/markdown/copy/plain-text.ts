import type { Block, DocumentNode, Inline, InlineText } from '../parser/nodes'

/** The text of a document as a reader sees it, without marks: what search looks through and what is read aloud. */
export function toPlainText(document: DocumentNode): string {
  const notes = document.footnotes.map((note) => ofBlocks(note.children))
  return [ofBlocks(document.children), ...notes].filter((text) => text !== '').join('\n\n')
}

function ofBlocks(blocks: readonly Block[]): string {
  return blocks
    .map(ofBlock)
    .filter((text) => text !== '')
    .join('\n\n')
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return ofText(block)
    case 'rule':
      return ''
    case 'html':
      return block.text
    case 'math':
      return block.tex
    case 'code':
      return (block.openLine === '' ? block.lines : [...block.lines, block.openLine]).join('\n')
    case 'list':
      return block.children.map(ofBlock).join(block.loose ? '\n\n' : '\n')
    case 'quote':
    case 'item':
      return ofBlocks(block.children)
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(ofText).join('\t')).join('\n')
  }
}

function ofText(text: InlineText): string {
  return text.inlines.map(ofInline).join('')
}

function ofInline(inline: Inline): string {
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
      return inline.children.map(ofInline).join('')
  }
}
