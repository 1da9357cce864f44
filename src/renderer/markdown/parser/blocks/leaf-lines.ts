import { readFenceEnd } from './leaf-starts'
import type { LineCursor } from './line-cursor'
import { OpenMath } from './open-math'
import { OpenFence, OpenHtml, OpenIndented } from './simple-leaves'
import type { OpenLeaf } from './tree'

/**
 * What the next line is to an open leaf whose text is not looked at for blocks: its rest is text of the leaf ('text'), all
 * of it is used up ('used'; 'blank' if it counts only when more of the leaf follows), it ends the leaf ('end', 'end-mark'
 * if more may follow its mark), or it is none of its lines (null). 'more': that takes more of the line.
 */
export type LeafLine = 'text' | 'used' | 'blank' | 'end' | 'end-mark' | 'more' | null

/** Takes what belongs to the leaf off the line. */
export function continueLeaf(leaf: OpenLeaf, line: LineCursor): LeafLine {
  if (leaf instanceof OpenFence) return continueFence(leaf, line)
  if (leaf instanceof OpenHtml) return continueHtml(leaf, line)
  if (leaf instanceof OpenMath) return continueMath(leaf, line)
  return leaf instanceof OpenIndented ? continueIndented(leaf, line) : null
}

function continueFence(leaf: OpenFence, line: LineCursor): LeafLine {
  const end = readFenceEnd(line, leaf.fence)
  if (end === 'more') return 'more'
  if (end) return 'end'
  line.skipColumns(leaf.fence.indent)
  return 'text'
}

function continueHtml(leaf: OpenHtml, line: LineCursor): LeafLine {
  if (line.isBlank && !line.isComplete) return 'more'
  if (line.isBlank && leaf.endsAtBlank) return null
  leaf.beginLine()
  return 'text'
}

function continueMath(leaf: OpenMath, line: LineCursor): LeafLine {
  if (!line.isComplete) return 'more'
  if (line.isBlank && leaf.endsAtBlank) return null
  const rest = leaf.addLine(line.text.slice(line.at))
  if (rest < 0) return 'used'
  line.skipTo(line.at + rest)
  return 'end-mark'
}

function continueIndented(leaf: OpenIndented, line: LineCursor): LeafLine {
  if (line.isBlank) {
    if (!line.isComplete) return 'more'
    line.skipColumns(4)
    leaf.blankLine(line.rest)
    return 'blank'
  }
  if (line.indent < 4) return null
  line.skipColumns(4)
  return 'text'
}
