/** One line and a place in it: what a mode reads from, with the methods that CodeMirror's stream modes expect. */
export class StringStream {
  pos = 0
  /** Where the current token began. */
  start = 0
  readonly indentUnit = 2
  /** The line. */
  string: string
  knownColumn = 0
  knownColumnAt = 0

  constructor(line: string) {
    this.string = line
  }

  /** At the end of the line. */
  eol(): boolean {
    return this.pos >= this.string.length
  }

  /** At the start of the line. */
  sol(): boolean {
    return this.pos === 0
  }

  /** The next character, undefined at the end. */
  peek(): string | undefined {
    return this.string[this.pos]
  }

  /** Takes the next character; nothing at the end. */
  next(): string | undefined {
    return this.pos < this.string.length ? this.string[this.pos++] : undefined
  }

  /** Takes the next character if it is the one asked for. */
  eat(match: CharacterMatch): string | undefined {
    const character = this.string[this.pos]
    if (character === undefined || !fits(character, match)) return undefined
    this.pos += 1
    return character
  }

  /** Takes all characters that fit; whether there was one. */
  eatWhile(match: CharacterMatch): boolean {
    const from = this.pos
    while (this.eat(match) !== undefined);
    return this.pos > from
  }

  /** Takes white space; whether there was any. */
  eatSpace(): boolean {
    const from = this.pos
    while (this.pos < this.string.length && isSpace(this.string.charCodeAt(this.pos))) this.pos += 1
    return this.pos > from
  }

  /** Takes the rest of the line. */
  skipToEnd(): void {
    this.pos = this.string.length
  }

  /** Goes to just before `text` if it is to come; whether it is. */
  skipTo(text: string): boolean {
    const found = this.string.indexOf(text, this.pos)
    if (found < 0) return false
    this.pos = found
    return true
  }

  /** Gives the last `count` characters back. */
  backUp(count: number): void {
    this.pos -= count
  }

  /** The column of the current token's start. */
  column(): number {
    if (this.knownColumnAt > this.start) this.knownColumn = this.knownColumnAt = 0
    this.knownColumn = columnAt(this.string, this.start, this.knownColumnAt, this.knownColumn)
    this.knownColumnAt = this.start
    return this.knownColumn
  }

  /** The column of the line's first character that is no white space. */
  indentation(): number {
    let end = 0
    while (end < this.string.length && isSpace(this.string.charCodeAt(end))) end += 1
    return columnAt(this.string, end)
  }

  /** Whether `pattern` comes next; an expression starts with `^`. Takes it unless `consume` is false. */
  match(pattern: string, consume?: boolean, caseInsensitive?: boolean): boolean
  match(pattern: RegExp, consume?: boolean): RegExpMatchArray | null
  match(pattern: string | RegExp, consume?: boolean, caseInsensitive?: boolean): boolean | RegExpMatchArray | null
  match(pattern: string | RegExp, consume = true, caseInsensitive = false): boolean | RegExpMatchArray | null {
    if (typeof pattern === 'string') {
      const next = this.string.slice(this.pos, this.pos + pattern.length)
      const same = caseInsensitive ? next.toLowerCase() === pattern.toLowerCase() : next === pattern
      if (!same) return false
      if (consume) this.pos += pattern.length
      return true
    }
    const found = this.string.slice(this.pos).match(pattern)
    if (found === null || found.index! > 0) return null
    if (consume) this.pos += found[0].length
    return found
  }

  /** The text of the current token. */
  current(): string {
    return this.string.slice(this.start, this.pos)
  }
}

type CharacterMatch = string | RegExp | ((character: string) => boolean)

function fits(character: string, match: CharacterMatch): boolean {
  if (typeof match === 'string') return character === match
  return match instanceof RegExp ? match.test(character) : match(character)
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff
}

const tabSize = 4

function columnAt(text: string, end: number, from = 0, columnThere = 0): number {
  let column = columnThere
  for (let index = from; index < end; index += 1) {
    column += text.charCodeAt(index) === 9 ? tabSize - (column % tabSize) : 1
  }
  return column
}
