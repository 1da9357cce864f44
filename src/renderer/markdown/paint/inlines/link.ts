import type { Inline } from '../../parser/nodes'
import { makeElement } from '../element'

type LinkInline = Extract<Inline, { readonly kind: 'link' }>

const openable = /^(?:https?|mailto):/i

/** Whether an address can be handed to the system at all. Main decides whether it is. */
export function isOpenable(href: string): boolean {
  return openable.test(href)
}

/** A link that a model wrote, without its words. It says where it goes, and one that can't be followed is no link. */
export function makeLink({ href, title }: LinkInline): HTMLElement {
  const target = targetOf(href, title)
  if (!isOpenable(href)) {
    const dead = makeElement('span', 'dead-link')
    dead.title = target
    return dead
  }
  const link = makeElement('a')
  link.href = href
  link.title = target
  return link
}

/** Brings a link to another address of the same sort. */
export function changeLink(element: HTMLElement, before: LinkInline, after: LinkInline): void {
  if (before.href === after.href && before.title === after.title) return
  if (element instanceof HTMLAnchorElement) element.href = after.href
  element.title = targetOf(after.href, after.title)
}

function targetOf(href: string, title: string): string {
  return title === '' ? href : `${title}\n${href}`
}
