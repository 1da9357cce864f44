import { changeText, setClass } from '../element'
import { appendShown, holdsBidiControl } from './bidi-marks'

// Code up to this length fits into the narrowest column and is not broken.
const unbrokenLength = 36

/** Shows code within a line in this element, whatever it showed before. */
export function paintInlineCode(element: HTMLElement, text: string): HTMLElement {
  if (element.dir !== 'ltr') element.dir = 'ltr'
  setClass(element, 'is-long', text.length > unbrokenLength)
  const { firstChild } = element
  if (firstChild instanceof Text && firstChild === element.lastChild && !holdsBidiControl(text)) {
    changeText(firstChild, 0, firstChild.data, text)
  } else {
    element.replaceChildren()
    appendShown(element, text)
  }
  return element
}
