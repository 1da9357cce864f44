import type { Item, Quote } from '../../nodes'
import { readDefinition } from '../../references/definition'
import type { Registry } from '../../references/registry'
import { scanLabel } from '../../text/labels'
import type { Growing } from '../tree'

/** What a paragraph's first characters may mean for the container that it is the first block of. */
export interface LeadRole {
  readonly item: Growing<Item> | null
  readonly quote: Growing<Quote> | null
}

const task = /^\[([ xX])\][ \t\n]+(?=[^ \t\n])/
const openTask = /^\[(?:[ xX](?:\][ \t\n]*)?)?$/
const alert = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i
const openAlert = /^\[(?:![a-z]*(?:\][ \t]*)?)?$/i

/**
 * The start of a paragraph as long as it may be no text at all: definitions, the box of a task, the head of an alert.
 */
export class ParagraphLead {
  readonly #registry: Registry
  #role: LeadRole
  #nextLook = 0
  text = ''

  constructor(registry: Registry, role: LeadRole) {
    this.#registry = registry
    this.#role = role
  }

  /** Whether nothing of it should be shown yet. */
  get isHidden(): boolean {
    if (/^$|^\[[^\s\]]{0,24}$/.test(this.text) || openTask.test(this.text)) return true
    return typeof scanLabel(this.text, 0) === 'number'
  }

  /** Reads what is certain, or all if the paragraph `isWhole`. Gives the text that is text; null if that is not known. */
  resolve(isWhole: boolean, isLineEnd: boolean): string | null {
    if (!isWhole && !isLineEnd && this.text.length < this.#nextLook) return null
    for (;;) {
      if (this.text === '') return null
      if (!this.text.startsWith('[')) return this.#take()
      const isOver = this.#readRole(isWhole, isLineEnd)
      if (isOver === 'more') return null
      if (isOver) return this.#take()
      this.#role = { item: null, quote: null }
      if (this.text === '') return null
      const definition = readDefinition(this.text, isWhole)
      if (definition === null) return this.#take()
      if (definition === 'more') {
        this.#nextLook = this.text.length > 2_000 ? this.text.length * 1.25 : 0
        return null
      }
      this.#registry.define(definition.label, definition.target)
      this.text = this.text.slice(definition.end)
    }
  }

  /** The line is over and the next begins with `first`, so a definition may be known to be complete. */
  endBefore(first: string): void {
    const definition = readDefinition(`${this.text}\n${first}`, false)
    if (definition === null || definition === 'more' || definition.end !== this.text.length + 1) return
    this.#registry.define(definition.label, definition.target)
    this.text = ''
  }

  #take(): string {
    const { text } = this
    this.text = ''
    return text
  }

  /** True: a role was found and the rest is text. */
  #readRole(isWhole: boolean, isLineEnd: boolean): boolean | 'more' {
    const { item, quote } = this.#role
    const isOpen = !isWhole && !isLineEnd
    if (item) {
      const match = task.exec(this.text)
      if (match) {
        item.task = match[1] === ' ' ? 'open' : 'done'
        this.text = this.text.slice(match[0].length)
        return true
      }
      if (openTask.test(this.text)) return isWhole ? false : 'more'
    }
    if (quote) {
      const match = alert.exec(this.text)
      if (match && !isOpen) {
        quote.alert = match[1]?.toLowerCase() as NonNullable<Quote['alert']>
        this.text = this.text.slice(match[0].length)
        return false
      }
      if (isOpen && openAlert.test(this.text)) return 'more'
    }
    return false
  }
}
