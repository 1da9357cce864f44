import { adjustFormula } from './adjust-formula'
import type { FormulaElement, FormulaNode } from './clean-formula'

const namespace = 'http://www.w3.org/1998/Math/MathML'

/**
 * The element that shows a formula: a scrolling line of its own, or a piece of running text. Nothing in it is drawn
 * outside of it.
 */
export function formulaElement(formula: FormulaElement, display: boolean): HTMLElement {
  const frame = document.createElement('span')
  frame.className = display ? 'math-display' : 'math-inline'
  frame.append(nodeOf(adjustFormula(formula)))
  return frame
}

function nodeOf(node: FormulaNode): Node {
  if (typeof node === 'string') return document.createTextNode(node)
  const element = document.createElementNS(namespace, node.tag)
  for (const [name, value] of node.attributes) {
    if (name === 'mathbackground') element.style.backgroundColor = node.tag === 'mspace' ? ink(value) : paper(value)
    else element.setAttribute(name, value)
  }
  if (node.classes.length > 0) element.setAttribute('class', node.classes.join(' '))
  // A style attribute would be refused by the page's policy; properties set by a script are not.
  for (const [property, value] of node.styles) {
    const shown = property === 'color' ? ink(value) : value
    element.style.setProperty(
      property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      shown,
    )
  }
  element.append(...node.children.map(nodeOf))
  return element
}

/** Colours are chosen for black on white: with some of the text's own they can be read on any surface. */
function ink(color: string): string {
  return /^(?:black|#0{3,6})$/i.test(color) ? 'currentColor' : `color-mix(in oklab, ${color} 65%, var(--text))`
}

function paper(color: string): string {
  return `color-mix(in oklab, ${color} 25%, var(--surface))`
}
