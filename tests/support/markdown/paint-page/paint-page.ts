// A page that is nothing but replies: the painter with the app's own parser, styles and policy, driven by a test frame by
// frame. What a test needs stands on `window.paint`.
import '../../../../src/renderer/ui/tokens.css'
import '../../../../src/renderer/ui/base.css'
import '../../../../src/renderer/ui/controls.css'
import '../../../../src/renderer/ui/frame.css'
import '../../../../src/renderer/chat/chat.css'
import '../../../../src/renderer/markdown/markdown.css'
import '../../../../src/renderer/markdown/code.css'
import '../../../../src/renderer/markdown/table.css'
import './paint-page.css'
import { paintParts } from '../../../../src/renderer/markdown/paint-parts'
import {
  createMarkdownView,
  type MarkdownView,
  type ViewOptions,
} from '../../../../src/renderer/markdown/paint/markdown-view'
import type { PaintParts } from '../../../../src/renderer/markdown/paint/paint-parts'
import type { StreamingParser, TextLeaf } from '../../../../src/renderer/markdown/parser/nodes'
import { startWords } from '../../../../src/renderer/words'
import { createFrames } from './frames'
import { checkFinished } from './finished-nodes'
import { elementsAsText } from './elements-as-text'

startWords('en')

/** What was asked of the world outside of the page. */
const asked: string[] = []
const frames = createFrames()

const parts: PaintParts = {
  ...paintParts,
  openLink: (url) => void asked.push(`open ${url}`),
  copy: async (text, html) => {
    asked.push(html === undefined ? `copy ${text}` : `copy ${text} as ${html}`)
    return true
  },
  save: (name, text) => void asked.push(`save ${name}: ${text}`),
  mountDiagram: null,
}

const column = document.querySelector<HTMLElement>('.column')
if (!column) throw new Error('The page lacks its column.')

interface Shown {
  readonly host: HTMLElement
  readonly view: MarkdownView
  readonly parser: () => StreamingParser
  /** Leaves that had to be painted again, since what they refer to came after them. */
  readonly reread: ReadonlySet<TextLeaf>
}

function show(options: ViewOptions = {}): Shown {
  const reply = document.createElement('article')
  reply.className = 'reply'
  const host = document.createElement('div')
  host.className = 'markdown'
  reply.append(host)
  column?.append(reply)
  let parser: StreamingParser | null = null
  const reread = new Set<TextLeaf>()
  const createParser = (): StreamingParser => {
    const made = paintParts.createParser()
    parser = {
      get document() {
        return made.document
      },
      push: (delta) => made.push(delta),
      end: () => made.end(),
      takeReread: () => {
        const leaves = made.takeReread()
        for (const leaf of leaves) reread.add(leaf)
        return leaves
      },
    }
    return parser
  }
  const view = createMarkdownView(host, { ...parts, createParser }, options)
  return { host, view, reread, parser: () => parser as unknown as StreamingParser }
}

/** Paints a text that comes at once. */
async function whole(text: string): Promise<string> {
  const { host, view } = show()
  view.push(text)
  await finish(view)
  return takeAway(host, view)
}

/** Paints a text in these pieces, a frame for each, and checks at each that what is finished stays as it is. */
async function inPieces(pieces: readonly string[]): Promise<{ html: string; moved: string | null }> {
  const { host, view, parser, reread } = show()
  const check = checkFinished(host, reread)
  let moved: string | null = null
  for (const piece of pieces) {
    view.push(piece)
    // Colours and formulas for which a frame had no time come with the next.
    frames.runWaiting()
    moved ??= check(parser())
  }
  await finish(view)
  return { html: takeAway(host, view), moved }
}

/** Paints a text that ends in the middle, twice, and goes on. */
async function continued(parts: readonly string[]): Promise<string> {
  const { host, view } = show()
  let text = ''
  for (const part of parts) {
    text += part
    if (text === part) view.push(part)
    else view.resume(text)
    await finish(view)
  }
  return takeAway(host, view)
}

/** Ends a text, and does all that is left to do, colours and formulas too. */
async function finish(view: MarkdownView): Promise<void> {
  void view.end()
  await frames.runAll()
}

function takeAway(host: HTMLElement, view: MarkdownView): string {
  const text = elementsAsText(host)
  view.stop()
  host.parentElement?.remove()
  return text
}

/** Loads what colours and draws, so that it is there for what follows. */
async function load(): Promise<void> {
  const { host, view } = show()
  view.push('$x$\n\n```ts\nx\n```\n\n```js\nx\n```\n\n```python\nx\n```\n\n```bash\nx\n```\n\n```json\n1\n```\n')
  await view.end()
  while (!host.querySelector('math') || host.querySelectorAll('.code [class^=is-]').length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(['ts', 'js', 'python', 'bash', 'json', 'html'].map((name) => paintParts.findLanguage(name)?.load()))
  takeAway(host, view)
}

const page = { asked, frames, show, whole, inPieces, continued, load, column }

declare global {
  interface Window {
    paint: typeof page
  }
}
window.paint = page
