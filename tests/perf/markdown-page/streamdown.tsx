import { Streamdown } from 'streamdown'
import 'streamdown/styles.css'
import { createReactRenderer } from './react-renderer'
import type { Renderer } from './renderer'

/** Streamdown with its defaults; it highlights nothing by itself. */
export function createStreamdown(): Renderer {
  return createReactRenderer((text, growing) => <Streamdown isAnimating={growing}>{text}</Streamdown>)
}
