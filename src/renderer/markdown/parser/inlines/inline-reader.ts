import type { Inline } from '../nodes'
import { characterAt, characterBefore, isAsciiPunctuation, isBlank, isWhitespace } from '../text/characters'
import { mayBecomeReference, readReference } from '../text/escapes'
import { isEmptyLabel, isNoteLabel, scanLabel } from '../text/labels'
import { readAngle } from './constructs/angle'
import { bareLink, isWebBefore, mailboxLength, readAddress, scanMailHost, schemeLength } from './constructs/bare-links'
import { readCode } from './constructs/code-span'
import { Finder, runEnd, type Section, TickRuns } from './finder'
import { flanking } from './flanking'
import type { Found } from './constructs/found'
import { ItemStack } from './item-stack'
import { type Marker, textOf } from './items'
import { isBlankFrom } from './constructs/html-tags'
import { LinkTail, type Target } from './constructs/link-tail'
import { readDollarMath, readMarkedMath } from './constructs/math'
import { cutPlace } from './text-run'

/** What a leaf's text may refer to. */
export interface References {
  link(label: string): Target | undefined
  note(label: string): { readonly number: number; readonly use: number } | undefined
}

/** Why reading stands still although there is more text. */
export type Blocked = 'none' | 'link' | 'other'

// What a mail address or the scheme of an address may need.
const lookBehind = 80
const labelReach = 1_000
const special = new Uint8Array(128)
for (const mark of '\n\\`*_~[]!<&$:@.') special[mark.charCodeAt(0)] = 1

/**
 * Reads the inline content of one leaf as its text comes. It goes on only over what can have one meaning, whatever
 * follows, so that the outcome does not depend on how the text was cut. `tail` is what it has not gone over.
 */
export class InlineReader implements Section {
  readonly #references: References
  readonly #finder = new Finder()
  readonly #ticks = new TickRuns()
  readonly stack = new ItemStack()
  text = ''
  base = 0
  #at = 0
  #isFinal = false
  #run = ''
  #link: LinkTail | null = null
  /** Text that is not looked at before something other comes: the address of a link, blanks. */
  #parts: string[] = []
  #isBlankHeld = false
  lineCount = 0
  blocked: Blocked = 'none'

  constructor(references: References) {
    this.#references = references
  }

  /** How much of the leaf's text is read. */
  get offset(): number {
    return this.base + this.#at
  }

  /** Text that is read and not an item yet. */
  get run(): string {
    return this.#run
  }

