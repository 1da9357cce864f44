import { makeElement } from '../element'
import { makeTool } from '../tools/icon'
import type { PaintContext } from '../paint-context'

/**
 * Draws the diagram that a block of code describes in its place, once there is time. Until then, and if it can't be drawn,
 * its source shows; then with one line that says why.
 */
export function mountDrawing(figure: HTMLElement, header: HTMLElement, source: string, context: PaintContext): void {
  const { mountDiagram, translate } = context.parts
  if (!mountDiagram || source.trim() === '') return
  context.later(() => {
    const host = makeElement('div', 'drawing')
    header.after(host)
    const undo = mountDiagram(host, source, {
      label: translate('markdown.diagram'),
      onDrawn: () => {
        figure.classList.add('is-diagram')
        const toggle = makeTool('source', 'show-source', translate('markdown.showSource'))
        toggle.setAttribute('aria-pressed', 'false')
        header.querySelector('.tool')?.before(toggle)
      },
      onFailed: (reason, detail) => {
        figure.classList.remove('is-diagram')
        const line = makeElement('p', 'reason')
        line.append(translate(`markdown.diagramFailed.${reason}`), detail === '' ? '' : ` ${detail}`)
        host.replaceChildren(line)
      },
    })
    context.undos.add(undo)
    return true
  })
}
