import type { Inline } from '../nodes'
import { isUnicodeWhitespace } from '../text/characters'
import { bareLink } from './constructs/bare-links'
import { codeText } from './constructs/code-span'
import { runEnd } from './finder'
import { InlineReader, type References } from './inline-reader'
import { literal } from './items'

/** How the end of an open text shows whose meaning is not known yet. */
export interface Pending {
  readonly nodes: readonly Inline[]
  /** How many characters at the end of the text before it are part of it. */
  readonly taken: number
}

// Longer than this, an unfinished construct is more likely a lone mark: then its text shows as it is.
const shortLength = 300
// A rest as long as this is read again only when so much has come.
const patientLength = 1_000
const patience = 64
const hidden: Pending = { nodes: [], taken: 0 }
const nothing: References = { link: () => undefined, note: () => undefined }

function shown(...nodes: readonly Inline[]): Pending {
  return { nodes, taken: 0 }
}

/** Shows the rest of one text that its reader has not gone over. */
export class PendingTail {
  /** The last reading of a long rest, and from where to where it went. */
  #known = { start: 0, length: 0, nodes: [] as readonly Inline[] }

  show(reader: InlineReader): Pending {
    const { tail } = reader
    if (reader.blocked === 'link' || tail.trim() === '') return hidden
    const isShort = tail.length <= shortLength && !tail.includes('\n')
    switch (tail.charAt(0)) {
      case '\\':
        return isShort ? hidden : this.#asIs(reader)
      case '`':
        return isShort ? openCode(tail) : this.#asIs(reader)
      case '!':
        return isUnicodeWhitespace(reader.run.slice(-1)) ? hidden : shown({ kind: 'text', text: '!' })
      case '<':
        return isShort ? openAngle(tail) : this.#asIs(reader)
      case '$':
        return isShort && isLikelyTex(tail) ? hidden : this.#asIs(reader)
      case '&':
        return tail.length <= 8 ? hidden : this.#asIs(reader)
      case ':':
      case '.':
      case '@':
        return openAddress(reader.run, tail)
      default:
        return hidden
    }
  }

  /** The rest read as if it ended here. What has come to a long rest since the last reading waits as it is for the next. */
  #asIs({ tail, offset }: InlineReader): Pending {
    const { start, length, nodes } = this.#known
    const isKnown = start === offset && tail.length > patientLength && tail.length - length < patience
    if (isKnown) return shown(...nodes, { kind: 'text', text: tail.slice(length) })
    const reader = new InlineReader(nothing)
    reader.append(tail)
    reader.finish()
    this.#known = { start: offset, length: tail.length, nodes: reader.stack.items.map(literal) }
    return shown(...this.#known.nodes)
  }
}

function openCode(tail: string): Pending {
  const source = tail.slice(runEnd(tail, 0)).replace(/`+$/, '')
  return source.trim() === '' ? hidden : shown({ kind: 'code', text: codeText(source).trim() })
}

function openAngle(tail: string): Pending {
  if (/^<[a-z][a-z0-9+.-]+:./i.test(tail)) {
    const text = tail.slice(1)
    return shown({ kind: 'link', href: '', title: '', children: [{ kind: 'text', text }] })
  }
  return tail.length <= 12 ? hidden : shown({ kind: 'html', text: tail })
}

/** Whether an open dollar rather begins a formula than a price or a variable. */
function isLikelyTex(tail: string): boolean {
  return tail.startsWith('$$') || /^\$(?:[a-z]?$|[a-z]_|[^\d\s].*[\\^{=]|\\)/i.test(tail)
}

function openAddress(run: string, tail: string): Pending {
  const pattern = tail.startsWith('@') ? /[a-z0-9.+_-]+$/i : /(?:https?|www)$/i
  const before = pattern.exec(run)?.[0] ?? ''
  const text = (before + tail).replace(/[?!.,:*_~'")\]]+$/, '')
  const isAddress = /^(?:https?:\/\/[^\s/]|www\.[^\s.])|@[^\s.]+\.[a-z]/i.test(text)
  if (!isAddress) return shown({ kind: 'text', text: tail })
  const rest = (before + tail).slice(text.length).replace(/[*_~]+$/, '')
  const link = bareLink(text)
  return { nodes: rest === '' ? [link] : [link, { kind: 'text', text: rest }], taken: before.length }
}
