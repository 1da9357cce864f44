import { describe, expect, it } from 'vitest'
import { cleanFormula, type FormulaElement } from '../../../../../src/renderer/markdown/math/clean-formula'

const node = (type: string, more: object = {}) => ({
  type,
  attributes: {},
  classes: [],
  style: {},
  children: [],
  ...more,
})
const clean = (tree: object) => cleanFormula(node('math', { children: [tree] }))?.children[0] as FormulaElement
const deep = (count: number): object => (count === 0 ? node('mi') : node('mrow', { children: [deep(count - 1)] }))

describe('cleanFormula', () => {
  it('knows MathML and nothing else', () => {
    expect(clean(node('script', { attributes: { src: 'x' } }))).toMatchObject({ tag: 'mrow', attributes: [] })
    expect(clean(node('maction')).tag).toBe('mrow')
    expect(clean({ attributes: { href: 'x' }, children: [node('mi')] }).tag).toBe('mi')
    expect(clean({ attributes: { src: 'x' }, alt: 'x' })).toBeUndefined()
  })

  it('keeps no attribute that could name, load or do something', () => {
    const attributes = {
      id: 'root',
      href: 'https://a.b',
      'xlink:href': 'x',
      onclick: 'x()',
      style: 'position:fixed',
      class: 'composer',
      'data-a': 'b',
      mathbackground: 'url(x)',
      display: 'block" onclick="x',
      stretchy: 'true',
    }
    expect(clean(node('mi', { attributes, classes: ['composer', 'tml-left', 'is-flat'] }))).toMatchObject({
      attributes: [['stretchy', 'true']],
      classes: ['tml-left'],
    })
  })

  it('keeps no style that could leave the formula', () => {
    const style = {
      position: 'fixed',
      inset: '0',
      zIndex: '9',
      color: 'red;inset:0',
      background: 'url(x)',
      width: '100%',
      fontFamily: 'x',
      transform: 'scale(99)',
      border: '9px solid url(x)',
    }
    expect(clean(node('mi', { style })).styles).toEqual([])
    expect(clean(node('mi', { style: { position: 'relative', color: '#f00', 'math-depth': 0 } })).styles).toEqual([
      ['position', 'relative'],
      ['color', '#f00'],
      ['mathDepth', '0'],
    ])
  })

  it('lets nothing reach far', () => {
    const attributes = { width: '9999em', height: '-9999px', voffset: '+50cm', lspace: '-1width', mathsize: '99999' }
    expect(clean(node('mspace', { attributes })).attributes).toEqual([
      ['width', '12em'],
      ['height', '-160px'],
      ['voffset', '+4.2cm'],
      ['lspace', '-1width'],
      ['mathsize', '4'],
    ])
    expect(clean(node('mrow', { style: { marginLeft: '-1e9em' } })).styles).toEqual([['marginLeft', '-12em']])
  })

  it('refuses too many parts and too deep ones', () => {
    expect(cleanFormula(node('math', { children: Array.from({ length: 2_000 }, () => node('mi')) }))).toBeNull()
    expect(cleanFormula(deep(30))).not.toBeNull()
    expect(cleanFormula(deep(5_000))).toBeNull()
  })

  it('stops brackets in brackets from doubling for ever', () => {
    const fence = node('mo', { attributes: { stretchy: 'true' }, children: [{ text: '(' }] })
    const nest = (count: number): object => node('mrow', { children: count === 0 ? [] : [fence, nest(count - 1)] })
    const stretching = (element: FormulaElement): number =>
      element.children.reduce(
        (sum, child) => sum + (typeof child === 'object' ? stretching(child) : 0),
        element.attributes.filter(([, value]) => value === 'true').length,
      )
    expect(stretching(clean(nest(3)))).toBe(3)
    expect(stretching(clean(nest(20)))).toBe(5)
  })
})
