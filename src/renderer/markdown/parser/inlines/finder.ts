/** What one search found out: nothing stands between `from` and `to`, or `found` is the first. */
interface Known {
  readonly from: number
  readonly to: number
  readonly found: number
}

/**
 * Searches a growing text for closing marks and remembers where none is, so that many opening marks without a closing
 * one cost no more than one. Places are counted from the leaf's start, for its text is dropped from the front.
 */
export class Finder {
  readonly #known = new Map<string, Known>()

  /**
   * The first place at or after `from`, or -1. `search` takes a place and gives the first match from there, -1 for none;
   * `to` is how far it can see.
   */
  find(mark: string, from: number, to: number, search: (from: number) => number): number {
    const known = this.#known.get(mark)
    const applies = known !== undefined && known.from <= from
    if (applies && known.found >= from) return known.found
    const start = applies && known.found < 0 ? Math.max(from, known.to) : from
    const found = search(start)
    this.#known.set(mark, { from: applies && known.found < 0 ? known.from : from, to, found })
    return found
  }
}

/** Part of a leaf's text: `base` is the place of its first character. */
export interface Section {
  readonly text: string
  readonly base: number
}

/** The first `closing` at or after `from` (a place in `section.text`), or -1. */
export function findClosing(
  finder: Finder,
  section: Section,
  closing: string,
  from: number,
  isValid: (at: number) => boolean = () => true,
): number {
  const { text, base } = section
  const to = Math.max(base, base + text.length - closing.length + 1)
  const found = finder.find(closing, base + from, to, (start) => {
    let at = text.indexOf(closing, start - base)
    while (at >= 0 && !isValid(at)) at = text.indexOf(closing, at + 1)
    return at < 0 ? -1 : base + at
  })
  return found < 0 ? -1 : found - base
}

/** Where the run of the same character that starts at `at` ends. */
export function runEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  let end = at + 1
  while (end < text.length && text.charCodeAt(end) === code) end += 1
  return end
}

interface TickRun {
  readonly start: number
  readonly length: number
}

/** The runs of backticks of a growing text, each looked at once. */
export class TickRuns {
  #runs: TickRun[] = []
  #scannedTo = 0

  /** The first run of exactly `length` at or after `from`, or -1. One that touches an open end may still grow. */
  find(section: Section, length: number, from: number, isFinal: boolean): number {
    const { text, base } = section
    this.#scan(section, base + from, isFinal)
    const first = this.#runs.findIndex((run) => run.start >= base + from)
    if (first > 64) this.#runs = this.#runs.slice(first)
    const found = this.#runs.find((run) => run.start >= base + from && run.length === length)
    return found && found.start - base < text.length ? found.start - base : -1
  }

  #scan({ text, base }: Section, from: number, isFinal: boolean): void {
    const start = Math.max(this.#scannedTo, from) - base
    this.#scannedTo = base + text.length
    let at = text.indexOf('`', start)
    while (at >= 0) {
      const end = runEnd(text, at)
      if (end === text.length && !isFinal) {
        this.#scannedTo = base + at
        return
      }
      this.#runs.push({ start: base + at, length: end - at })
      at = text.indexOf('`', end)
    }
  }
}
