// The entry of the page that draws one diagram. It has no bridge, no network and no origin.
import type { DiagramRequest } from '../diagram-messages'
import { drawDiagram } from './draw-diagram'

const app = 'runnel-app://main'

addEventListener('message', ({ source, origin, data }: MessageEvent<DiagramRequest>) => {
  if (source !== parent || origin !== app) return
  void drawDiagram(data).then((answer) => parent.postMessage(answer, app))
})
