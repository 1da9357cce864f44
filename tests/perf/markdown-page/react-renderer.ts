import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import type { Renderer } from './renderer'

/** Hands a React component the whole text, once for all pieces of a frame. */
export function createReactRenderer(draw: (text: string, growing: boolean) => ReactNode): Renderer {
  let root: Root
  let text = ''
  let isWaiting = false
  const render = (growing: boolean): void => {
    isWaiting = false
    root.render(draw(text, growing))
  }
  return {
    mount(host) {
      host.className = 'peer'
      root = createRoot(host)
    },
    push(piece) {
      text += piece
      if (!isWaiting) queueMicrotask(() => render(true))
      isWaiting = true
    },
    // After the microtask of the last piece.
    end: () => queueMicrotask(() => render(false)),
  }
}
