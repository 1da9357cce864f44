import type { FormulaElement, FormulaNode } from './clean-formula'

const tall: ReadonlySet<string> = new Set(['mfrac', 'mtable', 'msqrt', 'mroot', 'munder', 'munderover', 'menclose'])

/**
 * The formula as Chromium has to be told it, so that it looks as TeX sets it. Only for drawing: other programs do
 * without.
 */
export function adjustFormula(node: FormulaNode): FormulaNode {
  if (typeof node === 'string') return node
  const children = node.children.map(adjustFormula)
  switch (node.tag) {
    case 'msup':
      return withPrimes(node, children)
    case 'msub':
      return { ...node, children: withoutDescent(children) }
    case 'msubsup':
      return {
        ...node,
        children: withoutDescent(children).map((child, index) => (index === 2 ? asTall(child) : child)),
      }
    case 'msqrt':
    case 'mroot':
      // The room that it keeps is that of its widest sign, whichever it draws.
      return children.some(isTall)
        ? { ...node, children }
        : { ...node, children, classes: [...node.classes, 'is-flat'] }
    case 'mtd':
      return { ...node, children, styles: withRoom(node.styles) }
    default:
      return { ...node, children }
  }
}

/** The font's prime is high already: as an exponent it would be small and fly away. */
function withPrimes(node: FormulaElement, children: readonly FormulaNode[]): FormulaElement {
  const [base, exponent] = children
  if (exponent === undefined || typeof base !== 'object' || base.tag === 'mo') return { ...node, children }
  const primes = typeof exponent === 'object' && exponent.tag === 'mrow' ? exponent.children : [exponent]
  if (primes.length === 0 || !primes.every(isPrime)) return { ...node, children }
  return { ...node, tag: 'mrow', children: [base, ...primes] }
}

/** Beside an index it has to stay an exponent; let it at least be as large as it should. */
function asTall(node: FormulaNode): FormulaNode {
  if (typeof node === 'string') return node
  if (isPrime(node)) return { ...node, classes: [...node.classes, 'is-exponent'] }
  return node.tag === 'mrow' ? { ...node, children: node.children.map(asTall) } : node
}

/** An index hangs as deep at `y` as it does at `x`: what a single letter has below the line does not push it down. */
function withoutDescent([base, ...rest]: readonly FormulaNode[]): readonly FormulaNode[] {
  if (typeof base !== 'object' || base.tag !== 'mi') return base === undefined ? rest : [base, ...rest]
  const padded: FormulaElement = {
    tag: 'mpadded',
    attributes: [['depth', '0']],
    classes: [],
    styles: [],
    children: [base],
  }
  return [padded, ...rest]
}

/** Temml leaves none between a cell's line at its side and what is in it. */
function withRoom(styles: FormulaElement['styles']): FormulaElement['styles'] {
  if (!styles.some(([property]) => property === 'borderLeft')) return styles
  return styles.map(([property, value]) => (property === 'paddingLeft' ? [property, '0.4em'] : [property, value]))
}

function isPrime(node: FormulaNode): boolean {
  return typeof node === 'object' && node.tag === 'mo' && node.classes.includes('tml-prime')
}

function isTall(node: FormulaNode): boolean {
  return typeof node === 'object' && (tall.has(node.tag) || node.children.some(isTall))
}
