import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, DocumentNode, Footnote, Table } from '../../../../../src/renderer/markdown/parser/nodes'
import { createParser } from '../../../../../src/renderer/markdown/parser/parser'
import { piecewise } from './nasty-documents'
import { toPieces } from './reading'

type Node = DocumentNode | Footnote | Block

/** One settled part of a node: where it stands, the object that stands there, and what it was made of. */
interface Settled {
  readonly node: Node
  readonly list: 'children' | 'inlines' | 'rows'
  readonly index: number
  readonly part: object
  readonly content: string
}

/** A list may become loose as long as it is open. */
function contentOf(part: object): string {
  return JSON.stringify(part, (key, value: unknown) => (key === 'loose' ? undefined : value))
}

function settledOf(node: Node): readonly Settled[] {
  const take = (list: Settled['list'], parts: readonly object[], count: number): readonly Settled[] =>
    parts.slice(0, count).map((part, index) => ({ node, list, index, part, content: contentOf(part) }))
  if ('children' in node) {
    const open = node.children.slice(node.settledChildren)
    return [...take('children', node.children, node.settledChildren), ...open.flatMap(settledOf)]
  }
  if ('inlines' in node) return take('inlines', node.inlines, node.settledInlines)
  return node.kind === 'table' ? take('rows', node.rows, node.settledRows) : []
}

function partsOf(node: Node, list: Settled['list']): { readonly parts: readonly object[]; readonly count: number } {
  if (list === 'children' && 'children' in node) return { parts: node.children, count: node.settledChildren }
  if (list === 'inlines' && 'inlines' in node) return { parts: node.inlines, count: node.settledInlines }
  const table = node as Table
  return { parts: table.rows, count: table.settledRows }
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])]
}

/** What of the settled parts has moved, been exchanged or changed, but in leaves that were read again. */
function brokenParts(
  before: readonly Settled[],
  document: DocumentNode,
  reread: ReadonlySet<object>,
): readonly string[] {
  const there = new Set([document, ...document.footnotes].flatMap(nodesOf))
  return before.flatMap(({ node, list, index, part, content }) => {
    // An open block may become another: a paragraph a heading, for one.
    if (!there.has(node) || reread.has(node)) return []
    const { parts, count } = partsOf(node, list)
    if (parts[index] !== part) return [`exchanged: ${content}`]
    if (count <= index) return [`not settled any more: ${content}`]
    const isReread = nodesOf(part as Node).some((inner) => reread.has(inner))
    return isReread || contentOf(part) === content ? [] : [`changed: ${content} to ${contentOf(part)}`]
  })
}

/** What goes wrong while a text comes in these pieces. */
function brokenThroughout(pieces: readonly string[]): readonly string[] {
  const parser = createParser()
  let before: readonly Settled[] = []
  return [...pieces, null].flatMap((piece) => {
    if (piece === null) parser.end()
    else parser.push(piece)
    const broken = brokenParts(before, parser.document, new Set<object>(parser.takeReread()))
    before = [parser.document, ...parser.document.footnotes].flatMap((node) => settledOf(node))
    return broken
  })
}

describe('what is settled', () => {
  it('stays the same objects with the same content at each push', () => {
    fc.assert(
      fc.property(piecewise, ([text, lengths]) => {
        expect(brokenThroughout(toPieces(text, lengths))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('stays while a reply of every kind of block comes character by character', () => {
    const text = [
      '# Title *one*\n\nA paragraph with **bold**, `code`, [a link](https://a.b) and [late].\nIts second line | here\n\n',
      '- one\n- two\n\n  loose\n  1. inner **bold\n\n> [!NOTE]\n> quoted *text*\n> - item\n\n',
      '| a | b |\n|---|--:|\n| 1 | *2* |\n| 3 |\n\n```ts\nconst a = 1\n\n```\n\n    indented\n\n$$\nx\n$$\n\n',
      'Setext\n---\n\n<div>\nhtml\n</div>\n\nA note[^a].\n\n[^a]: text\n\n    more\n\n[late]: /u\n\nend',
    ].join('')
    expect(brokenThroughout([...text])).toEqual([])
  })

  it('grows while a paragraph is still open', () => {
    const parser = createParser()
    parser.push(`${'plain words '.repeat(100)}**bold** and `)
    const [paragraph] = parser.document.children
    expect(paragraph).toMatchObject({ kind: 'paragraph' })
    expect(paragraph?.kind === 'paragraph' && paragraph.settledInlines).toBeGreaterThan(2)
  })

  it('is every block but the last', () => {
    const parser = createParser()
    parser.push('a\n\nb\n\nc')
    expect(parser.document.children).toHaveLength(3)
    expect(parser.document.settledChildren).toBe(2)
  })

  it('is every item but the last', () => {
    const parser = createParser()
    parser.push('- a\n- b\n- c')
    const [list] = parser.document.children
    expect(list).toMatchObject({ kind: 'list', settledChildren: 2 })
  })
})

describe('an open block', () => {
  /** The objects that stand at the end of the document, push by push. */
  function lastBlocks(pieces: readonly string[]): readonly (Block | undefined)[] {
    const parser = createParser()
    return pieces.map((piece) => {
      parser.push(piece)
      return parser.document.children.at(-1)
    })
  }

  it.each([
    ['a paragraph', 'some **bold** text\nand more'],
    ['a heading', '## some *text* ## more'],
    ['a list', '- a\n- b\n  - c\n\n- d'],
    ['a quote', '> a\n> b\n>\n> c'],
    ['a table', '| a | b |\n|---|---|\n| c | d |\n| e'],
    ['a fence', '```ts\na\nb\n'],
    ['a formula', '$$\na\nb\n'],
    ['HTML', '<div>\na\nb\n'],
    ['code by indentation', '    a\n    b\n\n    c'],
  ])('stays one object: %s', (_, text) => {
    expect(new Set(lastBlocks([...text]).filter(Boolean)).size).toBe(1)
  })

  it('gives code whole lines and the open one', () => {
    const parser = createParser()
    parser.push('```ts\none\ntw')
    expect(parser.document.children[0]).toMatchObject({ info: 'ts', lines: ['one'], openLine: 'tw', closed: false })
    parser.push('o\n``')
    expect(parser.document.children[0]).toMatchObject({ lines: ['one', 'two'], openLine: '', closed: false })
    parser.push('`\n')
    expect(parser.document.children[0]).toMatchObject({ lines: ['one', 'two'], openLine: '', closed: true })
  })
})
