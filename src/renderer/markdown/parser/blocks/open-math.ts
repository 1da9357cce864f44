import type { MathBlock } from '../nodes'
import type { Growing, OpenLeaf } from './tree'

/** How a formula of its own begins. */
export interface MathStart {
  readonly mark: '$$' | '\\['
  /** What stands behind the mark on its line. */
  readonly body: string
  /** The closing mark stands on the same line. */
  readonly isClosed: boolean
}

const closings = { $$: '$$', '\\[': '\\]' } as const

/** The place of the first closing mark that no backslash takes its meaning from, or -1. */
function closingAt(text: string, closing: string): number {
  for (let at = text.indexOf(closing); at >= 0; at = text.indexOf(closing, at + 1)) {
    let count = 0
    while (at > count && text.charCodeAt(at - count - 1) === 92) count += 1
    if (count % 2 === 0) return at
  }
  return -1
}

/**
 * A formula of its own starts with a line that begins with `$$` or `\[`. The line holds nothing else, or the whole formula
 * and nothing else, or the beginning of what is clearly a formula.
 */
export function readMathStart(line: string, isComplete: boolean): MathStart | 'more' | null {
  const mark = line.slice(0, 2)
  if (mark !== '$$' && mark !== '\\[') return (line === '$' || line === '\\') && !isComplete ? 'more' : null
  const body = line.slice(2)
  const end = closingAt(body, closings[mark])
  if (end >= 0) {
    const isAlone = body.slice(end + 2).trim() === ''
    if (!isAlone || (isComplete && !/[\p{L}\p{N}]/u.test(body.slice(0, end)))) return null
    return isComplete ? { mark, body: body.slice(0, end), isClosed: true } : 'more'
  }
  if (!isComplete) return 'more'
  const isTex = body.trim() === '' || (/[\\^_={}]/.test(body) && !body.includes(']('))
  return isTex ? { mark, body, isClosed: false } : null
}

const onlyPunctuation = /^[\s.,;:!?。，；：！？]*$/

/** A formula that goes on until its closing mark, or, if more than the mark stood on its first line, a blank line. */
export class OpenMath implements OpenLeaf {
  readonly kind = 'math'
  readonly node: Growing<MathBlock>
  readonly #closing: string
  readonly endsAtBlank: boolean
  /** Blank lines count only between others. */
  #blanks = ''

  constructor(start: MathStart) {
    this.#closing = closings[start.mark]
    const body = start.body.trim()
    this.endsAtBlank = body !== ''
    this.node = { kind: 'math', tex: body, closed: start.isClosed }
  }

  /** Takes a whole line, or as much of it as belongs to the formula: gives where the rest begins, -1 if all does. */
  addLine(line: string): number {
    const end = closingAt(line, this.#closing)
    this.node.closed = end >= 0
    if (end < 0) {
      this.#add(line.trimEnd())
      return -1
    }
    const rest = line.slice(end + 2)
    const isAlone = onlyPunctuation.test(rest)
    this.#add(line.slice(0, end).trimEnd() + (isAlone ? rest.trim() : ''))
    return isAlone ? line.length : end + 2
  }

  #add(line: string): void {
    if (line === '') this.#blanks += '\n'
    else {
      this.node.tex += (this.node.tex === '' ? '' : `\n${this.#blanks}`) + line
      this.#blanks = ''
    }
  }

  /** Its text comes in whole lines. */
  append(): void {}

  endLine(): void {}

  close(): void {}

  sync(): void {}
}
