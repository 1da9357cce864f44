import type { Inline } from '../../parser/nodes'
import { changeText, makeElement } from '../element'
import type { PaintContext } from '../paint-context'
import { paintFormula } from './formula'
import { paintImage } from './image'
import { paintInlineCode } from './inline-code'
import { changeLink, isOpenable } from './link'

type Leaf = Exclude<Inline, { readonly children: readonly Inline[] }>

/** Makes what shows an inline that holds no others. */
export function makeInline(inline: Leaf, context: PaintContext): ChildNode {
  switch (inline.kind) {
    case 'text':
    case 'html':
      return document.createTextNode(inline.text)
    case 'break':
      return makeElement('br')
    case 'code':
      return paintInlineCode(makeElement('code'), inline.text)
    case 'image':
      return paintImage(inline, context.parts.translate)
    case 'math':
      return paintFormula(inline.tex, inline.display, context)
    case 'footnote-reference':
      return makeNoteMark(inline, context)
    default:
      return assertNoKind(inline)
  }
}

/**
 * Brings a node from one state of an inline to another of the same thing, but for the inlines in it. False: it has to be made
 * anew, and nothing was done.
 */
export function changeInline(node: ChildNode, before: Inline, inline: Inline): boolean {
  switch (inline.kind) {
    case 'text':
    case 'html':
      // The node of a text and of a tag shown as text are alike.
      if (before.kind !== 'text' && before.kind !== 'html') return false
      changeText(node as Text, 0, before.text, inline.text)
      return true
    case 'break':
      return before.kind === 'break'
    case 'emphasis':
    case 'strong':
    case 'strike':
      return before.kind === inline.kind
    case 'link':
      if (before.kind !== 'link' || isOpenable(before.href) !== isOpenable(inline.href)) return false
      changeLink(node as HTMLElement, before, inline)
      return true
    case 'code':
      if (before.kind !== 'code') return false
      if (before.text !== inline.text) paintInlineCode(node as HTMLElement, inline.text)
      return true
    case 'image':
      return before.kind === 'image' && isSameImage(before, inline)
    case 'math':
      return before.kind === 'math' && before.tex === inline.tex && before.display === inline.display
    case 'footnote-reference':
      return before.kind === inline.kind && isSameReference(before, inline)
    default:
      return assertNoKind(inline)
  }
}

type Image = Extract<Inline, { readonly kind: 'image' }>
type Reference = Extract<Inline, { readonly kind: 'footnote-reference' }>

function isSameImage(one: Image, other: Image): boolean {
  return one.src === other.src && one.alt === other.alt && one.title === other.title
}

function isSameReference(one: Reference, other: Reference): boolean {
  return one.label === other.label && one.number === other.number && one.use === other.use
}

function makeNoteMark({ number, use }: Reference, { parts }: PaintContext): HTMLElement {
  const mark = makeElement('sup', 'note-mark')
  const button = makeElement('button')
  button.type = 'button'
  button.dataset['action'] = 'to-note'
  button.dataset['note'] = String(number)
  button.dataset['use'] = String(use)
  button.setAttribute('aria-label', parts.translate('markdown.note', { number }))
  button.append(String(number))
  mark.append(button)
  return mark
}

function assertNoKind(inline: never): never {
  throw new Error(`Unhandled inline: ${JSON.stringify(inline)}`)
}
