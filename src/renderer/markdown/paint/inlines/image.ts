import type { Translate } from '../../../words'
import type { Inline } from '../../parser/nodes'
import { makeElement } from '../element'
import { isOpenable } from './link'

const picture = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i
// A data address is as long as its picture, and says nothing to a reader.
const dataAddressLength = 60

/**
 * A picture that stands in the text itself, or, for one that stands elsewhere, its words and its whole address: to fetch it
 * would tell its server that this was read.
 */
export function paintImage(
  { src, alt, title }: Extract<Inline, { readonly kind: 'image' }>,
  translate: Translate,
): HTMLElement {
  if (picture.test(src)) {
    const image = makeElement('img', 'picture')
    image.decoding = 'async'
    image.alt = alt
    if (title !== '') image.title = title
    image.src = src
    return image
  }
  const chip = makeElement('span', 'image')
  const label = makeElement('span', 'faint')
  label.append(translate('markdown.imageNotLoaded'))
  const address = makeElement('span', 'address')
  address.dir = 'ltr'
  address.append(/^data:/i.test(src) ? `${src.slice(0, dataAddressLength)}…` : src)
  chip.append(label)
  if (alt !== '') chip.append(alt)
  chip.append(address)
  if (title !== '') chip.title = title
  if (isOpenable(src)) chip.append(makeOpenButton(src, translate))
  return chip
}

function makeOpenButton(address: string, translate: Translate): HTMLElement {
  const button = makeElement('button', 'text-button')
  button.type = 'button'
  button.dataset['action'] = 'open-image'
  button.dataset['address'] = address
  button.append(translate('markdown.openInBrowser'))
  return button
}
