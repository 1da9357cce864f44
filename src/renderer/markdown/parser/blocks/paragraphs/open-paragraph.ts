import { InlineLeaf } from '../../inlines/inline-leaf'
import type { Heading, Paragraph } from '../../nodes'
import { LeafText, type LeafDocument, type OpenRecord } from '../leaf-text'
import { TableCandidate } from '../tables/open-table'
import { type LeadRole, ParagraphLead } from './paragraph-lead'
import { countCells, maximumHeaderLength } from '../tables/table-rows'
import type { Growing, OpenLeaf, Place } from '../tree'

const nothing = { link: () => undefined, note: () => undefined }

/** A paragraph, and all that may still become of it: definitions, the header of a table, a heading. */
export class OpenParagraph implements OpenLeaf {
  readonly kind = 'paragraph'
  readonly node: Growing<Paragraph> = { kind: 'paragraph', inlines: [], settledInlines: 0 }
  readonly #document: LeafDocument
  readonly #place: Place
  #record: OpenRecord
  #text: LeafText
  #lead: ParagraphLead | null
  #candidate: TableCandidate | null = null
  #isShown = false
  #isCandidateShown = false
  #length = 0
  /** The last line, as far as it is short enough for the header of a table. */
  #lastLine = ''
  #lastLength = 0

  constructor(document: LeafDocument, place: Place, role: LeadRole) {
    this.#document = document
    this.#place = place
    this.#record = document.openRecord()
    this.#text = new LeafText(this.node, this.#record.references)
    this.#lead = new ParagraphLead(document.registry, role)
  }

  /** Nothing that was read so far is text. */
  get isEmpty(): boolean {
    return this.#length === 0 && (this.#lead?.text ?? '') === '' && !this.#candidate
  }

  /** Starts a line whose first character that is no blank is `first`; `mayBeHeader`: a table may start with it. */
  beginLine(first: string, mayBeHeader: boolean): void {
    this.#dropCandidate()
    if (this.#lead && this.#lead.text !== '') this.#lead.endBefore(first)
    if (first === '|' && mayBeHeader && (this.#lead?.text ?? '') === '') {
      this.#candidate = new TableCandidate(this.#document)
      return
    }
    this.#newLine()
  }

  #newLine(): void {
    if (!this.isEmpty) this.#add('\n')
    this.#lastLine = ''
    this.#lastLength = 0
  }

  append(text: string): void {
    if (!this.#candidate) {
      this.#add(text)
      return
    }
    this.#candidate.append(text)
    if (!this.#candidate.isPossible) this.#dropCandidate()
  }

  #add(text: string): void {
    this.#lastLength += text.length
    if (this.#lastLength <= maximumHeaderLength) this.#lastLine += text
    if (this.#lead) this.#lead.text += text
    else this.#addText(text)
  }

  #addText(text: string): void {
    this.#length += text.length
    this.#text.append(text)
  }

  endLine(): void {
    this.#candidate?.endLine()
    if (!this.#candidate) this.#resolve(false, true)
  }

  #resolve(isWhole: boolean, isLineEnd: boolean): void {
    const text = this.#lead?.resolve(isWhole, isLineEnd) ?? null
    if (text === null && !isWhole) return
    this.#lead = null
    if (text !== null) this.#addText(text)
  }

  /** The line that looked like a header is text. */
  #dropCandidate(): void {
    const candidate = this.#candidate
    if (!candidate) return
    this.#candidate = null
    if (this.#isCandidateShown) this.#place.remove(candidate.node)
    this.#isCandidateShown = false
    this.#newLine()
    this.#add(candidate.source)
  }

  sync(): void {
    if (this.#candidate) {
      this.#candidate.sync()
      if (!this.#isCandidateShown && this.#candidate.node.header.length > 0) this.#place.show(this.#candidate.node)
      this.#isCandidateShown = this.#candidate.node.header.length > 0
    }
    this.#resolve(false, false)
    if (this.#lead) this.#syncLead(this.#lead)
    else {
      this.#show()
      // The last of several lines may turn out to be the header of a table, without the line ending before it.
      const start = this.#length - this.#lastLength - 1
      this.#text.holdFrom(start <= 0 || this.#lastLength > maximumHeaderLength ? Infinity : start)
      this.#text.sync()
    }
  }

  #show(): void {
    if (this.#isShown || this.#length === 0) return
    this.#place.show(this.node)
    this.#isShown = true
  }

  #hide(): void {
    if (this.#isShown) this.#place.remove(this.node)
    this.#isShown = false
  }

  /** What may be no text is shown only when it rather is. */
  #syncLead(lead: ParagraphLead): void {
    this.node.inlines.length = 0
    if (lead.isHidden) {
      this.#hide()
      return
    }
    if (!this.#isShown) this.#place.show(this.node)
    this.#isShown = true
    const preview = { inlines: this.node.inlines, settledInlines: 0 }
    const leaf = new InlineLeaf(preview, nothing)
    leaf.append(lead.text)
    leaf.sync()
  }

  close(): void {
    this.#dropCandidate()
    this.#finish()
    if (this.#length === 0) this.#hide()
    else {
      this.#show()
      this.#record.close(this.node)
    }
  }

  #finish(): void {
    this.#resolve(true, true)
    if (this.#length === 0) return
    this.#text.holdFrom(Infinity)
    this.#record.finish(this.#text)
  }

  /** Makes a heading of it, if any of it is text; then the paragraph is closed. */
  toHeading(level: Heading['level']): boolean {
    this.#dropCandidate()
    this.#resolve(true, true)
    if (this.#length === 0) return false
    this.#finish()
    this.#show()
    const paragraph = this.node
    const heading: Heading = {
      kind: 'heading',
      level,
      inlines: paragraph.inlines,
      // A definition that comes later has the paragraph's text read again.
      get settledInlines() {
        return paragraph.settledInlines
      },
    }
    this.#place.replace(this.node, heading)
    this.#record.close(heading)
    return true
  }

  /** Whether its last line can be the header of a table with so many columns. */
  isHeader(columns: number): boolean {
    if (this.#candidate) return this.#candidate.node.header.length === columns
    if (this.#lastLength > maximumHeaderLength || countCells(this.#lastLine) !== columns) return false
    this.#resolve(true, true)
    // Else definitions have taken it.
    return this.#lastLength <= this.#length
  }

  /** Takes its last line out as the header of a table, and closes what is left. */
  takeHeader(): TableCandidate {
    const settled = this.node.inlines.slice(0, this.node.settledInlines)
    const candidate = this.#candidate ?? this.#splitLastLine()
    this.#candidate = null
    if (this.#isCandidateShown) this.#place.remove(candidate.node)
    this.close()
    // What was settled came out the same, but shall be the same objects too.
    this.node.inlines.splice(0, settled.length, ...settled)
    return candidate
  }

  #splitLastLine(): TableCandidate {
    const rest = this.#text.source.toString().slice(0, Math.max(0, this.#length - this.#lastLength - 1))
    this.#record = this.#document.openRecord()
    this.#text = new LeafText(this.node, this.#record.references)
    this.#length = 0
    this.node.inlines.length = 0
    this.node.settledInlines = 0
    if (rest !== '') this.#addText(rest)
    const candidate = new TableCandidate(this.#document)
    candidate.append(this.#lastLine)
    candidate.endLine()
    candidate.sync()
    return candidate
  }
}