  get tail(): string {
    return this.text.slice(this.#at)
  }

  append(text: string): void {
    if (this.#link) {
      this.#parts.push(text)
      this.#link.feed(text)
      if (this.#link.outcome !== 'more') this.#joinParts()
    } else if (this.#isBlankHeld && isBlankFrom(text, 0)) this.#parts.push(text)
    else {
      this.#joinParts()
      this.text += text
    }
  }

  #joinParts(): void {
    if (this.#parts.length > 0) this.text += this.#parts.join('')
    this.#parts = []
  }

  /** Reads on as far as it is certain. */
  read(): void {
    if (!this.#isFinal && (this.#parts.length > 0 || this.#link?.outcome === 'more')) return
    this.blocked = 'none'
    this.#isBlankHeld = false
    while (this.#at < this.text.length && this.blocked === 'none') this.#step()
    this.#dropRead()
  }

  /** The text is complete: what is open stays text. */
  finish(): void {
    this.#isFinal = true
    this.#joinParts()
    let end = this.text.length
    while (end > this.#at && isWhitespace(this.text.charCodeAt(end - 1))) end -= 1
    this.text = this.text.slice(0, end)
    this.read()
    this.#flush()
    this.stack.close()
  }

  /** Lets go what is read, but for what may be looked back at. */
  #dropRead(): void {
    let keep = this.#at - lookBehind
    const bracket = this.stack.topBracket
    if (bracket && this.offset - bracket.start <= labelReach) keep = Math.min(keep, bracket.start - this.base)
    if (keep < lookBehind) return
    this.text = this.text.slice(keep)
    this.base += keep
    this.#at -= keep
  }

  #step(): void {
    const code = this.text.charCodeAt(this.#at)
    if (code >= 128 || special[code] === 0) this.#plain()
    else if (code === 10) this.#lineEnding()
    else if (code === 92) this.#backslash()
    else if (code === 96) this.#found(readCode(this.#ticks, this, this.#at, this.#isFinal), true)
    else if (code === 42 || code === 95 || code === 126) this.#delimiters()
    else if (code === 91) this.#openBracket(1)
    else if (code === 33) this.#bang()
    else if (code === 93) this.#closeBracket()
    else if (code === 60) this.#found(readAngle(this.#finder, this, this.#at, this.#isFinal))
    else if (code === 38) this.#reference()
    else if (code === 36) this.#dollar()
    else if (code === 64) this.#mail()
    else this.#address(code)
  }

  #plain(): void {
    const { text } = this
    let end = this.#at
    while (end < text.length && !(special[text.charCodeAt(end)] ?? 0)) end += 1
    // Spaces at the end may be a line break, or be dropped.
    if (end === text.length) while (end > this.#at && isBlank(text.charCodeAt(end - 1))) end -= 1
    if (end === this.#at) {
      this.blocked = 'other'
      this.#isBlankHeld = true
    } else this.#add(text.slice(this.#at, end), end)
  }

  /** Takes what stands up to `end` as the text `text`. */
  #add(text: string, end: number): void {
    this.#at = end
    let rest = text
    for (let cut = cutPlace(this.#run, rest); cut >= 0; cut = cutPlace('', rest)) {
      this.#run += rest.slice(0, cut)
      rest = rest.slice(cut)
      this.#flush(rest.length)
    }
    this.#run += rest
  }

  #addMark(): void {
    this.#add(this.text.charAt(this.#at), this.#at + 1)
  }

  #flush(behind = 0): void {
    if (this.#run !== '') this.stack.pushNode({ kind: 'text', text: this.#run }, 0, this.offset - behind)
    this.#run = ''
  }

  #push(node: Inline, depth: number, end: number): void {
    this.#flush()
    this.#at = end
    this.stack.pushNode(node, depth, this.offset)
  }

  #found(found: Found, isRun = false): void {
    if (found === 'more') this.blocked = 'other'
    else if (found === null) {
      const end = isRun ? runEnd(this.text, this.#at) : this.#at + 1
      this.#add(this.text.slice(this.#at, end), end)
    } else this.#push(found.node, found.node.kind === 'link' ? 1 : 0, found.end)
  }

  #lineEnding(): void {
    let start = this.#at
    while (start > 0 && isBlank(this.text.charCodeAt(start - 1))) start -= 1
    const blanks = this.text.slice(start, this.#at)
    this.lineCount += 1
    this.#run = this.#run.slice(0, this.#run.length - blanks.length)
    if (/^ {2,}$/.test(blanks)) this.#push({ kind: 'break' }, 0, this.#at + 1)
    else this.#add('\n', this.#at + 1)
  }

  #backslash(): void {
    const code = this.text.charCodeAt(this.#at + 1)
    if (Number.isNaN(code)) {
      if (this.#isFinal) this.#addMark()
      else this.blocked = 'other'
    } else if (code === 10) {
      this.lineCount += 1
      this.#push({ kind: 'break' }, 0, this.#at + 2)
    } else if (code === 40 || code === 91) {
      this.#math(readMarkedMath(this.#finder, this, this.#at, this.#isFinal), this.text.charAt(this.#at + 1))
    } else if (isAsciiPunctuation(code)) this.#add(this.text.charAt(this.#at + 1), this.#at + 2)
    else this.#addMark()
  }

  #math(found: Found, otherwise: string): void {
    if (found === null) this.#add(otherwise, this.#at + 2)
    else this.#found(found)
  }

  #dollar(): void {
    const next = this.text.charAt(this.#at + 1)
    if (next === '' && !this.#isFinal) this.blocked = 'other'
    else if (next === '$') this.#math(readMarkedMath(this.#finder, this, this.#at, this.#isFinal), '$$')
    else this.#found(readDollarMath(this.text, this.#at, this.#isFinal))
  }

  #reference(): void {
    const found = readReference(this.text, this.#at)
    if (found) this.#add(found.text, found.end)
    else if (!this.#isFinal && mayBecomeReference(this.text, this.#at)) this.blocked = 'other'
    else this.#addMark()
  }

  #delimiters(): void {
    const { text } = this
    const end = runEnd(text, this.#at)
    if (end === text.length && !this.#isFinal) {
      this.blocked = 'other'
      return
    }
    const marker = text.charAt(this.#at) as Marker
    const length = end - this.#at
    const before = characterBefore(text, this.#at)
    const { canOpen, canClose } = flanking(marker, text.slice(0, this.#at), before, characterAt(text, end))
    if ((!canOpen && !canClose) || (marker === '~' && length > 2)) {
      this.#add(text.slice(this.#at, end), end)
      return
    }
    const start = this.offset
    this.#flush()
    this.#at = end
    const place = { start, end: this.offset, index: 0 }
    this.stack.pushDelimiter({ kind: 'delimiter', marker, count: length, length, canOpen, canClose, ...place })
  }

  #bang(): void {
    const next = this.text.charAt(this.#at + 1)
    if (next === '[') this.#openBracket(2)
    else if (next === '' && !this.#isFinal) this.blocked = 'other'
    else this.#addMark()
  }

  #openBracket(length: number): void {
    this.#flush()
    const start = this.offset
    this.#at += length
    const state = { isImage: length === 2, isActive: true, hasInner: false, line: this.lineCount }
    this.stack.pushBracket({ kind: 'bracket', ...state, start, end: this.offset, index: 0, height: 0 })
  }

  #closeBracket(): void {
    this.stack.expire(this.offset)
    const bracket = this.stack.topBracket
    if (!bracket) return this.#addMark()
    if (!bracket.isActive) return this.#dropBracket()
    const next = this.text.charAt(this.#at + 1)
    if (next === '' && !this.#isFinal) this.blocked = 'other'
    else if (this.#closeNote(bracket.end, bracket.isImage)) return
    else if (next === '(') this.#closeInline()
    else this.#closeReference()
  }

  #dropBracket(): void {
    this.#flush()
    this.stack.dropBracket()
    this.#addMark()
  }

  /** `[^label]` with a footnote of that name comes before anything else that the brackets may be. */
  #closeNote(from: number, isImage: boolean): boolean {
    const label = this.#label(from)
    if (label === null || !isNoteLabel(label)) return false
    const note = this.#references.note(label.slice(1))
    if (!note) return false
    this.#flush()
    this.stack.takeBracket()
    if (isImage) this.#add('!', this.#at)
    this.#push({ kind: 'footnote-reference', label: label.slice(1), ...note }, 0, this.#at + 1)
    return true
  }

  #label(from: number): string | null {
    const start = from - this.base
    return start < 0 || this.#at - start > labelReach - 1 ? null : this.text.slice(start, this.#at)
  }

  #closeInline(): void {
    if (!this.#link) {
      this.#link = new LinkTail()
      this.#link.feed(this.text, this.#at + 2)
    }
    const link = this.#link
    if (link.outcome === 'more' && !this.#isFinal) {
      this.blocked = 'link'
      return
    }
    this.#link = null
    if (link.outcome !== 'done') return this.#closeReference()
    const start = this.#at + 2
    this.#makeLink(link.target(this.text.slice(start, start + link.length)), start + link.length)
  }

  #closeReference(): void {
    const { text } = this
    let end = this.#at + 1
    const bracket = this.stack.topBracket
    const own = bracket && !bracket.hasInner ? this.#label(bracket.end) : null
    let label = own
    if (text.charCodeAt(end) === 91) {
      const labelEnd = scanLabel(text, end)
      if (labelEnd === 'more' && !this.#isFinal) {
        this.blocked = 'other'
        return
      }
      if (typeof labelEnd === 'number') {
        const written = text.slice(end + 1, labelEnd - 1)
        if (written !== '' && isEmptyLabel(written)) label = own
        else {
          if (written !== '') label = written
          end = labelEnd
        }
      }
    }
    const target = label === null || isEmptyLabel(label) ? undefined : this.#references.link(label)
    if (target) this.#makeLink(target, end)
    else this.#dropBracket()
  }

  #makeLink(target: Target, end: number): void {
    this.#flush()
    const isImage = this.stack.topBracket?.isImage ?? false
    const { children, depth } = this.stack.takeBracket()
    if (isImage) this.#push({ kind: 'image', src: target.href, title: target.title, alt: textOf(children) }, 0, end)
    else {
      this.#push({ kind: 'link', href: target.href, title: target.title, children }, depth, end)
      this.stack.deactivateLinks()
    }
  }

  #address(code: number): void {
    const { text } = this
    const length = code === 58 ? schemeLength(text, this.#at) : isWebBefore(text, this.#at) ? 3 : 0
    if (length === 0 || !this.#run.endsWith(text.slice(this.#at - length, this.#at))) return this.#addMark()
    const start = this.#at - length
    const mark = text.slice(this.#at, this.#at + 3)
    const isTooShort = code === 58 && mark.length < 3 && '://'.startsWith(mark)
    const isScheme = code !== 58 || mark === '://'
    if (isTooShort && !this.#isFinal) this.blocked = 'other'
    else if (!isScheme || isTooShort || this.#isLinked()) this.#addMark()
    else this.#bare(readAddress(text, start, code === 58 ? this.#at + 3 : start, this.#isFinal), length)
  }

  #bare(found: Found, before: number): void {
    if (found !== null && found !== 'more') this.#run = this.#run.slice(0, this.#run.length - before)
    this.#found(found)
  }

  #isLinked(): boolean {
    this.stack.expire(this.offset)
    return this.stack.isInBracket
  }

  #mail(): void {
    const length = mailboxLength(this.text, this.#at)
    let name = this.text.slice(this.#at - length, this.#at)
    // A `_` may have become the mark of emphasis.
    while (!this.#run.endsWith(name)) name = name.slice(1)
    if (name === '' || this.#isLinked()) return this.#addMark()
    const end = scanMailHost(this.text, this.#at, this.#isFinal)
    if (end === 'more') this.blocked = 'other'
    else if (end === null) this.#addMark()
    else this.#bare({ node: bareLink(name + this.text.slice(this.#at, end)), end }, name.length)
  }
}
