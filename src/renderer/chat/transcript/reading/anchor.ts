import { isHeld } from '../window/held-height'

// The place where somebody reads is kept by what stands there, not by a number of pixels: the line of text at the reading
// edge (the top of what is in sight), and behind it, for when that has gone, each block around it up to the turn.
//
// Chromium's own scroll anchoring is off for the transcript (`overflow-anchor: none`). It picks its anchor anew after each
// scroll and loses it when that leaves the page, which a turn that is unmounted does; it knows blocks and not lines, so a
// paragraph that wraps anew moves under the reader; it gives up when a style above its anchor changes and at the very top;
// and nobody can tell its moves from the reader's. Ours is put back in a ResizeObserver, after layout and before paint, so
// that no frame shows the page displaced: what `content-visibility: auto` draws only now is one of those changes. Setting
// `scrollTop` does not end a wheel's smooth scroll that is under way (tried: it is moved along, as Chromium's own would be).

/** One thing that keeps the place: a block, or a character in a text; `offset` is from the edge down to its top. */
interface Link {
  readonly node: Element | Text
  /** Of the character, in a text. */
  readonly at: number
  offset: number
}

/** A place in the transcript: what stands at the edge, the innermost first. */
export interface Anchor {
  readonly links: readonly Link[]
}

/** An anchor as it can be kept while its conversation is not in the window: each link by its path from the slot. */
export interface KeptAnchor {
  readonly turnId: string
  readonly links: readonly { readonly path: readonly number[]; readonly at: number; readonly offset: number }[]
}

const inlineTags = new Set([
  'A',
  'B',
  'BR',
  'BUTTON',
  'CODE',
  'DEL',
  'EM',
  'IMG',
  'MATH',
  'SPAN',
  'STRONG',
  'SUP',
  'SVG',
])
const manyChildren = 48
// Above it a block is too long to stand for a line in it.
const fewLinesPx = 96
const firstLinePx = 4

/** What stands at the top edge of the container; null while there is nothing. */
export function anchorAtEdge(container: HTMLElement, column: HTMLElement): Anchor | null {
  const edge = container.getBoundingClientRect().top
  const slot = firstBelow([...column.children].filter(isSlot), edge)
  if (!slot) return null
  const links: Link[] = []
  let element: Element | null = slot
  while (element) {
    const top: number = element.getBoundingClientRect().top - edge
    const inner: Element | null = innerAt(element, edge)
    // All that is in it is above the edge, so its top tells nothing of what is below, such as when it gets its real height.
    const after: Element | null = inner === null && top < 0 && hasBlocks(element) ? blockAfter(element, slot) : null
    if (after) while (links[0] && !links[0].node.contains(after)) links.shift()
    else links.unshift({ node: element, at: 0, offset: top })
    element = after ?? inner
  }
  const leaf = links[0]?.node
  const line = leaf instanceof Element ? lineAt(leaf, edge) : null
  return { links: line ? [line, ...links] : links }
}

/** An element that is to stay where it is, such as a button that was pressed. */
export function anchorOf(container: HTMLElement, column: HTMLElement, element: Element): Anchor {
  const edge = container.getBoundingClientRect().top
  const links: Link[] = []
  for (let one: Element | null = element; one && one !== column; one = one.parentElement) {
    links.push({ node: one, at: 0, offset: one.getBoundingClientRect().top - edge })
  }
  return { links }
}

/** How far what the anchor holds has moved down from its place, in pixels; 0 when nothing of it is left. */
export function driftOf(anchor: Anchor, container: HTMLElement): number {
  const edge = container.getBoundingClientRect().top
  for (const link of anchor.links) {
    const box = boxOf(link)
    if (!box) continue
    return box.top - edge - link.offset
  }
  return 0
}

/** Moves the place along with a reader who scrolled by `delta` pixels. */
export function moveAnchor(anchor: Anchor, delta: number): void {
  for (const link of anchor.links) link.offset -= delta
}

/** The anchor for later, when its elements are others. */
export function keepAnchor(anchor: Anchor, container: HTMLElement): KeptAnchor | null {
  const { links } = anchor
  const slot = links.findLast(({ node }) => isSlot(node) && node.isConnected)?.node
  if (!(slot instanceof HTMLElement)) return null
  // What changed its height above the innermost link has moved the tops of those around it.
  const base = container.getBoundingClientRect().top + driftOf(anchor, container)
  const kept = links.filter(({ node }) => slot.contains(node))
  return {
    turnId: slot.dataset['slot'] ?? '',
    links: kept.map((link) => {
      const top = boxOf(link)?.top
      return { path: pathTo(link.node, slot), at: link.at, offset: top === undefined ? link.offset : top - base }
    }),
  }
}

