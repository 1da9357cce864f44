import { paintParts } from '../../../src/renderer/markdown/paint-parts'
import { createMarkdownView, type MarkdownView } from '../../../src/renderer/markdown/paint/markdown-view'
import type { PaintParts } from '../../../src/renderer/markdown/paint/paint-parts'
import { startWords } from '../../../src/renderer/words'
import '../../../src/renderer/markdown/markdown.css'
import '../../../src/renderer/markdown/code.css'
import '../../../src/renderer/markdown/table.css'
import type { Renderer } from './renderer'

startWords('en')

/** As the others: code has no colours, and formulas show as they are written. */
const plainParts: PaintParts = {
  ...paintParts,
  findLanguage: () => null,
  loadFormulas: () => new Promise(() => undefined),
  mountDiagram: null,
}

function create(parts: PaintParts): Renderer {
  let view: MarkdownView
  return {
    mount(host) {
      host.className = 'reply'
      const element = document.createElement('div')
      element.className = 'markdown'
      host.append(element)
      view = createMarkdownView(element, parts)
    },
    push: (text) => view.push(text),
    end: () => void view.end(),
  }
}

/** The app's own, with neither colours nor formulas. */
export const createRunnel = (): Renderer => create(plainParts)

/** The app's own as it is. */
export const createWholeRunnel = (): Renderer => create(paintParts)
