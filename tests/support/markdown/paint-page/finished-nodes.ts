import type { Block, StreamingParser, TextLeaf } from '../../../../src/renderer/markdown/parser/nodes'

/**
 * Watches the finished blocks of a view: each call compares them, node by node, with what stood there at the call before,
 * and says what is not the same any more, or null.
 */
export function checkFinished(
  host: HTMLElement,
  reread: ReadonlySet<TextLeaf>,
): (parser: StreamingParser) => string | null {
  const finished: { readonly nodes: readonly Node[]; readonly text: string }[] = []
  return ({ document: { children, settledChildren } }) => {
    const blocks = blocksIn(host)
    for (const [index, { nodes, text }] of finished.entries()) {
      const block = blocks[index]
      if (!block) return `block ${index} is gone: ${text.slice(0, 80)}`
      const now = nodesIn(block)
      if (holdsReread(children[index], reread)) {
        finished[index] = { nodes: now, text: block.textContent }
        continue
      }
      const isSame = now.length === nodes.length && now.every((node, place) => node === nodes[place])
      if (!isSame || block.textContent !== text) return `block ${index} was painted again: ${text.slice(0, 80)}`
    }
    for (let index = finished.length; index < settledChildren; index += 1) {
      const block = blocks[index]
      if (block) finished.push({ nodes: nodesIn(block), text: block.textContent })
    }
    return null
  }
}

function holdsReread(block: Block | undefined, reread: ReadonlySet<TextLeaf>): boolean {
  if (!block) return false
  if (block.kind === 'paragraph' || block.kind === 'heading' || block.kind === 'table') return reread.has(block)
  return 'children' in block && block.children.some((child) => holdsReread(child, reread))
}

function blocksIn(host: HTMLElement): readonly Element[] {
  return [...host.children].flatMap((child) =>
    child.classList.contains('group') ? [...child.children] : child.classList.contains('notes') ? [] : [child],
  )
}

function nodesIn(root: Element): readonly Node[] {
  const nodes: Node[] = []
  const walker = document.createTreeWalker(root)
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) nodes.push(node)
  return nodes
}
