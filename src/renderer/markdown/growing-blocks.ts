import { Lexer, type Links, type MarkedToken, type Tokens } from 'marked'

/** One top-level block of a text. A block that has not changed is the same object again. */
export interface Block {
  readonly token: MarkedToken
}

const options = { gfm: true } as const
const boundaryLength = 32

interface Parsed {
  readonly tokens: readonly MarkedToken[]
  readonly links: Links
}

/**
 * The blocks of a text that grows at its end. While it grows, finished blocks are frozen and only the rest is read
 * again; `finish` reads the whole once more, so that what stays is what one reading of the whole text gives.
 */
export class GrowingBlocks {
  #frozen: Block[] = []
  #open: readonly Block[] = []
  #links: Links = {}
  /** What is not frozen. Holds no part of the text as a whole, so that old copies of it can go. */
  #tail = ''
  #takenLength = 0
  #boundary = ''
  #heldReturn = false

  /** Takes the text so far. A text that does not go on from the one before is read from its start. */
  update(text: string): readonly Block[] {
    if (!this.#continues(text)) this.#reset()
    const delta = text.slice(this.#takenLength)
    this.#takenLength = text.length
    this.#boundary = text.slice(-boundaryLength)
    if (delta !== '') this.#append(delta)
    return [...this.#frozen, ...this.#open]
  }

  /** Takes the whole text. Blocks that came out as before stay the same objects. */
  finish(text: string): readonly Block[] {
    const before = this.update(text)
    const { tokens, links } = parse(text.replaceAll(/\r\n?/g, '\n'), {})
    // A definition may come after the blocks that refer to it.
    const mayRefer = Object.keys(links).length > 0
    const blocks = toBlocks(tokens)
    return blocks.map((block, index) => {
      const old = before[index]
      return old && !mayRefer && old.token.type === block.token.type && old.token.raw === block.token.raw ? old : block
    })
  }

  #continues(text: string): boolean {
    const start = Math.max(0, this.#takenLength - boundaryLength)
    return text.length >= this.#takenLength && text.slice(start, this.#takenLength) === this.#boundary
  }

  #reset(): void {
    this.#frozen = []
    this.#open = []
    this.#links = {}
    this.#tail = ''
    this.#takenLength = 0
    this.#boundary = ''
    this.#heldReturn = false
  }

  #append(delta: string): void {
    // A carriage return at the end may be half of a line break.
    const whole = (this.#heldReturn ? '\r' : '') + delta
    this.#heldReturn = whole.endsWith('\r')
    this.#tail += (this.#heldReturn ? whole.slice(0, -1) : whole).replaceAll(/\r\n?/g, '\n')
    const { tokens, links } = parse(this.#tail, this.#links)
    const frozenCount = countFinished(tokens, this.#tail)
    const frozen = tokens.slice(0, frozenCount)
    this.#frozen.push(...toBlocks(frozen))
    if (frozenCount > 0) {
      this.#links = knownLinks(tokens, links)
      this.#tail = this.#tail.slice(frozen.reduce((length, token) => length + token.raw.length, 0))
    }
    this.#open = toBlocks(tokens.slice(frozenCount))
  }
}

/** How many tokens nothing that follows can change: those before the last block of which a whole line is there. */
function countFinished(tokens: readonly MarkedToken[], source: string): number {
  const lastLineEnd = source.lastIndexOf('\n')
  let start = source.length
  for (let index = tokens.length - 1; index > 0; index -= 1) {
    const token = tokens[index]
    start -= token?.raw.length ?? 0
    if (token?.type !== 'space' && start < lastLineEnd) return index
  }
  return 0
}

/** The definitions that cannot change any more: not the one at the end, whose address may still be half there. */
function knownLinks(tokens: readonly MarkedToken[], links: Links): Links {
  const last = tokens.at(-1)
  if (last?.type !== 'def') return links
  const { [last.tag]: _, ...known } = links
  return known
}

function parse(source: string, links: Links): Parsed {
  try {
    const lexer = new Lexer(options)
    Object.assign(lexer.tokens.links, links)
    const tokens = lexer.lex(source)
    return { tokens: tokens as readonly MarkedToken[], links: tokens.links }
  } catch {
    // The lexer descends once for each level: thousands of levels are more than the stack holds, and no document.
    const plain: Tokens.Text = { type: 'text', raw: source, text: source, escaped: false }
    return { tokens: [plain], links }
  }
}

function toBlocks(tokens: readonly MarkedToken[]): readonly Block[] {
  return tokens.filter((token) => token.type !== 'space' && token.type !== 'def').map((token) => ({ token }))
}
