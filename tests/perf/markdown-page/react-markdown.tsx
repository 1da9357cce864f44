import { lexer } from 'marked'
import { memo, useMemo } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { createReactRenderer } from './react-renderer'
import type { Renderer } from './renderer'

const plugins = [remarkGfm]

/** One top-level block: read and drawn again only when its own text changes. */
const Block = memo(function Block({ text }: { readonly text: string }) {
  return <Markdown remarkPlugins={plugins}>{text}</Markdown>
})

function Blocks({ text }: { readonly text: string }) {
  const blocks = useMemo(() => lexer(text).map((token) => token.raw), [text])
  return blocks.map((block, index) => <Block key={index} text={block} />)
}

/** react-markdown in the way that is recommended for replies: split into blocks by marked, each one memoised. */
export function createReactMarkdown(): Renderer {
  return createReactRenderer((text) => <Blocks text={text} />)
}
