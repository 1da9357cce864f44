import type { Block } from '../../parser/nodes'
import { PaintedCode } from '../code/painted-code'
import { makeElement } from '../element'
import type { PaintContext } from '../paint-context'
import { isTooWide, PaintedTable, PaintedTableText } from '../tables/painted-table'
import { PaintedMath } from './math-block'
import { PaintedHtml } from './html-block'
import { PaintedList } from './list'
import type { PaintedBlock, Surroundings } from './painted-block'
import { PaintedQuote } from './quote'
import { PaintedText } from './text-block'

/** Makes what shows a block; the caller shows it the block. */
export function makeBlock(block: Block, surroundings: Surroundings, context: PaintContext): PaintedBlock {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return new PaintedText(block, surroundings, context)
    case 'quote':
      return new PaintedQuote(surroundings.depth, context)
    case 'list':
      return new PaintedList(block, surroundings.depth, context)
    case 'code':
      return new PaintedCode(context)
    case 'table':
      return isTooWide(block) ? new PaintedTableText() : new PaintedTable(block, context)
    case 'math':
      return new PaintedMath(context)
    case 'html':
      return new PaintedHtml()
    case 'rule':
      return paintedRule()
    case 'item':
      throw new Error('An item stands in a list only.')
    default:
      return assertNoKind(block)
  }
}

function paintedRule(): PaintedBlock {
  return {
    element: makeElement('hr'),
    show: (block) => block.kind === 'rule',
    settle: () => undefined,
    tail: () => null,
  }
}

function assertNoKind(block: never): never {
  throw new Error(`Unhandled block: ${JSON.stringify(block)}`)
}
