import type { Block, DocumentNode, Footnote, Item, List, Quote } from '../nodes'

/** A node as the parser sees it that makes it grow. */
export type Growing<Node> = {
  -readonly [Key in keyof Node]: Node[Key] extends readonly (infer Entry)[] ? Entry[] : Node[Key]
}

export type ContainerNode = Growing<DocumentNode> | Growing<Quote> | Growing<List> | Growing<Item> | Growing<Footnote>

/** A container that is still open. */
export interface OpenContainer {
  readonly node: ContainerNode
  /** Whether it stands among its parent's children: it is put there when something of it shows, or its line ends. */
  isAttached: boolean
  /** Whether anything has begun in it, shown or not. */
  hasContent: boolean
  /** The last line that belongs to it, blank lines at its end left out. */
  lastLine: number
  /** Of a list: what its markers look like. Of an item: how far its content is indented. */
  readonly marker: string
  readonly indent: number
}

/** A container that has just been opened on this line. */
export function openContainer(node: ContainerNode, line: number, marker = '', indent = 0): OpenContainer {
  return { node, isAttached: false, hasContent: false, lastLine: line, marker, indent }
}

/** What takes the text of a leaf that is open. */
export interface OpenLeaf {
  readonly kind: 'paragraph' | 'heading' | 'fence' | 'indented' | 'html' | 'math' | 'table'
  /** Takes more text of a line of its own. */
  append(text: string): void
  /** The line is complete. */
  endLine(): void
  /** Nothing more comes. */
  close(): void
  /** Brings the nodes up to date with all that was appended. */
  sync(): void
}

/** Where a leaf puts its nodes, and takes them away again. */
export interface Place {
  show(node: Block): void
  remove(node: Block): void
  replace(node: Block, by: Block): void
}
