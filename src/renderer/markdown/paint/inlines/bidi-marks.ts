import { makeElement } from '../element'

const controls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const names: Readonly<Record<string, string>> = {
  '\u061c': 'ALM',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
}

/** Whether text holds a character that is not seen and turns the direction of others. */
export function holdsBidiControl(text: string): boolean {
  return controls.test(text)
}

/** Text cut so that each control that turns the direction of others stands alone. */
export function splitAtBidiControls(text: string): readonly string[] {
  return text.split(new RegExp(`(${controls.source})`)).filter((part) => part !== '')
}

/** Whether this is one such character and nothing else. */
export function isBidiControl(text: string): boolean {
  return text.length === 1 && controls.test(text)
}

/**
 * Appends code as it is, with its direction controls visible: each stands in an element of its own, which keeps it in the
 * text that is copied and keeps it from turning what follows.
 */
export function appendShown(host: Element, text: string): void {
  if (!holdsBidiControl(text)) {
    host.append(text)
    return
  }
  for (const part of splitAtBidiControls(text)) host.append(isBidiControl(part) ? makeBidiMark(part) : part)
}

/** A control that turns the direction of text, made visible. What shows is no text, and so is never copied. */
export function makeBidiMark(control: string): HTMLElement {
  const mark = makeElement('span', 'bidi-mark')
  mark.dataset['name'] = names[control] ?? ''
  mark.append(control)
  return mark
}
