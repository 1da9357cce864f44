import mermaid from 'mermaid'
import type { DiagramAnswer, DiagramRequest } from '../diagram-messages'
import { finishDrawing } from './finish-drawing'
import { mermaidSettings } from './mermaid-settings'

// Some kinds of diagrams fill the width that they find; the others are measured in it.
const stageWidthPx = 640
const longestPaintMs = 100

let drawn = 0

/** Draws in place of what stands on the page. What cannot be drawn leaves it as it was. Never fails. */
export async function drawDiagram({ source, look }: DiagramRequest): Promise<DiagramAnswer> {
  const stage = document.createElement('div')
  stage.style.cssText = `position: absolute; visibility: hidden; width: ${stageWidthPx}px`
  document.body.append(stage)
  try {
    mermaid.initialize(mermaidSettings(look))
    drawn += 1
    const { svg } = await mermaid.render(`diagram-${drawn}`, source, stage)
    stage.innerHTML = svg
    const drawing = stage.querySelector('svg')
    const { width, height } = drawing?.viewBox.baseVal ?? { width: 0, height: 0 }
    if (!drawing || width <= 0 || height <= 0) return { error: '' }
    finishDrawing(drawing, look.colours)
    document.body.style.cssText = `margin: 0; overflow: hidden; font-family: ${look.font}`
    document.body.replaceChildren(drawing)
    await painted()
    return { width, height }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    stage.remove()
  }
}

/** Resolves when the page has been painted; a page that is not in view never is. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    setTimeout(resolve, longestPaintMs)
  })
}
