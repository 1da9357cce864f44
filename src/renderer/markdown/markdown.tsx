import { memo, useMemo, useState } from 'react'
import { BlockView } from './block'
import { GrowingBlocks, type Block } from './growing-blocks'
import './markdown.css'

// Blocks are handed to React in runs, so that a frame compares runs and not each block of a long reply.
const runLength = 16

interface MarkdownProps {
  readonly text: string
  /** The text still grows: finished blocks are left alone, and a caret stands at the end. */
  readonly growing: boolean
}

/** Markdown as elements, without any HTML of the text itself. */
export function Markdown({ text, growing }: MarkdownProps) {
  const blocks = useBlocks(text, growing)
  const runs: (readonly Block[])[] = []
  for (let index = 0; index < blocks.length; index += runLength) runs.push(blocks.slice(index, index + runLength))
  return runs.map((run, index) => <Run key={index} blocks={run} caret={growing && index === runs.length - 1} />)
}

interface RunProps {
  readonly blocks: readonly Block[]
  readonly caret: boolean
}

const Run = memo(
  function Run({ blocks, caret }: RunProps) {
    return blocks.map((block, index) => (
      <BlockView key={index} block={block} caret={caret && index === blocks.length - 1} />
    ))
  },
  (before, after) =>
    before.caret === after.caret &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => block === after.blocks[index]),
)

function useBlocks(text: string, growing: boolean): readonly Block[] {
  const [reader] = useState(() => new GrowingBlocks())
  // Reading the same text twice gives the same blocks, so a render that React repeats does no harm.
  return useMemo(() => (growing ? reader.update(text) : reader.finish(text)), [reader, text, growing])
}