/**
 * What is there of a kept anchor. `whole` is false while its innermost part is not: then, in a turn that is still being
 * painted, it is the turn alone, which has its height already.
 */
export function findAnchor(
  kept: KeptAnchor,
  column: HTMLElement,
): { readonly anchor: Anchor; readonly whole: boolean } {
  const slot = column.querySelector(`[data-slot="${CSS.escape(kept.turnId)}"]`)
  const links = kept.links.flatMap(({ path, at, offset }): Link[] => {
    const node = slot && nodeAt(slot, path)
    return node instanceof Element || node instanceof Text ? [{ node, at, offset }] : []
  })
  const whole = links.length === kept.links.length && links[0] !== undefined && boxOf(links[0]) !== null
  return { anchor: { links: whole || !slot || !isHeld(slot) ? links : links.slice(-1) }, whole }
}

/** Whether it holds on to a turn alone, of which nothing has been at the edge yet. */
export function isOnlyTurn({ links }: Anchor): boolean {
  return links.length === 1 && links[0] !== undefined && isSlot(links[0].node)
}

function isSlot(node: Node): boolean {
  return node instanceof HTMLElement && node.dataset['slot'] !== undefined
}

/** The block in `element` that reaches below the edge, unless only running text is in there. */
function innerAt(element: Element, edge: number): Element | null {
  return hasBlocks(element) ? firstBelow([...element.children], edge) : null
}

/** What comes next in the flow of the turn. */
function blockAfter(element: Element, slot: Element): Element | null {
  for (let one: Element | null = element; one && one !== slot; one = one.parentElement) {
    if (one.nextElementSibling) return isInFlow(one.nextElementSibling) ? one.nextElementSibling : null
  }
  return null
}

/** Whether there are blocks in it, one below the other. */
function hasBlocks({ children, tagName }: Element): boolean {
  // Cells stand beside each other.
  return children.length > 0 && !inlineTags.has(children[0]?.tagName.toUpperCase() ?? '') && tagName !== 'TR'
}

/** Of siblings from top to bottom, the first that ends below the edge. Never reads inside of one. */
function firstBelow(elements: readonly Element[], edge: number): Element | null {
  let from = 0
  if (elements.length > manyChildren) {
    let to = elements.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > edge + 1) to = middle
      else from = middle + 1
    }
  }
  for (let index = from; index < elements.length; index += 1) {
    const element = elements[index]
    if (element && element.getBoundingClientRect().bottom > edge + 1 && isInFlow(element)) return element
  }
  return null
}

/** What sticks to the edge or floats over the text says nothing of where the text is. */
function isInFlow(element: Element): boolean {
  const { position } = getComputedStyle(element)
  return position === 'static' || position === 'relative'
}

/** Whether an element stands in a block, and moves with it. */
function isInFlowOf(element: Element | null, block: Element): boolean {
  for (let one = element; one && one !== block; one = one.parentElement) if (!isInFlow(one)) return false
  return element !== null && block.contains(element)
}

/** The first line of a text below the edge, where the text is cut by the edge or long. */
function lineAt(leaf: Element, edge: number): Link | null {
  const { top, left, height, width } = leaf.getBoundingClientRect()
  if (top >= edge && height <= fewLinesPx) return null
  const caret = document.caretPositionFromPoint(left + Math.min(8, width / 2), Math.max(top, edge) + firstLinePx)
  const node = caret?.offsetNode
  if (!caret || !(node instanceof Text) || !isInFlowOf(node.parentElement, leaf)) return null
  const link: Link = { node, at: caret.offset, offset: 0 }
  const box = boxOf(link)
  if (!box) return null
  return { ...link, offset: box.top - edge }
}

/** Null: it is not on the page any more, or not drawn. */
function boxOf({ node, at }: Link): { readonly top: number; readonly height: number } | null {
  if (!node.isConnected) return null
  if (node instanceof Element) return node.getClientRects().length > 0 ? node.getBoundingClientRect() : null
  if (node.length === 0) return null
  const range = document.createRange()
  const start = Math.min(at, node.length - 1)
  range.setStart(node, start)
  range.setEnd(node, start + 1)
  return range.getClientRects()[0] ?? null
}

function pathTo(node: Node, root: Node): readonly number[] {
  const path: number[] = []
  for (let one: Node | null = node; one && one !== root; one = one.parentNode) {
    path.unshift([...(one.parentNode?.childNodes ?? [])].indexOf(one as ChildNode))
  }
  return path
}

function nodeAt(root: Node, path: readonly number[]): Node | null {
  return path.reduce<Node | null>((node, index) => node?.childNodes[index] ?? null, root)
}
