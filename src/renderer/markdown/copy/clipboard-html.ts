import type { DocumentNode } from '../parser/nodes'
import { toHtml } from './to-html'

/** The document as HTML for the clipboard, with its formulas as MathML. */
export async function clipboardHtml(document: DocumentNode): Promise<string> {
  let hasFormulas = false
  const html = toHtml(document, {
    math: () => {
      hasFormulas = true
      return ''
    },
  })
  if (!hasFormulas) return html
  // What draws formulas is big, and most replies have none.
  const { toMathML } = await import('../math/to-mathml')
  return toHtml(document, { math: (tex, display) => toMathML(tex, display) || sourceOf(tex) })
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function sourceOf(tex: string): string {
  return `<code>${tex.replaceAll(/[&<>]/g, (character) => escapes[character] ?? character)}</code>`
}
