/** A part of a drawn formula: text, or a MathML element with nothing in it that could leave its formula. */
export type FormulaNode = string | FormulaElement

export interface FormulaElement {
  readonly tag: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly classes: readonly string[]
  /** CSS properties as scripts name them. */
  readonly styles: readonly (readonly [property: string, value: string])[]
  readonly children: readonly FormulaNode[]
}

/** What Temml builds: an element, a piece of text, or a mere group of them. */
interface TemmlNode {
  readonly type?: unknown
  readonly text?: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly classes?: readonly unknown[]
  readonly style?: Readonly<Record<string, unknown>>
  readonly children?: readonly TemmlNode[]
}

/** More would be felt when it is laid out. */
const maximumNodes = 2_000
const maximumDepth = 40
/** A bracket is as tall as what it holds, on both sides of the line: in each other, they double with every step. */
const maximumFences = 5

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

const tags = words(`
  math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup munder mover
  munderover mmultiscripts mprescripts none mtable mtr mtd
`)
const plainAttributes = words(`
  accent accentunder columnalign columnspan display displaystyle fence form largeop linebreak mathvariant movablelimits
  notation rowspan scriptlevel separator stretchy symmetric
`)
const lengthAttributes = words(`
  columnspacing depth height linethickness lspace mathsize maxsize minsize rowspacing rspace voffset width
`)
const lengthStyles = words(`
  height marginLeft paddingBottom paddingLeft paddingRight paddingTop width
`)
const styleValues: Readonly<Record<string, RegExp>> = {
  border: /^(?:\d(?:\.\d+)?(?:em|px|pt) )?(?:solid|dashed|double)(?: #[\da-f]{3,8}| \w+)?$/i,
  borderBottom: /^\d(?:\.\d+)?em (?:solid|dashed|double) ?$/,
  borderLeft: /^\d(?:\.\d+)?em (?:solid|dashed|double) ?$/,
  borderRight: /^\d(?:\.\d+)?em (?:solid|dashed|double) ?$/,
  borderTop: /^\d(?:\.\d+)?em (?:solid|dashed|double) ?$/,
  bottom: /^0$/,
  fontStyle: /^(?:italic|normal)$/,
  fontWeight: /^(?:bold|normal)$/,
  mathDepth: /^[0-3]$/,
  padding: /^\d(?:\.\d+)?(?:em|ex|pt|px)?(?: \d(?:\.\d+)?(?:em|ex|pt|px)?){0,3}$/,
  position: /^(?:absolute|relative)$/,
  right: /^0$/,
  textAlign: /^(?:left|right|center)$/,
  transform: /^scaleX\(-1\)$/,
}
const color = /^(?:#[\da-f]{3,8}|[a-z]{3,20})$/i
const length = /^([+-]?)(-?\d*\.?\d+(?:e-?\d+)?)(em|ex|pt|px|mm|cm|in|mu|%|width|height)?$/
const className =
  /^(?:tml|chr)-[a-z0-9-]+$|^(?:mathcal|mathscr|menclose|upstrike|downstrike|sout|longdiv-top|longdiv-arc|phasor-bottom|phasor-angle|circle-pad|textcircle|actuarial|special-fraction)$/

/** How far anything may reach, by unit. */
const reach: Readonly<Record<string, number>> = {
  em: 12,
  ex: 24,
  mu: 216,
  pt: 120,
  px: 160,
  mm: 42,
  cm: 4.2,
  in: 1.6,
  '%': 100,
}

/** The formula without what it may not hold; null if there is too much of it. */
export function cleanFormula(tree: unknown): FormulaElement | null {
  let left = maximumNodes
  const clean = (node: TemmlNode, depth: number): readonly FormulaNode[] => {
    left -= 1
    if (left < 0 || depth > maximumDepth) throw tooMuch
    if (typeof node.text === 'string') return node.text === '' ? [] : [node.text]
    const children = (node.children ?? []).flatMap((child) => clean(child, depth + 1))
    // A group, a link or a span is no more than what is in it.
    if (typeof node.type !== 'string') return children
    return [elementOf(tags.has(node.type) ? node.type : 'mrow', node, children)]
  }
  try {
    const [root] = clean(tree as TemmlNode, 0)
    return root === undefined || typeof root === 'string' ? null : boundFences(root).element
  } catch (error) {
    if (error === tooMuch) return null
    throw error
  }
}

const tooMuch = new Error('too much')

function boundFences(element: FormulaElement): { readonly element: FormulaElement; readonly levels: number } {
  let levels = 0
  const children = element.children.map((child) => {
    if (typeof child === 'string') return child
    const inner = boundFences(child)
    levels = Math.max(levels, inner.levels)
    return inner.element
  })
  if (!children.some(isFence)) return { element: { ...element, children }, levels }
  if (levels < maximumFences) return { element: { ...element, children }, levels: levels + 1 }
  return { element: { ...element, children: children.map((child) => (isFence(child) ? flat(child) : child)) }, levels }
}

function isFence(node: FormulaNode): node is FormulaElement {
  return (
    typeof node === 'object' &&
    node.tag === 'mo' &&
    node.attributes.some(([name, value]) => name === 'stretchy' && value === 'true')
  )
}

function flat(fence: FormulaElement): FormulaElement {
  const rest = fence.attributes.filter(([name]) => name !== 'stretchy')
  return { ...fence, attributes: [...rest, ['stretchy', 'false']] }
}

function elementOf(tag: string, node: TemmlNode, children: readonly FormulaNode[]): FormulaElement {
  const attributes = Object.entries(node.attributes ?? {}).flatMap(([name, value]) => cleanAttribute(name, value))
  const styles = Object.entries(node.style ?? {}).flatMap(([name, value]) => cleanStyle(name, value))
  const classes = (node.classes ?? []).filter(
    (name): name is string => typeof name === 'string' && className.test(name),
  )
  return { tag, attributes, classes, styles, children }
}

function cleanAttribute(name: string, raw: unknown): readonly (readonly [string, string])[] {
  const value = String(raw)
  if (plainAttributes.has(name)) return /^[\w -]{1,60}$/.test(value) ? [[name, value]] : []
  if (name === 'mathbackground') return color.test(value) ? [[name, value]] : []
  if (!lengthAttributes.has(name)) return []
  const bounded = boundedLength(value)
  return bounded === null ? [] : [[name, bounded]]
}

/** Temml names some as CSS does and some as scripts do, and leaves its own bookkeeping among them. */
function cleanStyle(name: string, raw: unknown): readonly (readonly [string, string])[] {
  const property = name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
  const value = String(raw)
  if (property === 'color') return color.test(value) && value !== 'undefined' ? [[property, value]] : []
  if (styleValues[property]?.test(value)) return [[property, value.trim()]]
  // A table as wide as its frame would put what stands beside it far away.
  if (!lengthStyles.has(property) || value.endsWith('%')) return []
  const bounded = boundedLength(value)
  return bounded === null ? [] : [[property, bounded]]
}

function boundedLength(value: string): string | null {
  const found = length.exec(value)
  if (!found) return null
  const [, sign = '', amount = '0', unit = ''] = found
  const farthest = reach[unit] ?? 4
  return `${sign}${Math.max(-farthest, Math.min(farthest, Number(amount)))}${unit}`
}
