// Drawn on a 16 px grid with 1.5 px strokes, like the window's other icons.
const paths = {
  copy: [
    'M7.25 5.75h4.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5h-4.5a1.5 1.5 0 0 1-1.5-1.5v-4.5a1.5 1.5 0 0 1 1.5-1.5z',
    'M10.25 5.5V4.25a1.5 1.5 0 0 0-1.5-1.5h-4.5a1.5 1.5 0 0 0-1.5 1.5v4.5a1.5 1.5 0 0 0 1.5 1.5H5.5',
  ],
  check: ['m3.25 8.5 3 3 6.5-7'],
  wrap: ['M2.75 4.25h10.5M2.75 8h8.25a2 2 0 0 1 0 4H8.5M10 10.25 8.25 12 10 13.75M2.75 12h2.5'],
  save: ['M8 2.75v7M5 7l3 3 3-3M3 13.25h10'],
  numbers: ['M2.75 3.25 3.75 2.5v4M2.5 9.75h1.75L2.5 13h2M7.25 4.5h6M7.25 11.5h6'],
  source: ['M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5'],
  note: ['M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 7.5v3.25M8 5.25v.01'],
  tip: ['M6 11.25a4.25 4.25 0 1 1 4 0v.5H6zM6.75 14h2.5'],
  important: ['M2.75 3.25h10.5v8H8.5L5.5 14v-2.75H2.75zM8 5.25v2.25M8 9.25v.01'],
  warning: [
    'M7.13 3.25 2.4 11.75a1 1 0 0 0 .87 1.5h9.46a1 1 0 0 0 .87-1.5L8.87 3.25a1 1 0 0 0-1.74 0zM8 6.5v3M8 11.4v.01',
  ],
  caution: ['M5.6 2.5h4.8l3.1 3.1v4.8l-3.1 3.1H5.6l-3.1-3.1V5.6zM8 5.25v3.5M8 10.75v.01'],
} as const

export type PaintedIcon = keyof typeof paths

const namespace = 'http://www.w3.org/2000/svg'

/** A 16 px line icon in the colour of the text, which says nothing to screen readers. */
export function makeIcon(name: PaintedIcon): SVGSVGElement {
  const icon = document.createElementNS(namespace, 'svg')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('viewBox', '0 0 16 16')
  icon.setAttribute('aria-hidden', 'true')
  for (const line of paths[name]) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('d', line)
    icon.append(path)
  }
  return icon
}

/** A button that is an icon alone. `label` is its tooltip, too. The view's listener acts on `action`. */
export function makeTool(icon: PaintedIcon, action: string, label: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tool'
  button.dataset['action'] = action
  button.title = label
  button.setAttribute('aria-label', label)
  button.append(makeIcon(icon))
  return button
}
