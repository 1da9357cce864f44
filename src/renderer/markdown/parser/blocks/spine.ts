import type { Block, Footnote, Item, List, Quote } from '../nodes'
import type { Marker } from './container-starts'
import type { LineCursor } from './line-cursor'
import type { LeadRole } from './paragraphs/paragraph-lead'
import { type ContainerNode, type Growing, type OpenContainer, openContainer, type Place } from './tree'

/** Containers stand in containers at most this deep; deeper markers are text. */
const maximumDepth = 100
const noteIndent = 4

/** The containers that are open, from the document inward, and which of them the current line belongs to. */
export class Spine {
  readonly #containers: OpenContainer[]
  #line = 1
  /** So many containers from the outside are known to go on with this line. */
  #matched = 1
  #isMatched = false
  /** The innermost container that the line belongs to: a blank line does so only by the mark of a quote. */
  #lastTouched = 0

  constructor(document: ContainerNode) {
    this.#containers = [openContainer(document, 0)]
    this.#first.isAttached = true
  }

  get #first(): OpenContainer {
    return this.#at(0)
  }

  #at(index: number): OpenContainer {
    const container = this.#containers[index]
    if (!container) throw new RangeError('No such container')
    return container
  }

  /** The innermost container. */
  get #last(): OpenContainer {
    return this.#at(this.#containers.length - 1)
  }

  get isAllMatched(): boolean {
    return this.#matched === this.#containers.length
  }

  get isFull(): boolean {
    return this.#matched >= maximumDepth
  }

  /** Takes the marks of the open containers off the line. False: that takes more of the line. */
  match(line: LineCursor): boolean {
    while (!this.#isMatched && this.#matched < this.#containers.length) {
      line.look()
      const goesOn = this.#goesOn(this.#at(this.#matched), line)
      if (goesOn === 'more') return false
      if (goesOn) this.#matched += 1
      else this.#isMatched = true
    }
    this.#isMatched = true
    return true
  }

  #goesOn(container: OpenContainer, line: LineCursor): boolean | 'more' {
    switch (container.node.kind) {
      case 'quote':
        return this.#quoteGoesOn(line)
      case 'item':
      case 'footnote':
        return this.#itemGoesOn(container, line)
      default:
        return true
    }
  }

  #quoteGoesOn(line: LineCursor): boolean | 'more' {
    if (line.isBlank) return line.isComplete ? false : 'more'
    if (line.indent >= 4 || line.character !== '>') return false
    if (line.next + 1 >= line.text.length && !line.isComplete) return 'more'
    line.skipTo(line.next + 1)
    line.skipColumns(1)
    this.#lastTouched = this.#matched
    return true
  }

  #itemGoesOn(container: OpenContainer, line: LineCursor): boolean | 'more' {
    if (line.isBlank) {
      if (!line.isComplete) return 'more'
      if (!container.hasContent) return false
      line.skipBlanks()
      return true
    }
    if (line.indent < container.indent) return false
    line.skipColumns(container.indent)
    return true
  }

  /** Closes the containers that the line does not go on with. */
  closeUnmatched(): void {
    while (this.#containers.length > this.#matched) this.#pop()
  }

  #pop(): void {
    this.#containers.pop()
    this.settle()
  }

  closeAll(): void {
    while (this.#containers.length > 1) this.#pop()
    this.settle()
  }

  /** All children of the innermost container are complete. */
  settle(): void {
    const { node } = this.#last
    node.settledChildren = node.children.length
  }

  openQuote(): void {
    this.beginChild()
    const node: Growing<Quote> = { kind: 'quote', alert: null, children: [], settledChildren: 0 }
    this.#push(node)
  }

  /** Opens an item, and a list around it if it goes on with none; `indent`: where its content stands. */
  openItem(marker: Marker, indent: number): void {
    const { start } = marker
    const isOwn = this.#last.node.kind === 'list' && this.#last.marker === marker.kind
    if (!isOwn) {
      this.beginChild()
      const list: Growing<List> = { kind: 'list', start, loose: false, children: [], settledChildren: 0 }
      this.#push(list, marker.kind)
    }
    this.#loosen(this.#last, this.#last)
    this.#last.hasContent = true
    const node: Growing<Item> = { kind: 'item', task: null, children: [], settledChildren: 0 }
    this.#push(node, '', indent)
  }

  openNote(label: string): Growing<Footnote> {
    this.beginChild()
    const node: Growing<Footnote> = { kind: 'footnote', label, number: 0, children: [], settledChildren: 0 }
    this.#push(node, '', noteIndent)
    this.#last.isAttached = true
    return node
  }

  #push(node: ContainerNode, marker = '', indent = 0): void {
    this.#containers.push(openContainer(node, this.#line, marker, indent))
    this.#matched = this.#containers.length
  }

  /** A block begins in the innermost container: a list ends before what is no item, and a gap makes a list loose. */
  beginChild(): void {
    if (this.#last.node.kind === 'list') {
      this.#containers.pop()
      this.settle()
      this.#matched = this.#containers.length
    }
    const container = this.#last
    if (container.node.kind === 'item') this.#loosen(container, this.#at(this.#containers.length - 2))
    container.hasContent = true
  }

  #loosen(container: OpenContainer, list: OpenContainer): void {
    const isApart = container.hasContent && this.#line - container.lastLine > 1
    if (isApart && list.node.kind === 'list') list.node.loose = true
  }

  /** The line has text in all open containers. */
  touchAll(): void {
    this.#lastTouched = Infinity
  }

  /** Where a leaf in the innermost container puts its nodes. */
  place(): Place {
    const container = this.#last
    return {
      show: (node) => {
        this.#attach(container)
        pushChild(container.node, node)
      },
      remove: (node) => {
        const at = childrenOf(container.node).lastIndexOf(node)
        if (at >= 0) container.node.children.splice(at, 1)
      },
      replace: (node, by) => {
        const children = childrenOf(container.node)
        children[children.lastIndexOf(node)] = by
      },
    }
  }

  #attach(container: OpenContainer): void {
    if (container.isAttached) return
    container.isAttached = true
    const parent = this.#at(this.#containers.indexOf(container) - 1)
    this.#attach(parent)
    if (container.node.kind !== 'document' && container.node.kind !== 'footnote') pushChild(parent.node, container.node)
  }

  /** What the first paragraph of the innermost container may begin with. */
  leadRole(): LeadRole {
    const { node } = this.#last
    const isFirst = node.children.length === 0
    return {
      item: isFirst && node.kind === 'item' ? node : null,
      quote: isFirst && node.kind === 'quote' ? node : null,
    }
  }

  endLine(): void {
    for (const [index, container] of this.#containers.entries()) {
      this.#attach(container)
      if (index <= this.#lastTouched) container.lastLine = this.#line
    }
    this.#line += 1
    this.#matched = 1
    this.#isMatched = false
    this.#lastTouched = 0
  }
}

function childrenOf(node: ContainerNode): Block[] {
  return node.children as Block[]
}

function pushChild(node: ContainerNode, child: Block): void {
  childrenOf(node).push(child)
}
