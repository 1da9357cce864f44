import type { FormulaNode } from './clean-formula'
import { readFormula } from './formula'

const columnAlign: Readonly<Record<string, string>> = { 'tml-left': 'left', 'tml-right': 'right' }
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * A formula as MathML for other programs: no classes, no styles. '' if it can't be drawn. Brings all of Temml, so load
 * this file on demand.
 */
export function toMathML(tex: string, display: boolean): string {
  const formula = readFormula(tex, display)
  return 'problem' in formula ? '' : write(formula, true)
}

function write(node: FormulaNode, isRoot = false): string {
  if (typeof node === 'string') return escape(node)
  const attributes = new Map<string, string>(isRoot ? [['xmlns', 'http://www.w3.org/1998/Math/MathML']] : [])
  for (const [name, value] of node.attributes) attributes.set(name, value)
  for (const name of node.classes) {
    const align = columnAlign[name]
    if (align && node.tag === 'mtd') attributes.set('columnalign', align)
  }
  const styles = new Map(node.styles)
  const color = styles.get('color')
  if (color) attributes.set('mathcolor', color)
  // On the page the box is a border.
  const isBox = node.tag === 'mrow' && styles.has('border')
  if (isBox) attributes.set('notation', 'box')
  const tag = isBox ? 'menclose' : node.tag
  const written = [...attributes].map(([name, value]) => ` ${name}="${escape(value)}"`).join('')
  return `<${tag}${written}>${node.children.map((child) => write(child)).join('')}</${tag}>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}
