import type { Inline } from '../nodes'

/** Something that is read: it stays what it is, though it may come to stand inside of emphasis or a link. */
export interface NodeItem {
  readonly kind: 'node'
  readonly node: Inline
  /** How deep nodes stand inside of it; 0 for none. */
  readonly depth: number
  /** Where it ends in the leaf's text. */
  readonly end: number
}

export type Marker = '*' | '_' | '~'

/** A run of `*`, `_` or `~` that may open or close emphasis. */
export interface DelimiterItem {
  readonly kind: 'delimiter'
  readonly marker: Marker
  /** As many as are left. */
  count: number
  /** As many as were written. */
  readonly length: number
  readonly canOpen: boolean
  readonly canClose: boolean
  readonly start: number
  readonly end: number
  /** Its place among the items. */
  index: number
}

/** A `[` or `![` that no `]` has answered. */
export interface BracketItem {
  readonly kind: 'bracket'
  readonly isImage: boolean
  /** False: it cannot become a link any more. */
  isActive: boolean
  /** Whether another `[` follows it, so that the text in between is no label. */
  hasInner: boolean
  readonly start: number
  readonly end: number
  /** How many line endings came before it. */
  readonly line: number
  index: number
  /** How many delimiters were open when it came. */
  height: number
}

export type Item = NodeItem | DelimiterItem | BracketItem

/** An opener that is farther away than this many characters opens nothing, so that what is settled can be let go. */
export const reach = 10_000
/** No more openers than this are kept; the oldest give way. */
export const maximumOpeners = 500
/** Nodes stand in nodes at most this deep; deeper markup stays as it was written. */
export const maximumDepth = 100

/** What an item is when nothing comes of it. */
export function literal(item: Item): Inline {
  if (item.kind === 'node') return item.node
  if (item.kind === 'delimiter') return { kind: 'text', text: item.marker.repeat(item.count) }
  return { kind: 'text', text: item.isImage ? '![' : '[' }
}

/** Items as the children of a node: what nothing came of is text, and neighbouring texts are one. */
export function toChildren(items: readonly Item[]): Inline[] {
  const children: Inline[] = []
  let text = ''
  for (const item of items) {
    const node = literal(item)
    if (node.kind === 'text') {
      text += node.text
      continue
    }
    if (text !== '') children.push({ kind: 'text', text })
    text = ''
    children.push(node)
  }
  if (text !== '') children.push({ kind: 'text', text })
  return children
}

/** How deep the deepest of the items is. */
export function deepest(items: readonly Item[]): number {
  return items.reduce((depth, item) => Math.max(depth, item.kind === 'node' ? item.depth : 0), 0)
}

/** Inlines as the text that a reader sees: what an image's alternative text is made of. */
export function textOf(inlines: readonly Inline[]): string {
  let text = ''
  for (const inline of inlines) {
    if (inline.kind === 'break') text += '\n'
    else if (inline.kind === 'image') text += inline.alt
    else if (inline.kind === 'math') text += inline.tex
    else if (inline.kind === 'footnote-reference') continue
    else if ('children' in inline) text += textOf(inline.children)
    else text += inline.text
  }
  return text
}
