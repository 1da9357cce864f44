import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { clipboardHtml } from '../../markdown/copy/clipboard-html'
import { toPlainText } from '../../markdown/copy/plain-text'
import type { DocumentNode } from '../../markdown/parser/nodes'
import { createParser } from '../../markdown/parser/parser'
import { toCopiedText } from './selection/copied-text'
import type { Selected } from './selection/selected-document'
import { selectionInConversation } from './selection/selection'

/** Copies a reply: as it is read for what takes plain text, with its formatting and its formulas for what takes that. */
export async function copyReply(markdown: string): Promise<void> {
  const document = parsed(markdown)
  await request('clipboard.write', { text: toCopiedText(document), html: await clipboardHtml(document) })
}

/** The words of a reply without any marks, as they are read aloud. */
export function spokenTextOf(markdown: string): string {
  return toPlainText(parsed(markdown))
}

/** The words of what is selected. Code is exactly as it was written. */
export function textOfSelection({ document, isPiece }: Selected): string {
  const [only] = document.children
  return isPiece && only?.kind === 'code' ? only.lines.join('\n') : toCopiedText(document)
}

/** Copies what is selected in the conversation as it was written, without labels, numbers and buttons, until the returned undo. */
export function followCopies(): () => void {
  const copy = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('input, textarea'))) return
    const selected = selectionInConversation()
    if (!selected) return
    event.preventDefault()
    copySelected(selected).catch(showFailure)
  }
  document.addEventListener('copy', copy)
  return () => document.removeEventListener('copy', copy)
}

async function copySelected(selected: Selected): Promise<void> {
  const html = await clipboardHtml(selected.document)
  await request('clipboard.write', {
    text: textOfSelection(selected),
    html: selected.isPiece ? withoutBlock(html) : html,
  })
}

/** A piece of a line goes into the line it is pasted into. */
function withoutBlock(html: string): string {
  const inner = /^<p>([\s\S]*)<\/p>\n$/.exec(html) ?? /^<pre>(<code[^>]*>[^\n]*)\n<\/code><\/pre>\n$/.exec(html)
  if (!inner) return html
  return html.startsWith('<pre>') ? `${inner[1]}</code>` : (inner[1] ?? html)
}

function parsed(markdown: string): DocumentNode {
  const parser = createParser()
  parser.push(markdown)
  parser.end()
  return parser.document
}
