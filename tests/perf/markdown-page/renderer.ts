/** What draws a reply that comes in pieces. One is made for each reply. */
export interface Renderer {
  mount(host: HTMLElement): void
  push(text: string): void
  end(): void
}

/** What is compared. */
export type RendererName =
  | 'text-lines'
  | 'runnel'
  | 'runnel-whole'
  | 'streaming-markdown'
  | 'react-markdown'
  | 'streamdown'

/** The name under which each frame's beginning is found in a trace. */
export const frameMark = 'trial-frame'
