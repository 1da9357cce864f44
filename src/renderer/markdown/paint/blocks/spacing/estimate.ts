import type { Block, Inline, InlineText } from '../../../parser/nodes'

// Measured in the window at its usual width: 76 characters a line, lines and distances as in markdown.css.
const lineCharacters = 72
const linePx = 24
const codeLinePx = 20
const codeFramePx = 64
const rowPx = 33
const gapPx = 16
const foldedLines = 40

/** About how high these blocks are, in pixels: what the scrollbar goes by until they have been in sight. */
export function blocksHeight(blocks: readonly Block[]): number {
  return blocks.reduce((height, block) => height + blockHeight(block) + gapPx, 0)
}

/** About how high these items are, without the space between lists. */
export function listHeight(items: readonly Block[]): number {
  return items.reduce((height, item) => height + blockHeight(item) + gapPx / 2, 0)
}

function blockHeight(block: Block): number {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return textHeight(block)
    case 'list':
    case 'item':
    case 'quote':
      return Math.max(linePx, listHeight(block.children))
    case 'code':
      return Math.min(block.lines.length, foldedLines) * codeLinePx + codeFramePx
    case 'table':
      return (block.rows.length + 1) * rowPx
    case 'html':
      return Math.ceil(block.text.length / lineCharacters) * linePx
    case 'math':
      return 2 * linePx
    default:
      return linePx
  }
}

function textHeight(text: InlineText): number {
  return Math.max(1, Math.ceil(widthOf(text.inlines) / lineCharacters)) * linePx
}

/** In characters of Latin text. */
function widthOf(inlines: readonly Inline[]): number {
  let width = 0
  for (const inline of inlines) {
    if ('children' in inline) width += widthOf(inline.children)
    else if ('text' in inline) width += inline.text.length * (isWide(inline.text) ? 2 : 1)
    else width += lineCharacters / 6
  }
  return width
}

function isWide(text: string): boolean {
  return text.charCodeAt(text.length >> 1) > 0x2e7f
}
