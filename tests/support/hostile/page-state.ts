// What a page looks like to somebody who wonders whether a message got out of its place. These functions run in the page.

/** What nothing in a message may change. */
export interface PageState {
  /** What a script left behind. */
  readonly ran: unknown
  readonly address: string
  readonly base: string
  readonly title: string
  /** Whether a press in the middle of the composer, its button and the sidebar hits them. */
  readonly inReach: readonly boolean[]
  /** What the parts around the messages look like. */
  readonly looks: readonly string[]
  /**
   * Documents in frames that are neither empty nor, by `srcdoc`, written in the frame's own element, which gives them the
   * page's policy; and any bridge. A frame of another origin keeps its own to itself.
   */
  readonly frames: readonly string[]
}

/** The state of the window's page. */
export function readPage(mark: string): PageState {
  // A message may have put its own things in the place of the document's, and under the app's names.
  const find = (selector: string): Element | null =>
    Document.prototype.querySelector.call(document, `${selector}:not(.markdown *)`)
  const parts = ['html', 'body', '#root', '.app', '.sidebar', '.titlebar', '.main', '.composer', '.composer textarea']
  const hit = (selector: string): boolean => {
    const part = find(selector)
    if (!part) return false
    const { left, top, width, height } = part.getBoundingClientRect()
    const found = Document.prototype.elementFromPoint.call(document, left + width / 2, top + height / 2)
    return found !== null && part.contains(found)
  }
  const look = (selector: string): string => {
    const part = find(selector)
    if (!part) return `${selector} is gone`
    const style = getComputedStyle(part)
    const { left, top, width } = part.getBoundingClientRect()
    const { position, display, visibility, opacity, color, backgroundColor, backgroundImage, transform, filter } = style
    const { fontFamily, fontSize, zIndex, pointerEvents, overflow, cursor, colorScheme } = style
    return JSON.stringify([
      selector,
      [left, top, width].map(Math.round),
      [position, display, visibility, opacity, color, backgroundColor, backgroundImage, transform, filter],
      [fontFamily, fontSize, zIndex, pointerEvents, overflow, cursor, colorScheme],
    ])
  }
  const framed = ({ contentDocument, contentWindow }: HTMLIFrameElement): readonly string[] => {
    if (!contentDocument) return []
    const found = /^about:(?:blank|srcdoc)$/.test(contentDocument.URL) ? [] : [contentDocument.URL]
    return contentWindow && 'bridge' in contentWindow ? [...found, 'bridge'] : found
  }
  const frames = Document.prototype.querySelectorAll.call(document, 'iframe') as NodeListOf<HTMLIFrameElement>
  return {
    ran: (window as unknown as Record<string, unknown>)[mark] ?? null,
    address: location.href,
    base: document.baseURI,
    title: document.title,
    inReach: [hit('.composer textarea'), hit('.composer .bar button'), hit('.sidebar')],
    looks: parts.map(look),
    frames: [...frames].flatMap(framed),
  }
}

/**
 * What stands in the messages that must not: elements, attributes and addresses that our own renderer never makes.
 * `onlyNew`: elements that were looked at before have not changed since.
 */
export function findForeign(onlyNew: boolean): readonly string[] {
  const holder = window as unknown as { lookedAt?: WeakSet<Element> }
  const lookedAt = (holder.lookedAt ??= new WeakSet())
  const known = new Set(
    'A B BLOCKQUOTE BR BUTTON CODE DEL DIV EM FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER HR IMG LI OL P PRE S SECTION SMALL SPAN STRONG SUP TABLE TBODY TD TH THEAD TR UL'.split(
      ' ',
    ),
  )
  const isKnown = (element: Element): boolean => {
    if (known.has(element.tagName)) return true
    if (element instanceof MathMLElement) return !['maction', 'mglyph', 'annotation-xml'].includes(element.localName)
    if (element instanceof SVGElement) return element.closest('svg.icon') !== null
    return element instanceof HTMLIFrameElement && element.closest('.diagram-sheet') !== null
  }
  const isKnownAttribute = ({ name, value }: Attr, element: Element): boolean => {
    if (/^on|^(?:srcset|srcdoc|action|formaction|ping|poster|background|id|name|usemap|slot|part)$/i.test(name))
      return false
    if (/href$/i.test(name)) return /^(?:https?|mailto):/i.test(value) && element.tagName === 'A'
    if (name === 'src') {
      if (element.tagName === 'IFRAME') return /^runnel-app:\/\/d\d+\.diagram\/$/.test(value)
      return /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/.test(value)
    }
    return name !== 'style' || !/url\(|fixed|absolute|expression/i.test(value)
  }
  const found: string[] = []
  for (const element of document.querySelectorAll('.markdown, .markdown *')) {
    if (onlyNew && lookedAt.has(element)) continue
    lookedAt.add(element)
    if (!isKnown(element)) found.push(`<${element.tagName}> ${element.outerHTML.slice(0, 120)}`)
    for (const attribute of element.attributes) {
      if (!isKnownAttribute(attribute, element)) found.push(`${attribute.name}="${attribute.value.slice(0, 80)}"`)
    }
    if (getComputedStyle(element).position === 'fixed') found.push(`fixed: ${element.outerHTML.slice(0, 120)}`)
  }
  return found
}

/** Presses all that can be pressed in an element, and waits until that has been drawn. Dialogs for files stay closed. */
export async function pressAll(selector: string): Promise<void> {
  const root: Element | null = Document.prototype.querySelector.call(document, selector)
  const pressed = 'a, area, button, summary, label, input:not([type=file]), [onclick], maction, mi'
  for (const element of root ? Element.prototype.querySelectorAll.call(root, pressed) : []) {
    for (const type of ['pointerdown', 'mouseover', 'click', 'auxclick']) {
      element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true }))
    }
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
