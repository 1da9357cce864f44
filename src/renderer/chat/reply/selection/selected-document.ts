import type { Block, DocumentNode, Inline, InlineText, Item, List, Quote, Table } from '../../../markdown/parser/nodes'

// What stands in a message and is not what it says: controls, labels, drawings, the reasons of what could not be drawn.
const notSaid =
  'button, select, textarea, header, svg, iframe, .alert-title, .reason, .drawing, .table-tools, .task-box, .unseen, [aria-hidden="true"]'
const inlineNames = new Set(['A', 'B', 'BR', 'CODE', 'DEL', 'EM', 'I', 'IMG', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP'])
const holders: Readonly<Record<string, 'emphasis' | 'strong' | 'strike'>> = {
  EM: 'emphasis',
  STRONG: 'strong',
  DEL: 'strike',
}
const alerts = ['note', 'tip', 'important', 'warning', 'caution'] as const

/** What is selected of painted markdown. */
export interface Selected {
  readonly document: DocumentNode
  /** It lies within one block: a piece of running text, or of code. */
  readonly isPiece: boolean
}

/** What of a painted text, or of a question, lies in the range, read back from the page as a document. */
export function selectedDocument(roots: readonly Element[], range: Range): Selected {
  const reader = new SelectionReader(range)
  const children = roots.flatMap((root) => reader.block(root))
  const [only] = children
  const isPiece = children.length === 1 && (only?.kind === 'paragraph' || only?.kind === 'code') && isInOneBlock(range)
  return { document: { kind: 'document', children, settledChildren: children.length, footnotes: [] }, isPiece }
}

function isInOneBlock({ commonAncestorContainer: node }: Range): boolean {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('p, h1, h2, h3, h4, h5, h6, li, td, th, pre, .question') != null && !element.matches('li')
}

class SelectionReader {
  readonly #range: Range

  constructor(range: Range) {
    this.#range = range
  }

  #blocks(parent: Element): readonly Block[] {
    const blocks: Block[] = []
    let line: Inline[] = []
    const endLine = (): void => {
      if (line.length > 0) blocks.push({ kind: 'paragraph', ...textOf(line) })
      line = []
    }
    for (const node of this.#childrenOf(parent)) {
      if (node instanceof Text || (node instanceof Element && isInline(node))) line.push(...this.#inlines(node))
      else if (node instanceof Element) {
        endLine()
        blocks.push(...this.block(node))
      }
    }
    endLine()
    return blocks
  }

  block(element: Element): readonly Block[] {
    const name = element.tagName
    if (name === 'HR') return [{ kind: 'rule' }]
    if (name === 'PRE') return this.#pre(element)
    if (name === 'TABLE') return this.#table(element)
    if (name === 'UL' || name === 'OL') return this.#list(element)
    if (name === 'BLOCKQUOTE') return [this.#quote(element)]
    if (element.matches('.formula-block')) return [this.#formulaBlock(element)]
    if (element.matches('.as-written')) return [{ kind: 'html', text: this.#text(element) }]
    if (element.matches('.question')) return [this.#question(element)]
    const text = (): InlineText => textOf(this.#allInlines(element))
    if (name === 'P') return nonEmpty({ kind: 'paragraph', ...text() })
    const level = /^H([1-6])$/.exec(name)?.[1]
    if (level) return nonEmpty({ kind: 'heading', level: Number(level) as 1, ...text() })
    return this.#blocks(element)
  }

  #pre(element: Element): readonly Block[] {
    const text = this.#text(element)
    if (element.matches('.formula-source')) return [{ kind: 'math', tex: text, closed: true }]
    // The last line's end is not a line of its own.
    const lines = text.replace(/\n$/, '').split('\n')
    return text === '' ? [] : [{ kind: 'code', info: '', lines, openLine: '', closed: true }]
  }

  #formulaBlock(element: Element): Block {
    const tex = texOf(element) ?? element.querySelector('.formula-source')?.textContent
    if (tex != null) return { kind: 'math', tex, closed: true }
    return { kind: 'paragraph', ...textOf([{ kind: 'text', text: element.textContent }]) }
  }

  #question(element: Element): Block {
    const lines = this.#text(element).split('\n')
    const inlines = lines.flatMap((text, index): readonly Inline[] =>
      index === 0 ? [{ kind: 'text', text }] : [{ kind: 'break' }, { kind: 'text', text }],
    )
    return { kind: 'paragraph', ...textOf(inlines) }
  }

  #quote(element: Element): Quote {
    const alert = alerts.find((name) => element.matches(`.is-${name}`)) ?? null
    return { kind: 'quote', alert, ...holding(this.#blocks(element)) }
  }

  #list(element: Element): readonly Block[] {
    const elements = [...element.querySelectorAll('li')].filter((item) => item.closest('ul, ol') === element)
    const chosen = elements.filter((item) => this.#range.intersectsNode(item))
    const items = chosen.map((item): Item => ({ kind: 'item', task: taskOf(item), ...holding(this.#blocks(item)) }))
    const isNumbered = element.tagName === 'OL'
    const first = chosen[0] instanceof HTMLElement ? Number.parseInt(chosen[0].dataset['number'] ?? '1') : 1
    const start = isNumbered ? (Number.isNaN(first) ? 1 : first) : null
    const list: List = { kind: 'list', start, loose: element.matches('.is-loose'), ...holding(items) }
    return items.length === 0 ? [] : [list]
  }

  #table(element: Element): readonly Block[] {
    const rows = [...element.querySelectorAll('tr')].filter((row) => this.#range.intersectsNode(row))
    const cells = rows.map((row) => [...row.children].map((cell) => textOf(this.#allInlines(cell))))
    const [header, ...rest] = cells
    if (!header) return []
    const align = header.map((): Table['align'][number] => null)
    return [{ kind: 'table', align, header, rows: rest, settledRows: rest.length }]
  }

  #allInlines(element: Element): readonly Inline[] {
    return this.#childrenOf(element).flatMap((node) => this.#inlines(node))
  }

  #inlines(node: Node): readonly Inline[] {
    if (node instanceof Text) {
      const text = this.#textOf(node)
      return text === '' ? [] : [{ kind: 'text', text }]
    }
    if (!(node instanceof Element)) return []
    const holder = holders[node.tagName]
    if (holder) return nonEmptyHolder({ kind: holder, children: this.#allInlines(node) })
    if (node.tagName === 'BR') return [{ kind: 'break' }]
    if (node.tagName === 'CODE') return [{ kind: 'code', text: this.#text(node) }]
    if (node instanceof HTMLImageElement) return [{ kind: 'image', src: node.src, title: '', alt: node.alt }]
    if (node instanceof HTMLAnchorElement) {
      const href = node.getAttribute('href') ?? ''
      return nonEmptyHolder({ kind: 'link', href, title: '', children: this.#allInlines(node) })
    }
    if (node.matches('.formula')) return [formulaOf(node)]
    if (node.matches('.image')) return [unloadedImage(node)]
    if (node.matches('.note-mark')) return [{ kind: 'text', text: `[${node.textContent}]` }]
    return this.#allInlines(node)
  }

  #text(element: Element): string {
    const parts: string[] = []
    const walk = (parent: Element): void => {
      for (const node of this.#childrenOf(parent)) {
        if (node instanceof Text) parts.push(this.#textOf(node))
        else if (node instanceof Element) walk(node)
      }
    }
    walk(element)
    return parts.join('')
  }

  #textOf(node: Text): string {
    const { startContainer, startOffset, endContainer, endOffset } = this.#range
    return node.data.slice(node === startContainer ? startOffset : 0, node === endContainer ? endOffset : undefined)
  }

  #childrenOf(parent: Element): readonly Node[] {
    return [...parent.childNodes].filter(
      (node) => this.#range.intersectsNode(node) && !(node instanceof Element && isNotSaid(node)),
    )
  }
}

function isNotSaid(element: Element): boolean {
  // The number of a note is a button within the text.
  return element.matches(notSaid) && !element.matches('.note-mark *')
}

function isInline(element: Element): boolean {
  return inlineNames.has(element.tagName) && !element.matches('.chunk')
}

function textOf(inlines: readonly Inline[]): InlineText {
  return { inlines, settledInlines: inlines.length }
}

function holding<Child>(children: readonly Child[]): {
  readonly children: readonly Child[]
  readonly settledChildren: number
} {
  return { children, settledChildren: children.length }
}

function nonEmpty(block: Extract<Block, { readonly inlines: readonly Inline[] }>): readonly Block[] {
  return block.inlines.length === 0 ? [] : [block]
}

function nonEmptyHolder(inline: Extract<Inline, { readonly children: readonly Inline[] }>): readonly Inline[] {
  return inline.children.length === 0 ? [] : [inline]
}

function taskOf(item: Element): Item['task'] {
  const box = item.querySelector(':scope > .task-box')
  if (!box) return null
  return box.matches('.on') ? 'done' : 'open'
}

function texOf(element: Element): string | null {
  return element instanceof HTMLElement ? (element.dataset['tex'] ?? null) : null
}

/** A whole formula, however much of it is selected: a part of one has no source. */
function formulaOf(element: Element): Inline {
  const tex = texOf(element) ?? element.querySelector(':scope > code')?.textContent
  return tex == null
    ? { kind: 'text', text: element.textContent }
    : { kind: 'math', tex, display: element.matches('.is-display') }
}

/** Its words and its address: it is for whoever pastes it to decide whether it is fetched. */
function unloadedImage(element: Element): Inline {
  const address = element.querySelector('.address')?.textContent ?? ''
  const own = [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data)
  const words = own.join('') || address
  return /^data:/i.test(address)
    ? { kind: 'text', text: words }
    : { kind: 'link', href: address, title: '', children: [{ kind: 'text', text: words }] }
}
