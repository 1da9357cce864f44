import type { Block, DocumentNode, Inline, InlineText } from '../../../markdown/parser/nodes'

/**
 * What a document says, as it stands in the page: the text of each block, with a line break between two and between the
 * lines of code, and nowhere else. Formulas and pictures have no text. Another text than that of a copy, because each match
 * in it must be one in the page; and it comes in pieces, so that a long one can be read in parts.
 */
export function* saidText(document: DocumentNode): Generator<string> {
  yield* blocksText(document.children)
  for (const note of document.footnotes) yield* blocksText(note.children)
}

function* blocksText(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        yield leafText(block)
        break
      case 'quote':
      case 'list':
      case 'item':
        yield* blocksText(block.children)
        break
      case 'table':
        for (const row of [block.header, ...block.rows]) yield row.map(leafText).join('')
        break
      case 'code':
        for (const line of block.lines) yield `${line}\n`
        if (block.openLine !== '') yield `${block.openLine}\n`
        break
      case 'html':
        yield `${block.text.replaceAll('\n', ' ')}\n`
        break
      case 'math':
      case 'rule':
    }
  }
}

function leafText({ inlines }: InlineText): string {
  return `${inlinesText(inlines)}\n`
}

function inlinesText(inlines: readonly Inline[]): string {
  return inlines.map(inlineText).join('')
}

function inlineText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'html':
      return inline.text.replaceAll('\n', ' ')
    case 'code':
      return inline.text
    case 'break':
      return '\n'
    case 'emphasis':
    case 'strong':
    case 'strike':
    case 'link':
      return inlinesText(inline.children)
    case 'image':
    case 'math':
    case 'footnote-reference':
      return ''
  }
}
