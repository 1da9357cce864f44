import { default_renderer as drawInto, parser, parser_end as end, parser_write as write } from 'streaming-markdown'
import type { Renderer } from './renderer'

/** streaming-markdown with its own renderer, as its read-me shows it. */
export function createStreamingMarkdown(): Renderer {
  let state: ReturnType<typeof parser>
  return {
    mount(host) {
      host.className = 'peer'
      state = parser(drawInto(host))
    },
    push: (text) => write(state, text),
    end: () => end(state),
  }
}
