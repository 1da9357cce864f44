/** Joins the rest of a reply to its beginning when a model was asked in words to go on. */
export interface Seam {
  /** What of this piece belongs to the reply. Held back while it may still turn out to be a repetition. */
  push(text: string): string
  /** What was held back, when no more comes. */
  end(): string
}

// Models that go on repeat at most the last sentence or two.
const longestRepeat = 400

/**
 * Cleans the seam after `before`: what the model repeats of its last words is dropped, a code fence that it opens a second
 * time too, and a missing space after a mark is put in. Text that repeats nothing passes unchanged from its first character.
 */
export function createSeam(before: string): Seam {
  const tail = before.slice(-longestRepeat)
  const fence = openFence(before)
  let held = ''
  let joined = before === ''

  const join = (): string => {
    joined = true
    const rest = withoutReopenedFence(held.slice(repeatLength(tail, held)), fence)
    return needsSpace(tail, rest) ? ` ${rest}` : rest
  }
  return {
    push(text) {
      if (joined) return text
      held += text
      return mayStillRepeat(tail, held) || mayStillReopen(held, fence) ? '' : join()
    },
    end: () => (joined || held === '' ? '' : join()),
  }
}

/** How many characters at the start of `text` stand at the end of `tail` already, counted from a word's beginning. */
function repeatLength(tail: string, text: string): number {
  for (let start = 0; start < tail.length; start++) {
    const end = tail.slice(start)
    if (text.startsWith(end) && isWordStart(tail, start) && end.length >= leastRepeat(end)) return end.length
  }
  return 0
}

/** True while all of `text` could be the beginning of a repetition whose end has not come. */
function mayStillRepeat(tail: string, text: string): boolean {
  for (let start = 0; start < tail.length - text.length; start++) {
    if (isWordStart(tail, start) && tail.startsWith(text, start)) return true
  }
  return false
}

/** Two Chinese characters are a word; three Latin letters are hardly chance. */
function leastRepeat(text: string): number {
  return /\p{Script=Han}/u.test(text) ? 2 : 3
}

function isWordStart(text: string, index: number): boolean {
  const before = text[index - 1]
  const here = text[index] ?? ''
  if (/\p{Script=Han}/u.test(here)) return true
  return before === undefined || !/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(here)
}

/** The info string of the fence that is open at the end of `text`; null when none is. */
function openFence(text: string): string | null {
  let open: { mark: string; info: string } | null = null
  for (const [, mark = '', info = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm)) {
    if (!open) open = { mark, info: info.trim() }
    else if (mark.startsWith(open.mark) && info.trim() === '') open = null
  }
  return open?.info ?? null
}

const fenceLine = /^\s*(`{3,}|~{3,})([^\n]*)\n/

/** Inside an open fence, a line that opens the same one again is the model's, not the code's. A bare mark closes it. */
function withoutReopenedFence(text: string, fence: string | null): string {
  const [line = '', , info = ''] = fence === null ? [] : (fenceLine.exec(text) ?? [])
  return info.trim() !== '' ? text.slice(line.length) : text
}

function mayStillReopen(text: string, fence: string | null): boolean {
  return fence !== null && text.length < 80 && /^\s*(`{1,2}|~{1,2}|(`{3,}|~{3,})[^\n]*)?$/.test(text)
}

function needsSpace(tail: string, rest: string): boolean {
  return /[.!?;:,]$/.test(tail) && /^[A-Za-z]/.test(rest) && !/\d[.,:]$/.test(tail) && !/\b[\w-]+\.\w*\.$/.test(tail)
}
