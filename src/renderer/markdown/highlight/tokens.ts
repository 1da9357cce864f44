/** What a piece of code is, as far as its colour goes. The colours are in ui/tokens.css; inserted and deleted take those of success and danger. */
export type TokenKind = 'comment' | 'keyword' | 'string' | 'number' | 'function' | 'type' | 'inserted' | 'deleted'

/** A run of characters of one kind; null is plain. Holds no text, so it keeps no line alive. */
export interface Token {
  readonly length: number
  readonly kind: TokenKind | null
}

/**
 * Reads one text of a language line by line, each line at a cost of its own length. Tokens cover a line from its start;
 * what they leave is plain, and so are lines that the language's mode cannot read. Never throws.
 */
export interface LineHighlighter {
  /** Of the next whole line, without its end. */
  line(text: string): readonly Token[]
  /** Of a line that may still grow: what `line` would say now, but the next line is still this one. */
  openLine(text: string): readonly Token[]
}
