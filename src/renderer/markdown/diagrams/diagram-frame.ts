import { diagramAddress } from '../../../shared/diagrams/diagram-address'
import { readAnswer, type DiagramAnswer, type DiagramRequest } from './diagram-messages'

// Drawing takes 0.2 to 0.6 s, a process and all. A page that is caught in its work says nothing.
const longestDrawMs = 8000

let framesMade = 0

/** A page of its own process in a sandbox, which draws a diagram. */
export interface DiagramFrame {
  /** Draws, or draws again in place of what stands. One call at a time. It never fails. */
  draw(request: DiagramRequest): Promise<DiagramAnswer | 'too-slow' | 'removed'>
  /** Ends the page and its process, whatever it is doing. */
  remove(): void
}

/** Puts a frame into an element. `label` is what screen readers call it. */
export function openDiagramFrame(parent: HTMLElement, label: string): DiagramFrame {
  framesMade += 1
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.referrerPolicy = 'no-referrer'
  frame.tabIndex = -1
  frame.title = label
  frame.src = diagramAddress(framesMade)
  const loaded = new Promise<void>((resolve) => frame.addEventListener('load', () => resolve(), { once: true }))
  const removed = Promise.withResolvers<'removed'>()
  parent.append(frame)
  return {
    async draw(request) {
      const limit = startLimit()
      const answer = waitForAnswer(frame)
      // A page with no origin of its own can be addressed only as "whoever is there". Nothing secret is in it.
      void loaded.then(() => frame.contentWindow?.postMessage(request, '*'))
      const outcome = await Promise.race([answer.arrived, limit.passed, removed.promise])
      limit.stop()
      answer.stop()
      return outcome
    },
    remove() {
      removed.resolve('removed')
      frame.remove()
    },
  }
}

function startLimit(): { readonly passed: Promise<'too-slow'>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<'too-slow'>()
  const timer = setTimeout(() => resolve('too-slow'), longestDrawMs)
  return { passed: promise, stop: () => clearTimeout(timer) }
}

function waitForAnswer(frame: HTMLIFrameElement): { readonly arrived: Promise<DiagramAnswer>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<DiagramAnswer>()
  const listen = ({ source, data }: MessageEvent<unknown>): void => {
    const answer = source !== null && source === frame.contentWindow ? readAnswer(data) : null
    if (answer) resolve(answer)
  }
  addEventListener('message', listen)
  return { arrived: promise, stop: () => removeEventListener('message', listen) }
}
