import { toHtml } from '../../../../../src/renderer/markdown/copy/to-html'
import type { DocumentNode } from '../../../../../src/renderer/markdown/parser/nodes'
import { createParser } from '../../../../../src/renderer/markdown/parser/parser'

/** The document of a text that comes in these pieces. */
export function readPieces(pieces: Iterable<string>): DocumentNode {
  const parser = createParser()
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return parser.document
}

export function readWhole(text: string): DocumentNode {
  return readPieces([text])
}

/** The pieces of a text, each as long as the next of `lengths`, which are gone through again and again. */
export function toPieces(text: string, lengths: readonly number[]): readonly string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? 1)
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}

/** Every UTF-16 unit for itself. */
export function toUnits(text: string): readonly string[] {
  return toPieces(text, [1])
}

/** The finished text as HTML, without the white space that means nothing. */
export function html(text: string): string {
  return normalized(toHtml(readWhole(text), { passHtml: true }))
}

/** What is shown when so much of the text has come, and no more yet. */
export function shownHtml(...pieces: readonly string[]): string {
  const parser = createParser()
  for (const piece of pieces) parser.push(piece)
  return normalized(toHtml(parser.document))
}

const blockTag = /\s*(<\/?(?:li|p|ul|ol|blockquote|hr|pre|h\d|table|tr|td|th|thead|tbody)\b[^>]*>)\s*/g

export function normalized(markup: string): string {
  return markup.replaceAll(blockTag, '$1').trim()
}
