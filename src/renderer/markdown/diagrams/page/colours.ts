/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number]

/** Reads `#rgb`, `#rrggbb` and `rgb(…)`, also with an opacity, which is left out; null for everything else. */
export function readColour(text: string): Colour | null {
  const short = /^#([\da-f])([\da-f])([\da-f])[\da-f]?$/i.exec(text)
  if (short) return threeOf(short, (digit) => parseInt(digit + digit, 16))
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/i.exec(text)
  if (long) return threeOf(long, (digits) => parseInt(digits, 16))
  const rgb = /^rgba?\((\d+), (\d+), (\d+)(?:, [\d.]+)?\)$/.exec(text)
  return rgb && threeOf(rgb, Number)
}

function threeOf([, red = '', green = '', blue = '']: RegExpExecArray, read: (part: string) => number): Colour {
  return [read(red), read(green), read(blue)]
}

/** A colour of so much of `over` (0 to 1) laid on `under`; `over` itself when either cannot be read. */
export function mix(over: string, under: string, share: number): string {
  const [above, below] = [readColour(over), readColour(under)]
  if (!above || !below) return over
  const parts = above.map((part, index) => Math.round(part * share + (below[index] ?? 0) * (1 - share)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** How well two colours are told apart, from 1 to 21, as WCAG 2 counts it. */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
